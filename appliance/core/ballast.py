"""Room kept back on the disk: a full one cannot even delete, so there has to be something to give up."""

import os
from contextlib import suppress
from pathlib import Path

NAME = "ballast"
MIB = 1024 * 1024
SHARE = 20  # it takes no more than a twentieth of a small disk
LEAST = 256 * 1024  # bytes; less would not carry the transactions that make room again
FLOOR = 4  # with less free than a quarter of it, the ballast is given up before a write fails
AGAIN = 3  # it is made where three times as much is free, or it would be given up again at once


class Ballast:
    """`wanted` is 0 until the running house says how many bytes there should be."""

    def __init__(self, data: Path) -> None:
        self.file = data / NAME
        self.wanted = 0

    @property
    def here(self) -> bool:
        return self.file.exists()

    def size_for(self, total: int) -> int:
        size = min(self.wanted, total // SHARE) // 4096 * 4096
        return size if size >= LEAST else 0

    def is_missing(self, total: int) -> bool:
        return not self.here and self.size_for(total) > 0

    def is_needed(self, total: int, free: int) -> bool:
        return free < self.size_for(total) // FLOOR

    def has_room(self, total: int, free: int) -> bool:
        return free >= self.size_for(total) * AGAIN

    def make(self, total: int) -> None:
        """Blocks that are really taken; whole or not at all. Slow: outside of the event loop."""
        size, aside = self.size_for(total), self.file.with_suffix(".new")
        if not size:
            return
        file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(file, 0, size)
            os.fsync(file)
            aside.replace(self.file)
        finally:
            os.close(file)
            aside.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """True where there was something to give up."""
        try:
            self.file.unlink()
        except OSError:
            return False
        return True

    def clean(self) -> None:
        """What a crash left half made; and all of it where none is wanted any more."""
        with suppress(OSError):
            self.file.with_suffix(".new").unlink(missing_ok=True)
            if not self.wanted:
                self.file.unlink(missing_ok=True)
