"""Reads a backup as a restore would, every byte of it, into a scratch folder that is cleared again."""

import platform
from collections.abc import Sequence
from pathlib import Path

from appliance.backups.archive.contents import opened_by, read_back
from appliance.backups.archive.facts import Checked, Manifest, Say
from appliance.backups.archive.faults import changed, disk_faults, newer
from appliance.backups.archive.folder import backup_at
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.packed import manifest_of, unpack
from appliance.backups.archive.portable import found_in
from appliance.backups.archive.snapshot import DATABASE, need_room, scratch_in
from appliance.backups.archive.soundness import check
from appliance.backups.archive.vectors import VECTORS, drop_vectors
from appliance.core.migrate import revisions
from appliance.core.soundness import opened, schema_of


def verify(place: Path, name: str, keys: Sequence[RecoveryKey], scratch: Path, say: Say) -> Checked:
    """`place`: the folder in which `name` is, or a file."""
    with disk_faults(), scratch_in(scratch) as folder:
        target, found = found_in(place, name, folder)
        manifest, _vault = taken_out(backup_at(target, found), keys, folder, say)
        _read_files(target, manifest, keys, say)
    return Checked(
        name=found,
        created=manifest.created,
        files=len(manifest.files),
        size=manifest.content_bytes,
        counts=manifest.counts,
    )


def taken_out(path: Path, keys: Sequence[RecoveryKey], folder: Path, say: Say) -> tuple[Manifest, str]:
    """The database lies in `folder`, checked, but for vectors of another kind of machine as it was.

    Also returns the vault's key.
    """
    manifest = manifest_of(path, keys)
    if manifest.schema_revision not in revisions()[0]:
        raise newer()
    need_room(folder, manifest.database.size)
    say("open", 0)
    manifest, vault = unpack(path, keys, folder)
    say("check", 0)
    foreign = manifest.machine != platform.machine()
    if foreign:
        drop_vectors(folder / DATABASE)
    counts = check(folder / DATABASE)
    if any(
        counts[name] != rows for name, rows in manifest.counts.items() if not (foreign and name == VECTORS)
    ):
        raise changed()
    with opened(folder / DATABASE, "ro") as db:
        if schema_of(db) != manifest.schema_revision:
            raise changed()
    return manifest, vault


def _read_files(target: Path, manifest: Manifest, keys: Sequence[RecoveryKey], tell: Say) -> None:
    total, done = sum(file.size for file in manifest.files) or 1, 0
    for file in manifest.files:
        tell("files", done / total)
        place, key = opened_by(target, keys, file)
        read_back(place, key, file, lambda _block: None)
        done += file.size
