"""The moment a staged restore becomes the house: at a start, under the lock, before the database is opened.

Each thing is moved out and its successor in. Whatever of this was done before a kill is seen by what still
lies in `incoming/ready`, so the next start goes on from there; `restored.json` is moved last and ends it.
"""

import fcntl
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from appliance.backups.archive.facts import Replaced, Staged
from appliance.backups.archive.folder import HOUSE
from appliance.backups.archive.keys import FILE as RECOVERY_KEY
from appliance.backups.archive.snapshot import DATABASE, clear_scratch
from appliance.core.durable import sync
from appliance.core.secrets import SETUP_CODE
from appliance.core.settings import DEMO_MARK

INCOMING, READY, REPLACED = "incoming", "ready", "replaced"
RESTORED = "restored.json"
CREDENTIALS = "demo-credentials.json"
# In this order: an old log beside a new database would be written into it.
THINGS = (
    *(f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE),
    *("files", "secrets.json", RECOVERY_KEY, HOUSE, DEMO_MARK, CREDENTIALS, SETUP_CODE),
)


def take_over(data: Path) -> Replaced | None:
    """What was replaced, if a restore was staged. `<data>/restored.json` says so afterwards, too."""
    incoming = data / INCOMING
    clear_scratch(data)
    if not incoming.exists():
        return None
    ready = incoming / READY
    told = ready / RESTORED
    staged = Staged.model_validate_json(told.read_text()) if told.exists() else None
    if staged is not None:
        old = data / REPLACED / f"{staged.staged:%Y-%m-%dT%H%M%SZ}"
        for folder in (old.parent, old):
            folder.mkdir(mode=0o700, exist_ok=True)
        for thing in THINGS:
            _exchange(data, ready, old, thing, comes=thing in staged.brings)
        _move(told, data / RESTORED)
        for folder in (old, old.parent):
            with suppress(OSError):
                folder.rmdir()  # nobody lived here before: there is nothing to go back to
    elif _is_being_filled(incoming):
        return None
    _clear(incoming)
    return Replaced(folder=str(old), staged=staged) if staged else None


def _is_being_filled(incoming: Path) -> bool:
    """A house that is closed tries to open every few seconds, and a restore is what it may be waiting for."""
    folder = os.open(incoming, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(folder)
    return False


def restore_is_staged(data: Path) -> bool:
    return (data / INCOMING / READY / RESTORED).exists()


def restored_in(data: Path) -> Staged | None:
    """The last restore, for the page that tells of it; whoever has told may remove the file."""
    path = data / RESTORED
    return Staged.model_validate(json.loads(path.read_text())) if path.exists() else None


def _exchange(data: Path, ready: Path, old: Path, thing: str, comes: bool) -> None:
    here, new = data / thing, ready / thing
    if here.exists() and (new.exists() or not comes):
        _move(here, old / thing)
    if new.exists():
        _move(new, here)


def _move(thing: Path, place: Path) -> None:
    """On the disk before anything else happens."""
    thing.rename(place)
    sync(place.parent)
    sync(thing.parent)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
