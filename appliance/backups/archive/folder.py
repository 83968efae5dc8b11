"""A folder that holds backups: what lies where in it, and whose it is."""

import ctypes
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from appliance.backups.archive.facts import FORMAT
from appliance.backups.archive.faults import foreign, missing, newer, other_house, unreachable
from appliance.backups.archive.keys import RecoveryKey
from appliance.core.secrets import write_private

MARK = "appliance-backups.json"
NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-[0-9a-f]{4}\.age")
PARTIAL = ".partial"
HOUSE = "house-id"


def house_id(data: Path) -> str:
    """Random, made on first need; it comes back with a restored backup."""
    path = data / HOUSE
    if not path.exists():
        write_private(path, token_hex(8))
    return path.read_text().strip()


def reached(target: Path) -> Path:
    """Made where only its last part is missing: a disk that is not plugged in is not written beside."""
    try:
        target.mkdir(mode=0o700, exist_ok=True)
        if not os.access(target, os.W_OK | os.X_OK):
            raise unreachable()
    except OSError:
        raise unreachable() from None
    return target


def claim(target: Path, house: str, key: RecoveryKey) -> None:
    """Marks the folder as this house's, or refuses another's."""
    mark = {"format": FORMAT, "house": house, "key": key.fingerprint}
    known = mark_of(target)
    if known and known["house"] != house:
        raise other_house()
    if known != mark:
        write_private(target / MARK, json.dumps(mark) + "\n")


def mark_of(target: Path) -> dict[str, object]:
    """Empty where no appliance has put a backup yet."""
    path = target / MARK
    try:
        if not path.exists():
            return {}
        mark = json.loads(path.read_text())
    except OSError:
        raise unreachable() from None
    except ValueError:
        raise foreign() from None
    if not isinstance(mark, dict) or not {"format", "house", "key"} <= mark.keys():
        raise foreign()
    if not isinstance(mark["format"], int) or mark["format"] > FORMAT:
        raise newer()
    return mark


def new_name(target: Path, now: datetime, key: RecoveryKey) -> str:
    while (target / (name := f"{now:%Y-%m-%dT%H%M%SZ}-{key.mark}.age")).exists():
        now += timedelta(seconds=1)
    return name


def names(target: Path) -> list[str]:
    """The newest first."""
    try:
        return sorted((path.name for path in target.iterdir() if NAME.fullmatch(path.name)), reverse=True)
    except OSError:
        raise unreachable() from None


def backup_at(target: Path, name: str) -> Path:
    if not NAME.fullmatch(name) or not (target / name).is_file():
        raise missing()
    return target / name


def place_of(target: Path, sealed_name: str) -> Path:
    return target / "files" / sealed_name[:2] / f"{sealed_name}.age"


def sealed_files(target: Path) -> Iterator[Path]:
    yield from (target / "files").glob("[0-9a-f][0-9a-f]/*.age")


def clear_partial(target: Path) -> None:
    """What a run that was killed has left."""
    for left in (*target.glob(f"*{PARTIAL}"), *target.glob(f"files/*/*{PARTIAL}")):
        left.unlink(missing_ok=True)


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Written under another name; it is there when the block ends, and nothing is when it raises."""
    aside = path.with_name(path.name + PARTIAL)
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def sync_all(folder: Path) -> None:
    """Everything on its file system: for thousands of files a tenth of the time that one by one takes."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(opened):
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(opened)
