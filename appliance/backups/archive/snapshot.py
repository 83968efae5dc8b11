"""A consistent copy of the living database, checked, in a scratch folder on the same disk."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from appliance.backups.archive.facts import Say
from appliance.backups.archive.faults import missing_file, no_room
from appliance.backups.archive.soundness import check
from appliance.core.soundness import opened

SCRATCH, CHECKING = ".backing-up", ".checking"
DATABASE = "appliance.db"
SPARE = 16 * 1024 * 1024  # left over for the family while a copy is made


@contextmanager
def scratch_in(folder: Path) -> Iterator[Path]:
    """One run at a time; what a killed one has left is cleared by the next."""
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _empty(folder)
        yield folder
    finally:
        _empty(folder)
        os.close(lock)


def clear_scratch(data: Path) -> None:
    """At a start. A command that makes a backup just now keeps its own."""
    for folder in (data / SCRATCH, data / CHECKING):
        if folder.exists():
            lock = os.open(folder, os.O_RDONLY)
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _empty(folder)
            os.close(lock)


def copy_of(data: Path, scratch: Path, say: Say) -> tuple[Path, dict[str, int]]:
    """Beside a running service: the copy is made by a connection that can neither write nor checkpoint."""
    living, copy = data / DATABASE, scratch / DATABASE
    if not living.exists():
        raise missing_file()
    need_room(scratch, _size_of(living))
    say("copy", 0)
    try:
        with opened(living, "ro") as db:
            db.execute("PRAGMA wal_autocheckpoint=0")
            db.execute("VACUUM INTO ?", (str(copy),))
    except sqlite3.DatabaseError:
        copy.unlink(missing_ok=True)  # a full disk leaves an empty file
        raise
    copy.chmod(0o600)
    say("check", 0)
    return copy, check(copy)


def need_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + SPARE:
        raise no_room()


def _size_of(database: Path) -> int:
    log = database.with_name(database.name + "-wal")
    return database.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink(missing_ok=True)
