"""A backup that was sent as one file: taken apart while it arrives, so that it needs its room once only."""

import asyncio
import os
import shutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from appliance.backups.archive.portable import unbundle
from appliance.backups.archive.swap import INCOMING
from appliance.core.errors import RuleBroken
from appliance.core.files import need_room
from appliance.core.i18n import mark as _

WAITS = timedelta(days=1)
FOLDER = "arrived"  # in `incoming`, which a start empties


class Arrival:
    """`folder` holds what has arrived whole; what breaks off leaves nothing."""

    def __init__(self, data: Path, floor: int) -> None:
        self._data, self._floor = data, floor  # in bytes, which the house itself keeps free
        self.folder = data / INCOMING / FOLDER
        self._aside = data / INCOMING / f"{FOLDER}.part"
        self.name = ""
        self._busy = False

    def room(self, more: int) -> None:
        need_room(self._data, self._floor, more)

    @asynccontextmanager
    async def taking(self) -> AsyncIterator["Apart"]:
        """What is written inside is there when the block ends."""
        if self._busy:
            raise RuleBroken(_("Another file is arriving just now. Try again when it is there."))
        self._busy = True
        try:
            self.forget()
            self._aside.mkdir(mode=0o700, parents=True)
            apart = Apart(self._aside)
            try:
                yield apart
            finally:
                await asyncio.to_thread(apart.end)
            self.name = apart.name()
            self._aside.rename(self.folder)
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)
            self._busy = False

    def forget_old(self, now: datetime) -> None:
        """Whoever sent it has thought better of it: it would take its room until the next start."""
        if self.folder.exists() and now.timestamp() - self.folder.stat().st_mtime >= WAITS.total_seconds():
            self.forget()

    def forget(self) -> None:
        for left in (self.folder, self._aside):
            shutil.rmtree(left, ignore_errors=True)


class Apart:
    """A file to write into; at its other end a thread takes the bundle apart."""

    def __init__(self, folder: Path) -> None:
        read, write = os.pipe()
        self._out: IO[bytes] = open(write, "wb", buffering=0)  # noqa: SIM115 (closed by `end`)
        self._fault: BaseException | None = None
        self._name = ""
        self._thread = threading.Thread(target=self._take, args=(read, folder), daemon=True)
        self._thread.start()

    def write(self, block: bytes) -> None:
        try:
            left = memoryview(block)
            while left:
                left = left[self._out.write(left) or 0 :]
        except (
            BrokenPipeError
        ):  # the other end knows already that this is of no use, or has all that it needs
            self._thread.join()
            self.name()

    def end(self) -> None:
        self._out.close()
        self._thread.join()

    def name(self) -> str:
        """Of the backup in it, or what was wrong with it."""
        if self._fault is not None:
            raise self._fault
        return self._name

    def _take(self, read: int, folder: Path) -> None:
        with open(read, "rb") as source:
            try:
                self._name = unbundle(source, folder)
            except BaseException as fault:
                self._fault = fault
