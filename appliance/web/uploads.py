"""What is sent to be kept is refused by its first line where it is too large or the disk is nearly full."""

import io
from collections.abc import Callable, Mapping

from litestar import Response
from litestar.handlers import BaseRouteHandler

from appliance.core.errors import Invalid
from appliance.core.files import Files, need_room
from appliance.core.photos import KIND
from appliance.core.settings import MIB, Settings
from appliance.web.guards import Connection
from appliance.web.request import AppRequest

AROUND_IT = 16 * 1024  # bytes of the form that a file comes in
PRIVATE: Mapping[str, str] = {
    "cache-control": "private, no-store",  # on a shared tablet the next one may not see it
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
}
"""Headers of a file that only some of the family may see."""


def kept_photo(request: AppRequest, sha256: str) -> Response[bytes]:
    """For whoever was let through to it: the caller has asked."""
    files: Files = request.app.state.files
    with files.open(sha256) as found:
        return Response(found.read(), media_type=KIND, headers=dict(PRIVATE))


class Held(io.BytesIO):
    """A file of at most `most` bytes, in memory. A larger one is refused before it has arrived."""

    def __init__(self, most: int, refusal: Callable[[], Invalid]) -> None:
        super().__init__()
        self._most = most
        self._refusal = refusal

    def write(self, block: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(block) > self._most:
            raise self._refusal()
        return super().write(block)

    def room(self, size: int) -> None:
        """What is said to be too large is not read at all."""
        if size > self._most + AROUND_IT:
            raise self._refusal()


async def room_for_more(connection: Connection, _handler: BaseRouteHandler) -> None:
    settings: Settings = connection.app.state.settings
    need_room(settings.data, settings.upload_floor * MIB)
