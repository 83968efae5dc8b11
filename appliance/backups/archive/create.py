"""Makes a backup: a checked copy of the database, the content files that the folder lacks, and a manifest."""

import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from appliance import __version__
from appliance.backups.archive.contents import Damaged, keep, mend, sealed_size, stored_in, sync_folders
from appliance.backups.archive.facts import Made, Manifest, Say, StoredFile
from appliance.backups.archive.faults import changed, disk_faults
from appliance.backups.archive.folder import (
    appearing,
    claim,
    clear_partial,
    house_id,
    new_name,
    place_of,
    reached,
)
from appliance.backups.archive.keys import RecoveryKey, open_key
from appliance.backups.archive.packed import pack, unpack
from appliance.backups.archive.secrets import pepper_mark
from appliance.backups.archive.snapshot import SCRATCH, copy_of, need_room, scratch_in
from appliance.backups.archive.soundness import hash_of
from appliance.core.durable import sync
from appliance.core.secrets import open_secrets
from appliance.core.settings import DEMO_MARK
from appliance.core.soundness import opened, schema_of

TURN = 30  # days in which every file of the folder is read again


def create(data: Path, target: Path, now: datetime, say: Say) -> Made:
    """A killed run leaves nothing but `.partial` files, which the next one clears."""
    run = Run(data, target, open_key(data), now, say)
    with disk_faults():
        claim(reached(target), house_id(data), run.key)
        with scratch_in(data / SCRATCH) as scratch:
            clear_partial(target)
            copy, counts = copy_of(data, scratch, say)
            return run.made_from(copy, counts)


@dataclass(frozen=True)
class Run:
    data: Path
    target: Path
    key: RecoveryKey
    now: datetime
    tell: Say

    def made_from(self, copy: Path, counts: dict[str, int]) -> Made:
        files = stored_in(self.data)  # after the copy was made: what its rows name is there already
        need_room(self.target, copy.stat().st_size // 3 + self._lacking(files))
        kept = self._keep_files(files)
        manifest = self._manifest(copy, counts, kept)
        name = self._write(manifest, copy)
        own = (self.target / name).stat().st_size
        return Made(
            name=name,
            created=self.now,
            size=own + sealed_size(kept.there, self.target, self.key),
            written=own + sealed_size(kept.new, self.target, self.key),
            files=len(kept.there),
            new_files=len(kept.new),
            counts=counts,
            damaged=tuple(kept.damaged),
            mended=len(kept.mended),
        )

    def _lacking(self, files: Sequence[StoredFile]) -> int:
        places = ((file, place_of(self.target, self.key.name_of(file.sha256))) for file in files)
        return sum(file.size for file, place in places if not place.exists())

    def _keep_files(self, files: Sequence[StoredFile]) -> "KeptFiles":
        kept = KeptFiles()
        total, done = sum(file.size for file in files) or 1, 0
        for file in files:
            self.tell("files", done / total)
            done += file.size
            try:
                if keep(self.data, self.target, self.key, file):
                    kept.new.append(file)
                elif self._is_due(file) and mend(self.data, self.target, self.key, file):
                    kept.mended.append(file)
                kept.there.append(file)
            except Damaged:
                kept.damaged.append(file.sha256)
            except FileNotFoundError:
                continue  # deleted since the list was made
        sync_folders(self.target)
        return kept

    def _is_due(self, file: StoredFile) -> bool:
        """Each is read again on one day of thirty."""
        return int(file.sha256[:8], 16) % TURN == self.now.toordinal() % TURN

    def _write(self, manifest: Manifest, copy: Path) -> str:
        name = new_name(self.target, self.now, self.key)
        with appearing(self.target / name) as aside:
            self.tell("write", 0)
            pack(aside, self.key, manifest, copy, open_secrets(self.data).vault)
            self.tell("read_back", 0)
            if unpack(aside, [self.key], None)[0] != manifest:
                raise changed()
        sync(self.target)
        return name

    def _manifest(self, copy: Path, counts: dict[str, int], kept: "KeptFiles") -> Manifest:
        mark = self.data / DEMO_MARK
        with opened(copy, "ro") as db:
            schema, models = schema_of(db), _chat_models(db)
        return Manifest(
            created=self.now,
            version=__version__,
            schema_revision=schema,
            house=house_id(self.data),
            demo=mark.exists(),
            demo_mark=mark.read_text() if mark.exists() else "",
            counts=counts,
            database=StoredFile(sha256=hash_of(copy), size=copy.stat().st_size),
            files=tuple(kept.there),
            damaged=tuple(kept.damaged),
            chat_models=models,
            pepper=pepper_mark(open_secrets(self.data)),
            sqlite=sqlite3.sqlite_version,
            vectors=version("sqlite-vec"),
            machine=platform.machine(),
        )


@dataclass
class KeptFiles:
    """`damaged`: they were so in the house before we came."""

    there: list[StoredFile] = field(default_factory=list)
    new: list[StoredFile] = field(default_factory=list)
    mended: list[StoredFile] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def _chat_models(db: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(row[0] for row in db.execute("SELECT name FROM chat_model_file ORDER BY name"))
