"""Takes old backups out of a folder, and the files that no other one needs."""

from collections.abc import Collection, Sequence
from pathlib import Path

from appliance.backups.archive.facts import Kept, Retired
from appliance.backups.archive.faults import disk_faults
from appliance.backups.archive.folder import clear_partial, place_of, sealed_files
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.listing import kept
from appliance.core.durable import sync


def retire(target: Path, keys: Sequence[RecoveryKey], keep: Collection[str]) -> Retired:
    """All but `keep`. A backup that cannot be read stays, and with it every file: it may need any."""
    with disk_faults():
        clear_partial(target)
        found = kept(target, keys)
        gone = [one for one in found if one.name not in keep and not one.reason]
        freed = sum(_removed(target / one.name) for one in gone)
        sync(target)  # before their files go: a backup that is there is whole
        staying = [one for one in found if one not in gone]
        if all(one.manifest for one in staying):
            freed += sum(_removed(place) for place in _unneeded(target, staying, keys))
    return Retired(names=tuple(one.name for one in gone), freed=freed)


def _unneeded(target: Path, staying: Sequence[Kept], keys: Sequence[RecoveryKey]) -> list[Path]:
    needed = {
        place_of(target, key.name_of(file.sha256))
        for one in staying
        if one.manifest
        for file in one.manifest.files
        for key in keys
    }
    return [place for place in sealed_files(target) if place not in needed]


def _removed(path: Path) -> int:
    size = path.stat().st_size
    path.unlink()
    return size
