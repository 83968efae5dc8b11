"""The disk under the family's data: how much room it has, what its faults mean, and what was met of them.

`Disk` is what every door asks. It remembers a trouble from the fault that showed it until it is over.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import structlog

from appliance.core.ballast import Ballast
from appliance.core.errors import AtRest, NoRoom, Refusal
from appliance.core.i18n import mark as _

TIGHT = 256 * 1024  # bytes: SQLite's log and its index grow in parts of up to 32 KiB
EMPTY_HANDED = {errno.ENOSPC, errno.EDQUOT}
PROBE = ".probe"
MARK = "broken"  # holds the number of the file that was found so
QUIET = 600.0  # seconds without an error, after which a failing disk counts as well
log = structlog.get_logger("disk")


class Trouble(StrEnum):
    FULL = "full"
    READ_ONLY = "read-only"
    FAILING = "failing"  # errors of reading or writing that are none of the others
    MALFORMED = "malformed"


SENTENCES = {
    Trouble.FULL: _("There is no room left on the disk of this house, so nothing was changed."),
    Trouble.READ_ONLY: _(
        "Right now you can look at everything, but nothing can be changed. Try again later."
    ),
    Trouble.FAILING: _("The disk of this house did not answer as it should. Nothing was changed."),
    Trouble.MALFORMED: _(
        "Something that this house has stored is broken. Nothing can be changed until a backup is restored."
    ),
}


@dataclass(frozen=True)
class Room:
    """Of a file system, in bytes; `free` is what a user who is not root may fill."""

    total: int
    free: int
    writable: bool = True


def room_on(place: Path) -> Room:
    """Of the nearest directory that is there."""
    while not place.exists() and place != place.parent:
        place = place.parent
    found = os.statvfs(place)
    free = found.f_bavail * found.f_frsize
    if found.f_files and not found.f_favail:
        free = 0  # out of inodes: no new file can be made
    return Room(found.f_blocks * found.f_frsize, free, not found.f_flag & os.ST_RDONLY)


@dataclass(frozen=True)
class Shares:
    """Who takes the room of a disk, in bytes."""

    total: int
    free: int
    family: int
    models: int
    backups: int  # that lie on the same disk

    @property
    def others(self) -> int:
        """Other programs of the same disk, and the system itself."""
        return max(self.total - self.free - self.family - self.models - self.backups, 0)


def shares_of(data: Path) -> Shares:
    """Slow where there are many files: outside of the event loop."""
    room = room_on(data)
    models, backups = _size(data / "models"), _size(data / "backups")
    return Shares(room.total, room.free, _size(data) - models - backups, models, backups)


def _size(folder: Path) -> int:
    found = 0
    for path in folder.rglob("*"):
        try:
            found += path.lstat().st_blocks * 512
        except OSError:  # gone meanwhile
            continue
    return found


def trouble_of(error: BaseException, data: Path, *, writing: bool = True) -> Trouble | None:
    """What a fault says about the disk; None where it says nothing about it."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, Refusal):
        if isinstance(cause, sqlite3.Error):
            return _of_database(cause, data, writing)
        if isinstance(cause, OSError) and cause.errno is not None:
            return _of_system(cause.errno)
        cause = cause.__cause__
    return None


def _of_system(number: int) -> Trouble | None:
    if number in EMPTY_HANDED:
        return Trouble.FULL
    if number == errno.EROFS:
        return Trouble.READ_ONLY
    return Trouble.FAILING if number == errno.EIO else None


def _of_database(error: sqlite3.Error, data: Path, writing: bool) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return Trouble.FULL
        case sqlite3.SQLITE_READONLY:
            return Trouble.READ_ONLY if writing or not room_on(data).writable else None
        case sqlite3.SQLITE_NOTADB:
            return Trouble.MALFORMED
        case sqlite3.SQLITE_CORRUPT:
            # An index of the words or vectors that is out of step can be built anew; the file is whole.
            return Trouble.MALFORMED if code != sqlite3.SQLITE_CORRUPT_VTAB else None
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return _of_place(data)
    return None


