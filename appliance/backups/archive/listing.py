"""What a folder holds. Only the beginning of each backup is read: whether it is whole, `verify` knows."""

from collections.abc import Sequence
from pathlib import Path

from appliance.backups.archive.contents import opened_by
from appliance.backups.archive.facts import Kept, Manifest
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.folder import mark_of, names
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.packed import manifest_of


def kept(target: Path, keys: Sequence[RecoveryKey]) -> list[Kept]:
    """The newest first. A folder that cannot be read raises; a backup that cannot says why."""
    mark_of(target)
    return [_seen(target, name, keys) for name in names(target)]


def _seen(target: Path, name: str, keys: Sequence[RecoveryKey]) -> Kept:
    own = (target / name).stat().st_size
    try:
        manifest = manifest_of(target / name, keys)
        size = own + _size_of_files(target, manifest, keys)
    except Unusable as fault:
        return Kept(name=name, size=own, reason=fault.reason, sentence=fault.sentence)
    return Kept(name=name, size=size, created=manifest.created, manifest=manifest)


def _size_of_files(target: Path, manifest: Manifest, keys: Sequence[RecoveryKey]) -> int:
    """Raises where one of them is not there."""
    return sum(opened_by(target, keys, file)[0].stat().st_size for file in manifest.files)
