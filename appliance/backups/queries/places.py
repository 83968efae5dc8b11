"""How the folders for backups stand: asked of the disk, off the event loop and never for long."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from appliance.backups.models import BackupPlan
from appliance.backups.rules.mounts import Mount, mount_of, mounts_in, offered

MOUNTINFO = Path("/proc/self/mountinfo")
OWN_FOLDER = "backups"
FOLDER = "appliance-backups"  # the one that is suggested on another disk
LITTLE = 256 * 1024 * 1024  # bytes
PATIENCE = 3.0  # seconds; a share of the network that is gone may not answer for minutes
T = TypeVar("T")
_asking = ThreadPoolExecutor(1, "places")


class PlaceState(StrEnum):
    GOOD = "good"
    GONE = "gone"
    READ_ONLY = "read_only"
    FULL = "full"
    SILENT = "silent"


@dataclass(frozen=True)
class Health:
    path: str
    own: bool  # the house's own folder
    state: PlaceState
    free: int = 0
    total: int = 0
    same_disk: bool = False  # as the house itself
    by_network: bool = False

    @property
    def usable(self) -> bool:
        return self.state in (PlaceState.GOOD, PlaceState.FULL)


@dataclass(frozen=True)
class Disk:
    """One that is plugged in, with the folder that is suggested on it."""

    mount: str
    folder: str
    free: int
    writable: bool
    by_network: bool


def folder_of(data: Path, plan: BackupPlan) -> Path:
    return Path(plan.place) if plan.place else own_folder(data)


def own_folder(data: Path) -> Path:
    return data.absolute() / OWN_FOLDER


def folders_of(data: Path, plan: BackupPlan) -> list[Path]:
    """The chosen one, and the house's own, where backups go while a disk is not plugged in."""
    return list(dict.fromkeys((folder_of(data, plan), own_folder(data))))


async def health_of(data: Path, plan: BackupPlan) -> Health:
    silent = Health(str(folder_of(data, plan)), not plan.place, PlaceState.SILENT)
    return await _soon(lambda: look_at(data, plan), silent)


async def disks_of(data: Path) -> list[Disk]:
    return await _soon(lambda: find_disks(data), [])


async def backups_in(folders: list[Path]) -> list[tuple[str, Path, int]]:
    """Name, folder and size of what lies there, the newest first."""
    return await _soon(lambda: list_backups(folders), [])


async def _soon(ask: Callable[[], T], otherwise: T) -> T:
    """One thread asks: a disk that hangs must not take the others' threads."""
    asked = asyncio.get_running_loop().run_in_executor(_asking, ask)
    try:
        return await asyncio.wait_for(asked, PATIENCE)
    except TimeoutError:
        return otherwise


def look_at(data: Path, plan: BackupPlan) -> Health:
    folder, own = folder_of(data, plan), not plan.place
    there = folder if folder.exists() else folder.parent
    mounts = _mounts()
    mount = mount_of(str(folder), mounts)
    pulled = bool(plan.mount) and (mount is None or mount.path != plan.mount)
    if pulled or not there.is_dir():
        return Health(str(folder), own, PlaceState.GONE)
    room = os.statvfs(there)
    state = PlaceState.GOOD
    if room.f_flag & os.ST_RDONLY or not os.access(there, os.W_OK | os.X_OK):
        state = PlaceState.READ_ONLY
    elif room.f_bavail * room.f_frsize < LITTLE:
        state = PlaceState.FULL
    return Health(
        str(folder),
        own,
        state,
        free=room.f_bavail * room.f_frsize,
        total=room.f_blocks * room.f_frsize,
        same_disk=_disk_of(there) == _disk_of(data),
        by_network=mount is not None and mount.by_network,
    )


def mount_at(folder: Path) -> str:
    found = mount_of(str(folder), _mounts())
    return found.path if found else ""


def find_disks(data: Path) -> list[Disk]:
    mounts = _mounts()
    found = []
    for mount in offered(mounts, mount_of(str(data.absolute()), mounts)):
        try:
            room = os.statvfs(mount.path)
        except OSError:
            continue
        folder = Path(mount.path, FOLDER)
        writable = not room.f_flag & os.ST_RDONLY
        writable = writable and os.access(folder if folder.exists() else mount.path, os.W_OK | os.X_OK)
        free = room.f_bavail * room.f_frsize
        found.append(Disk(mount.path, str(folder), free, writable, mount.by_network))
    return found


def list_backups(folders: list[Path]) -> list[tuple[str, Path, int]]:
    found = {}
    for folder in reversed(folders):
        try:
            for entry in os.scandir(folder):
                if entry.name.endswith(".age") and entry.is_file():
                    found[entry.name] = (entry.name, folder, entry.stat().st_size)
        except OSError:
            continue
    return [found[name] for name in sorted(found, reverse=True)]


def _mounts() -> list[Mount]:
    return mounts_in(MOUNTINFO.read_text()) if MOUNTINFO.exists() else []


def _disk_of(path: Path) -> str:
    """The whole disk where the kernel tells it, so that two partitions of one card are the same."""
    number = path.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
    if not (block / "partition").exists():
        return str(number)
    return block.resolve().parent.name