def _of_place(data: Path) -> Trouble:
    """SQLite does not pass on why the system refused it: a file of our own is refused for the same reason.

    The mount flags alone do not tell; a file system that gave up by itself may still call itself writable.
    """
    try:
        if room_on(data).free < TIGHT:
            return Trouble.FULL
        _try_a_file(data / PROBE)
    except OSError as fault:
        return _of_system(fault.errno or 0) or Trouble.FAILING
    return Trouble.FAILING


def _try_a_file(path: Path) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        os.write(file, b"\0" * 4096)
        os.fsync(file)
    finally:
        os.close(file)
        path.unlink()


def refusal_of(trouble: Trouble) -> Refusal:
    return (NoRoom if trouble is Trouble.FULL else AtRest)(SENTENCES[trouble])


def _number_of(database: Path) -> str:
    return str(database.stat().st_ino)


def _is_broken(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.Error:
        return True


class Disk:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.ballast = Ballast(data)
        self.trouble: Trouble | None = None
        self.over: list[Trouble] = []  # what has ended, and of which nobody was told yet
        self.told = False
        self._database: Path | None = None
        self._met_at = 0.0
        self.shares: Shares | None = None  # what takes the room, looked up while it is full
        self.noticed: Callable[[], None] = lambda: None  # the running schedule puts its own here

    def room(self) -> Room:
        return room_on(self.data)

    def ask_to_write(self) -> None:
        """A broken file is not written to any more: that would make more of it unreadable."""
        if self.trouble is Trouble.MALFORMED:
            raise refusal_of(self.trouble)

    @contextmanager
    def asked(self, *, writing: bool) -> Iterator[None]:
        """What the disk does not do leaves as a refusal, and is remembered."""
        try:
            yield
        except Exception as error:
            found = trouble_of(error, self.data, writing=writing)
            if found is None:
                raise
            self.met(found)
            raise refusal_of(found) from error

    def recall(self, database: Path) -> None:
        """A broken file stays one after a restart. A restored one is another file, and begins anew."""
        self._database, mark = database, self.data / MARK
        try:
            same = mark.read_text() == _number_of(database)
            if same and _is_broken(database):
                self.trouble = Trouble.MALFORMED
            else:
                mark.unlink()
        except OSError:
            return

    def _leave_mark(self) -> None:
        with suppress(OSError):
            if self._database is not None:
                (self.data / MARK).write_text(_number_of(self._database))

    def met(self, trouble: Trouble) -> None:
        self._met_at = time.monotonic()
        if trouble is Trouble.FULL:
            self.ballast.give_up()
        if self.trouble in (trouble, Trouble.MALFORMED):
            return
        log.error("the disk is in trouble", trouble=trouble.value)
        self.trouble, self.told = trouble, False
        if trouble is Trouble.MALFORMED:
            self._leave_mark()
        self.noticed()

    def met_beside(self, error: Exception) -> Trouble | None:
        """From files that are not the database's. A full folder of temporary files may be on another disk."""
        found = trouble_of(error, self.data)
        if found is not None and (found is not Trouble.FULL or self.room().free < TIGHT):
            self.met(found)
        return found

    def wrote(self) -> None:
        """One that came through ends the trouble. A full disk is over when its ballast can be made again."""
        if self.trouble is Trouble.READ_ONLY:
            self.ended()
        if self.trouble is Trouble.FAILING and time.monotonic() - self._met_at > QUIET:
            self.ended()
        if self.trouble is Trouble.FULL and not self.ballast.wanted:
            self.ended()

    def weigh(self) -> bool:
        """By the room there is: gives the ballast up, and says whether to make it. One look, and no write."""
        room = self.room()
        if not room.writable:
            self.met(Trouble.READ_ONLY)
            return False
        if self.ballast.is_needed(room.total, room.free):
            self.met(Trouble.FULL)
        if self.trouble is Trouble.FULL and not self.ballast.size_for(room.total) and room.free > TIGHT:
            self.ended()
        return self.ballast.is_missing(room.total) and self.ballast.has_room(room.total, room.free)

    def ended(self, *which: Trouble) -> None:
        if self.trouble is None or (which and self.trouble not in which):
            return
        log.warning("the disk is well again", trouble=self.trouble.value)
        self.over.append(self.trouble)
        self.trouble = None
        self.noticed()
