"""One request past the web framework, and its answer: a watcher's line is opened anew for each heartbeat."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from urllib.parse import parse_qsl

import msgspec
from litestar.types import HTTPScope, Receive

from appliance.core.errors import Refusal
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.screen_time.activitywatch.events import Unreadable
from appliance.screen_time.activitywatch.mailbox import Mailbox
from appliance.screen_time.api.activitywatch.callers import Caller

T = TypeVar("T")
MOST = 16 * 1024 * 1024  # bytes of a body that is read as a whole


class TooLarge(Refusal):
    status = 413


class CutOff(Exception):
    """Whoever sent it is gone: nobody waits for an answer."""


@dataclass(frozen=True)
class Reply:
    """`body` is all of it, or pieces that are sent as they come."""

    body: bytes | AsyncIterator[bytes]
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ()


@dataclass
class Visit:
    office: Office
    mailbox: Mailbox
    scope: HTTPScope
    receive: Receive
    caller: Caller | None
    bucket: str = ""
    number: str = ""

    @property
    def who(self) -> Caller:
        assert self.caller is not None  # the door has asked
        return self.caller

    @cached_property
    def asked(self) -> Mapping[str, str]:
        query = self.scope["query_string"].decode("latin-1")
        return dict(parse_qsl(query, keep_blank_values=True, errors="replace"))

    async def pieces(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            message = await self.receive()
            if message["type"] != "http.request":
                raise CutOff
            yield message.get("body", b"")
            more = message.get("more_body", False)

    async def read(self, decoder: msgspec.json.Decoder[T]) -> T:
        body = b""
        async for piece in self.pieces():
            body += piece
            if len(body) > MOST:
                raise TooLarge(_("This is too large."))
        try:
            return decoder.decode(body)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise Unreadable(_("We could not read what was sent.")) from None


_encode = msgspec.json.Encoder().encode


def told(content: object, status: int = 200) -> Reply:
    return Reply(_encode(content), status)
