"""The disk, the directory and the database, opened `mode=ro` and without a lock."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from stat import S_IMODE

from appliance.core.ballast import Ballast
from appliance.core.database import looking_at
from appliance.core.disk import room_on

CARDS = ("SD", "MMC")


@dataclass(frozen=True)
class Disk:
    free: int
    total: int
    read_only: bool
    card: str = ""  # SD or MMC, where it is one
    used_up: int = 0  # tenths of its life, as the card itself estimates; 0 where it tells nothing
    gave_up: bool = False  # what should be kept back for a full disk is not there


@dataclass(frozen=True)
class Shares:
    """Bytes of each kind of thing in the directory."""

    database: int
    files: int
    backups: int
    models: int


@dataclass(frozen=True)
class Directory:
    there: bool
    readable: bool = True
    foreign: bool = False  # neither ours nor are we root
    mode: int = 0o700
    mixed: tuple[str, ...] = ()  # belong to another user than the directory
    open_secrets: tuple[str, ...] = ()  # readable for others
    strays: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stored:
    there: bool
    fault: str = ""
    revision: str = ""
    faults: tuple[str, ...] = ()  # of quick_check
    orphans: int = 0
    size: int = 0
    log: int = 0  # bytes of the write-ahead log


def disk_of(data: Path, wanted: int = 0) -> Disk:
    """`wanted`: bytes that a running house keeps back."""
    room, ballast = room_on(data), Ballast(data)
    ballast.wanted = wanted
    gave_up = bool(ballast.size_for(room.total)) and not ballast.here
    return Disk(room.free, room.total, not room.writable, *_card(nearest(data)), gave_up)


def nearest(path: Path) -> Path:
    """The directory itself, or the one in which it would be made."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _card(place: Path, devices: Path = Path("/sys/dev/block")) -> tuple[str, int]:
    number = place.stat().st_dev
    block = (devices / f"{os.major(number)}:{os.minor(number)}").resolve()
    base = next((part for part in (block, *block.parents) if part.name.startswith("mmcblk")), None)
    while base is not None and base.parent.name.startswith("mmcblk"):
        base = base.parent  # from the partition to the card
    if base is None:
        return "", 0
    kind = _line(base / "device" / "type")
    spent = [int(word, 16) for word in _line(base / "device" / "life_time").split() if word.startswith("0x")]
    return kind if kind in CARDS else "SD", max(spent, default=0)


def _line(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError:
        return ""


def directory(data: Path, secret: frozenset[str], known: frozenset[str]) -> Directory:
    try:
        seen = data.stat()
        entries = sorted(data.iterdir())
    except FileNotFoundError:
        return Directory(there=False)
    except (PermissionError, NotADirectoryError):
        return Directory(there=True, readable=False)
    owner = {entry.name: entry.lstat().st_uid for entry in entries}
    return Directory(
        there=True,
        foreign=os.geteuid() not in (0, seen.st_uid),
        mode=S_IMODE(seen.st_mode),
        mixed=tuple(name for name, uid in owner.items() if uid != seen.st_uid),
        open_secrets=tuple(
            entry.name for entry in entries if entry.name in secret and entry.lstat().st_mode & 0o077
        ),
        strays=tuple(entry.name for entry in entries if not _expected(entry.name, known)),
    )


def _expected(name: str, known: frozenset[str]) -> bool:
    """Hidden ones are scratch, or belong to a tool whose home this is."""
    return name in known or name.startswith(".") or (name.startswith("before-") and name.endswith(".db"))


def stored_in(database: Path) -> Stored:
    if not database.exists():
        return Stored(there=False)
    try:
        with looking_at(database) as db:
            faults = [str(row[0]) for row in db.execute("PRAGMA quick_check(5)")]
            orphans = len(db.execute("PRAGMA foreign_key_check").fetchall())
            revision = _revision(db)
    except sqlite3.Error as fault:
        return Stored(there=True, fault=str(fault))
    return Stored(
        there=True,
        revision=revision,
        faults=() if faults == ["ok"] else tuple(faults),
        orphans=orphans,
        size=database.stat().st_size,
        log=size_of(database.with_name(database.name + "-wal")),
    )


def _revision(db: sqlite3.Connection) -> str:
    with closing(db.execute("SELECT version_num FROM alembic_version")) as found:
        return str(found.fetchone()[0])


def shares_of(data: Path) -> Shares:
    database = sum(size_of(path) for path in data.glob("appliance.db*"))
    return Shares(database, *(_whole(data / name) for name in ("files", "backups", "models")))


def _whole(folder: Path) -> int:
    return sum(size_of(Path(place) / name) for place, _folders, names in os.walk(folder) for name in names)


def size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
