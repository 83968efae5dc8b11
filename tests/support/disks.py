"""A small disk of its own for a test: it can be filled, and be made one that can only be read."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

FILLER = "filler"


@dataclass
class Disk:
    path: Path

    def fill(self, spare: int = 0) -> None:
        """To the last block, or leaving so many bytes."""
        with (self.path / FILLER).open("wb", buffering=0) as file:
            room = self.free() - spare
            if room > 0:
                os.posix_fallocate(file.fileno(), 0, room)
            file.seek(0, os.SEEK_END)
            while not spare:
                try:
                    file.write(b"\0" * 4096)
                except OSError:
                    return

    def make_room(self) -> None:
        (self.path / FILLER).unlink()

    def free(self) -> int:
        found = os.statvfs(self.path)
        return found.f_bavail * found.f_frsize

    def only_read(self) -> None:
        _run("mount", "-o", "remount,ro", str(self.path))

    def gives_up(self) -> None:
        """What a kernel does with a disk that has errors: nothing is written any more, open or not."""
        _run("mount", "-o", "remount,abort", str(self.path))

    def writable(self) -> None:
        _run("mount", "-o", "remount,rw", str(self.path))


@contextmanager
def mounted(path: Path, size: str) -> Iterator[Disk]:
    path.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "disk", str(path))
    try:
        yield Disk(path)
    finally:
        _run("umount", "--lazy", str(path))


@cache
def may_mount() -> bool:
    with TemporaryDirectory() as folder:
        try:
            with mounted(Path(folder) / "disk", "64k"):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


needs_mounts = pytest.mark.skipif(
    not may_mount(),
    reason="NOT TESTED: full and read-only disks, because nothing may be mounted here (run as root)",
)


@contextmanager
def formatted(path: Path, megabytes: int) -> Iterator[Disk]:
    """ext4 in a file: unlike a tmpfs it gives itself up while files on it are open, as a dying card does."""
    image = path.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    _run("mkfs.ext4", "-q", "-F", str(image))
    path.mkdir(parents=True)
    _run("mount", "-o", "loop", str(image), str(path))
    try:
        yield Disk(path)
    finally:
        _run("umount", "--lazy", str(path))


@cache
def may_format() -> bool:
    with TemporaryDirectory() as folder:
        try:
            with formatted(Path(folder) / "disk", 8):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


needs_formats = pytest.mark.skipif(
    not may_format(),
    reason="NOT TESTED: a disk that dies under the house, because none can be made here (root, loop devices)",
)
