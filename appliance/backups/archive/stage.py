"""Brings a backup into `<data>/incoming`, beside what is in use, whole and tried. Nothing live is touched.

The last step is one rename, to `incoming/ready`; `swap` does the rest at the next start. Whoever lays an
upload into `incoming` may use any name but `ready`, `ready.new`, `ready.old` and `unbundled`.
"""

import fcntl
import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from appliance.backups.archive.contents import STORE, opened_by, path_in, read_back
from appliance.backups.archive.facts import Ended, Manifest, Say, Staged, StoredFile
from appliance.backups.archive.faults import Unusable, disk_faults
from appliance.backups.archive.folder import HOUSE, backup_at, sync_all
from appliance.backups.archive.keys import FILE as RECOVERY_KEY
from appliance.backups.archive.keys import RecoveryKey, file_of, keys_of
from appliance.backups.archive.packed import manifest_of
from appliance.backups.archive.portable import UNBUNDLED, found_in
from appliance.backups.archive.reconcile import Here, reconcile
from appliance.backups.archive.rehearsing import rehearse
from appliance.backups.archive.secrets import FILE as SECRETS
from appliance.backups.archive.secrets import has_same_pepper, write_secrets
from appliance.backups.archive.snapshot import DATABASE, need_room
from appliance.backups.archive.soundness import check, hash_of
from appliance.backups.archive.swap import CREDENTIALS, INCOMING, READY, RESTORED
from appliance.backups.archive.verify import taken_out
from appliance.core.durable import sync
from appliance.core.migrate import migrate, revisions
from appliance.core.secrets import write_private
from appliance.core.settings import DEMO_MARK
from appliance.core.soundness import opened, schema_of

BRINGS = (DATABASE, STORE, SECRETS, RECOVERY_KEY, HOUSE, DEMO_MARK, CREDENTIALS)
NEW, OLD = f"{READY}.new", f"{READY}.old"


def stage(place: Path, name: str, keys: Sequence[RecoveryKey], data: Path, now: datetime, say: Say) -> Staged:
    """`place`: a folder with backups, of which `name` is one, or a file: a portable one or a backup's own."""
    with disk_faults(), _incoming(data) as incoming:
        target, name = found_in(place, name, incoming)
        return Staging(target, name, tuple(keys), data, now, say).staged()


