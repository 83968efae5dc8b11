"""What the family keeps as files: each under the SHA-256 of its bytes, whole or not at all.

`<data>/files/ab/<sha256>`. The row that names a file is committed after `put` has returned, so that a plug
pulled at any moment leaves files without a row, and never a row without its file.
"""

import asyncio
import hashlib
import os
import re
import secrets
from collections.abc import AsyncIterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Self

from appliance.core.disk import Disk, Trouble, refusal_of, room_on, trouble_of
from appliance.core.durable import sync
from appliance.core.errors import Invalid, NoRoom, NotFound
from appliance.core.i18n import mark as _

STORE, ASIDE = "files", ".new"
NAME = re.compile(r"[0-9a-f]{64}")
PART = 1024 * 1024  # bytes that are written in one go, off the event loop
AT_ONCE = 8  # files that arrive at the same time; more wait
SHARE = 20
TOO_FULL = _("There is too little room left on the disk of this house for new pictures and files.")
TOO_LARGE = _("This file is too large.")


@dataclass(frozen=True)
class StoredFile:
    sha256: str
    size: int


def need_room(data: Path, floor: int, size: int = 0) -> None:
    """`floor` in bytes, and no more than a twentieth of a small disk; `size` of what is to come."""
    room = room_on(data)
    if room.free - size < min(floor, room.total // SHARE):
        raise NoRoom(TOO_FULL)


class _Arriving:
    """A file on its way in, under a name that nobody asks for."""

    def __init__(self, aside: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self.file = os.fdopen(os.open(aside, flags, 0o600), "wb")
        self.digest = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        with suppress(OSError):  # what could not be written any more is thrown away
            self.file.close()

    def write(self, part: bytes) -> None:
        self.digest.update(part)
        self.size += len(part)
        self.file.write(part)

    def settle(self) -> StoredFile:
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        return StoredFile(self.digest.hexdigest(), self.size)


class Files:
    def __init__(self, disk: Disk, floor: int) -> None:
        self._disk = disk
        self._folder = disk.data / STORE
        self._floor = floor
        self._doors = asyncio.Semaphore(AT_ONCE)
        self.keeping = asyncio.Lock()
        """Held from `put` to the commit of its row, and from the commit that takes a row away to `remove`:
        else the same bytes could be put and removed at once."""

    def clean(self) -> None:
        """At the start nothing arrives: what lies aside was left by a crash."""
        with suppress(OSError):
            for left in (self._folder / ASIDE).glob("*"):
                left.unlink()

    async def put(self, parts: AsyncIterable[bytes], largest: int | None = None) -> StoredFile:
        """Outside of any transaction. Below the floor, or too large, it is refused while it arrives, too."""
        async with self._doors:
            with self._refusing():
                aside = await asyncio.to_thread(self._aside)
                try:
                    return await self._take(parts, aside, largest)
                finally:
                    aside.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        if not NAME.fullmatch(sha256):
            raise NotFound(_("There is no such file."))
        return self._folder / sha256[:2] / sha256

    def open(self, sha256: str) -> BufferedReader:
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise NotFound(_("There is no such file.")) from None

    def remove(self, sha256: str) -> bool:
        """After the commit that took the last row away. False where it was gone already."""
        place = self.path(sha256)
        try:
            place.unlink()
        except FileNotFoundError:
            return False
        sync(place.parent)
        return True

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Nobody's ballast is given up for a file: what was written of it is gone again with its refusal."""
        try:
            yield
        except OSError as fault:
            trouble = trouble_of(fault, self._disk.data)
            if trouble is None:
                raise
            if trouble is Trouble.FULL:
                raise NoRoom(TOO_FULL) from fault
            self._disk.met(trouble)
            raise refusal_of(trouble) from fault

    def _aside(self) -> Path:
        need_room(self._disk.data, self._floor)
        folder = self._folder / ASIDE
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync(self._disk.data)
        return folder / secrets.token_hex(8)

    async def _take(self, parts: AsyncIterable[bytes], aside: Path, largest: int | None) -> StoredFile:
        with _Arriving(aside) as arriving:
            waiting = bytearray()
            async for part in parts:
                waiting += part
                if largest is not None and arriving.size + len(waiting) > largest:
                    raise Invalid(TOO_LARGE)
                if len(waiting) >= PART:
                    await asyncio.to_thread(self._write, arriving, bytes(waiting))
                    waiting.clear()
            await asyncio.to_thread(self._write, arriving, bytes(waiting))
            return await asyncio.to_thread(self._keep, arriving, aside)

    def _write(self, arriving: _Arriving, part: bytes) -> None:
        need_room(self._disk.data, self._floor, len(part))
        arriving.write(part)

    def _keep(self, arriving: _Arriving, aside: Path) -> StoredFile:
        stored = arriving.settle()
        place = self.path(stored.sha256)
        if not place.exists() or place.stat().st_size != stored.size:
            if not place.parent.exists():
                place.parent.mkdir(mode=0o700, exist_ok=True)
                sync(self._folder)
            aside.replace(place)
            sync(place.parent)
        return stored
