"""A file of any size, straight from the line to where it goes: no more than a piece of it is in memory.

The page's own token has to come before the file, so that a foreign page cannot fill the disk.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, InternalServerException
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.web.csrf import SHORT, ask_for_token
from appliance.web.request import AppRequest

STREAMED = {"streamed": True}
"""`opt` of a route that reads its form here; its handler also says `request_max_body_size=None`."""


class Sink(Protocol):
    def write(self, block: bytes, /) -> object: ...


WRITTEN_AT_ONCE = 1024 * 1024  # bytes
Room = Callable[[int], None]  # raises where so many more bytes would fill the disk


@dataclass
class _Arriving:
    request: AppRequest
    name: str
    sink: Sink
    room: Room
    fields: dict[str, str] = field(default_factory=dict)
    size: int = 0
    _part: MultipartSegment | None = None
    _held: bytearray = field(default_factory=bytearray)

    async def take(self, piece: MultipartSegment | bytes | bytearray | None) -> None:
        if isinstance(piece, MultipartSegment):
            self._begin(piece)
        elif piece is not None:
            self._held += piece
            await self._more()
        else:
            await self._end()

    @property
    def _is_file(self) -> bool:
        return self._part is not None and self._part.name == self.name

    def _begin(self, part: MultipartSegment) -> None:
        self._part, self._held = part, bytearray()
        if self._is_file:
            ask_for_token(self.request, self.fields.get("csrf", ""))
            self.room(self.request.content_length or 0)

    async def _more(self) -> None:
        if self._is_file and len(self._held) >= WRITTEN_AT_ONCE:
            await self._write()
        elif not self._is_file and len(self._held) + sum(map(len, self.fields.values())) > SHORT:
            raise Invalid(_("We could not read what was sent."))

    async def _end(self) -> None:
        if self._is_file:
            await self._write()
        elif self._part is not None and self._part.name:
            self.fields[self._part.name] = self._held.decode()
        self._part = None

    async def _write(self) -> None:
        self.room(len(self._held))
        self.size += len(self._held)
        await asyncio.to_thread(self.sink.write, bytes(self._held))
        self._held.clear()


async def receive_file(request: AppRequest, name: str, sink: Sink, room: Room) -> int:
    """Writes the field `name` to `sink`, and says how large it was."""
    kind, options = request.content_type
    if kind != RequestEncodingType.MULTI_PART or not options.get("boundary"):
        raise no_file(name)
    arriving = _Arriving(request, name, sink, room)
    await _read(request, options["boundary"], arriving)
    if not arriving.size:
        ask_for_token(request, arriving.fields.get("csrf", ""))
        raise no_file(name)
    return arriving.size


async def receive_bytes(request: AppRequest, sink: Sink, room: Room) -> int:
    """For programs: the file is all of the body."""
    room(request.content_length or 0)
    size = 0
    try:
        async for chunk in request.stream():
            room(len(chunk))
            size += len(chunk)
            await asyncio.to_thread(sink.write, chunk)
    except (InternalServerException, ClientException) as broken:
        raise cut_off() from broken
    return size


async def _read(request: AppRequest, boundary: str, arriving: _Arriving) -> None:
    try:
        with PushMultipartParser(boundary, max_segment_count=20) as parser:
            async for chunk in request.stream():
                if chunk:
                    for piece in parser.parse(chunk):
                        await arriving.take(piece)
    except (MultipartError, InternalServerException, ClientException, UnicodeDecodeError) as broken:
        raise cut_off() from broken


def cut_off() -> Invalid:
    return Invalid(_("The file did not arrive whole. Please send it again."))


def no_file(name: str) -> Invalid:
    sentence = _("Choose a file.")
    return Invalid(sentence, errors={name: sentence})