@contextmanager
def _incoming(data: Path) -> Iterator[Path]:
    """One staging at a time; one that fails leaves nothing."""
    incoming = data / INCOMING
    incoming.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(incoming, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _clear(incoming)
        yield incoming
    except BaseException:
        _clear(incoming)
        with suppress(OSError):
            incoming.rmdir()  # but for an upload that lies there
        raise
    finally:
        os.close(lock)


def _clear(incoming: Path) -> None:
    """What was ready is renamed first: half of it must never be taken for the whole."""
    if (incoming / READY).exists():
        shutil.rmtree(incoming / OLD, ignore_errors=True)
        (incoming / READY).rename(incoming / OLD)
    for left in (OLD, NEW, UNBUNDLED):
        shutil.rmtree(incoming / left, ignore_errors=True)


@dataclass(frozen=True)
class Staging:
    target: Path
    name: str
    keys: tuple[RecoveryKey, ...]
    data: Path
    now: datetime
    tell: Say

    @property
    def new(self) -> Path:
        return self.data / INCOMING / NEW

    def staged(self) -> Staged:
        self.new.mkdir(mode=0o700)
        path = backup_at(self.target, self.name)
        need_room(self.new, 2 * manifest_of(path, self.keys).database.size)
        manifest, vault = taken_out(path, self.keys, self.new, self.tell)
        self._bring_files(manifest)
        living = self._living(manifest)
        ended = self._bring_up_to_date(manifest, living)
        write_secrets(self.new, self.data, vault)
        self._write_marks(manifest)
        counts = check(self.new / DATABASE)
        self.tell("rehearse", 0)
        rehearse(self.new, counts)
        self._leave_write_ahead()
        return self._make_ready(manifest, ended, counts, same_house=living is not None)

    def _bring_files(self, manifest: Manifest) -> None:
        """Every one is read from the backup. What this house still has is linked and takes no room."""
        total, done = manifest.content_bytes - manifest.database.size or 1, 0
        lacking = [file for file in manifest.files if not path_in(self.data, file).exists()]
        need_room(self.new, sum(file.size for file in lacking))
        for file in manifest.files:
            self.tell("files", done / total)
            place = path_in(self.new, file)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sealed, key = opened_by(self.target, self.keys, file)
            if self._linked(file, place):
                read_back(sealed, key, file, lambda _block: None)
            else:
                _write(sealed, key, file, place)
            done += file.size

    def _linked(self, file: StoredFile, place: Path) -> bool:
        here = path_in(self.data, file)
        if not here.is_file() or hash_of(here) != file.sha256:
            return False
        try:
            os.link(here, place)
        except OSError:
            return False  # a file system without links
        return True

    def _living(self, manifest: Manifest) -> Path | None:
        """The database of this house as it is now: of the same house and schema, and readable."""
        database, house = self.data / DATABASE, self.data / HOUSE
        if not house.exists() or house.read_text().strip() != manifest.house:
            return None
        try:
            with opened(database, "ro") as db:
                db.execute("SELECT count(*) FROM member").fetchone()
                return database if schema_of(db) == revisions()[1] else None
        except sqlite3.DatabaseError:
            return None

    def _bring_up_to_date(self, manifest: Manifest, living: Path | None) -> Ended:
        self.tell("migrate", 0)
        database = self.new / DATABASE
        migrate(database)
        for copy in self.new.glob("before-*"):
            copy.unlink()
        same_pepper = has_same_pepper(self.data, manifest.pepper)
        return reconcile(database, Here(living, same_pepper, self.data / "models", self.now))

    def _write_marks(self, manifest: Manifest) -> None:
        write_private(self.new / HOUSE, manifest.house + "\n")
        write_private(self.new / RECOVERY_KEY, file_of(self._keys_afterwards(manifest)))
        if manifest.demo:
            write_private(self.new / DEMO_MARK, manifest.demo_mark)
            credentials = self.data / CREDENTIALS
            if credentials.exists():
                shutil.copy2(credentials, self.new / CREDENTIALS)

    def _keys_afterwards(self, manifest: Manifest) -> list[RecoveryKey]:
        """On another machine the key of the backup becomes the current one: its sheet is printed already."""
        here = keys_of(self.data)
        mine = [key for key in self.keys if _opens(self.target / self.name, key)]
        same = (self.data / HOUSE).exists() and (self.data / HOUSE).read_text().strip() == manifest.house
        both = [*here, *mine] if same else [*mine, *here]
        return list({key.text: key for key in both}.values())

    def _leave_write_ahead(self) -> None:
        """A copy by VACUUM has left the mode behind, and a rehearsal may have left a log."""
        database = self.new / DATABASE
        with opened(database) as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for left in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (self.new / left).unlink(missing_ok=True)
        database.chmod(0o600)
        sync(database)

    def _make_ready(
        self, manifest: Manifest, ended: Ended, counts: dict[str, int], same_house: bool
    ) -> Staged:
        staged = Staged(
            name=self.name,
            created=manifest.created,
            staged=self.now,
            version=manifest.version,
            counts=counts,
            files=len(manifest.files),
            size=manifest.content_bytes,
            brings=tuple(thing for thing in BRINGS if (self.new / thing).exists()),
            vectors_rebuilt=manifest.machine != platform.machine(),
            demo=manifest.demo,
            same_house=same_house,
            **ended.model_dump(),
        )
        write_private(self.new / RESTORED, staged.model_dump_json(indent=1))
        sync_all(self.new)
        self.new.rename(self.new.with_name(READY))
        sync(self.data / INCOMING)
        shutil.rmtree(self.data / INCOMING / UNBUNDLED, ignore_errors=True)
        self.tell("ready", 1)
        return staged


def _opens(path: Path, key: RecoveryKey) -> bool:
    try:
        manifest_of(path, [key])
    except Unusable:
        return False
    return True


def _write(sealed: Path, key: RecoveryKey, file: StoredFile, place: Path) -> None:
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        read_back(sealed, key, file, copy.write)
