"""An export on its way in: read while it arrives, so that nothing is stored of one that ends badly."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from appliance.core.errors import Invalid
from appliance.core.files import need_room
from appliance.core.i18n import mark as _
from appliance.core.settings import MIB, Settings
from appliance.screen_time.activitywatch.exports import ExportReader

FIELD = "file"
LARGEST = 1024 * MIB  # many years of several watchers
AROUND_IT = 16 * 1024  # bytes of the form that it comes in
BLOCK = 64 * 1024  # bytes that are read at once


class ExportFile:
    """On the disk, without a name: after a crash nothing is left of it."""

    def __init__(self, data: Path, floor: int) -> None:
        self._data = data
        self._floor = floor
        self._size = 0
        self._reader = ExportReader()
        self._file = TemporaryFile(dir=data)  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._file.close()

    def room(self, size: int) -> None:
        if self._size + size > LARGEST + AROUND_IT:
            sentence = _("This file is too large: an export has at most %(most)s MB.")
            raise Invalid(sentence, {FIELD: sentence}, most=LARGEST // MIB)
        need_room(self._data, self._floor, size)

    def write(self, block: bytes) -> None:
        """In a thread; a file that is no export is refused as soon as that shows."""
        deque(self._reader.feed(block), maxlen=0)
        self._file.write(block)
        self._size += len(block)

    async def blocks(self) -> AsyncIterator[bytes]:
        self._reader.end()
        await asyncio.to_thread(self._file.seek, 0)
        while block := await asyncio.to_thread(self._file.read, BLOCK):
            yield block


def arriving_export(settings: Settings) -> ExportFile:
    return ExportFile(settings.data, settings.upload_floor * MIB)
