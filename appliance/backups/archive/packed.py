"""One backup's own file: age around a tar.gz of the manifest, the database and the vault's key."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from pydantic import ValidationError

from appliance.backups.archive.facts import FORMAT, Manifest
from appliance.backups.archive.faults import changed, foreign, newer
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.sealed import CHUNK, opened, sealing
from appliance.backups.archive.snapshot import DATABASE

MANIFEST, VAULT = "manifest.json", "vault.json"
LEVEL = 3  # three times as fast as the usual 6, and a tenth larger
LARGEST = 64 * 1024 * 1024  # of a manifest


def pack(path: Path, key: RecoveryKey, manifest: Manifest, database: Path, vault: str) -> None:
    with sealing(path, key) as file:
        out = _Counted(file)
        with (
            gzip.GzipFile(fileobj=cast(IO[bytes], out), mode="wb", compresslevel=LEVEL, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
        ):
            _add_text(tar, MANIFEST, manifest.model_dump_json(indent=1))
            with database.open("rb") as source:
                tar.addfile(_entry(DATABASE, manifest.database.size), source)
            _add_text(tar, VAULT, json.dumps({"vault": vault}))
        # Zeros after the end are ignored by gzip; whole chunks alone tell a cut file from a changed one.
        file.write(bytes(-out.count % CHUNK))


def manifest_of(path: Path, keys: Sequence[RecoveryKey]) -> Manifest:
    """Read from its beginning alone, so the rest of the file may still be damaged."""
    with _unpacked(path, keys) as (tar, _rest):
        return _first(tar)


def unpack(path: Path, keys: Sequence[RecoveryKey], folder: Path | None) -> tuple[Manifest, str]:
    """Every byte is read; the database goes into `folder`, or nowhere. Also returns the vault's key."""
    with _unpacked(path, keys) as (tar, rest):
        manifest = _first(tar)
        for entry in tar:
            source = tar.extractfile(entry)
            if entry.name == DATABASE and source:
                _take_database(source, manifest, folder / DATABASE if folder else None)
            elif entry.name == VAULT and source:
                vault = str(json.loads(source.read(CHUNK))["vault"])
        while rest.read(CHUNK):
            pass
    return manifest, vault


def _take_database(source: IO[bytes], manifest: Manifest, copy: Path | None) -> None:
    found = hashlib.sha256()
    with open(os.open(copy or os.devnull, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        while block := source.read(CHUNK):
            found.update(block)
            file.write(block)
        if copy:
            file.flush()
            os.fsync(file.fileno())
    if found.hexdigest() != manifest.database.sha256:
        raise changed()


@contextmanager
def _unpacked(path: Path, keys: Sequence[RecoveryKey]) -> Iterator[tuple[tarfile.TarFile, IO[bytes]]]:
    with opened(path, keys) as rest:
        try:
            with tarfile.open(fileobj=rest, mode="r|gz") as tar:
                yield tar, rest
        except (tarfile.TarError, EOFError, zlib.error, KeyError, ValueError):
            raise foreign() from None  # it opened with our key, and yet is none of ours


def _first(tar: tarfile.TarFile) -> Manifest:
    entry = tar.next()
    source = tar.extractfile(entry) if entry and entry.name == MANIFEST else None
    if source is None or entry is None or entry.size > LARGEST:
        raise foreign()
    return read_manifest(source.read())


def read_manifest(text: bytes) -> Manifest:
    """The format is looked at first: what a newer one means, this version cannot know."""
    told = json.loads(text)
    if not isinstance(told, dict) or not isinstance(told.get("format"), int):
        raise foreign()
    if told["format"] > FORMAT:
        raise newer()
    try:
        return Manifest.model_validate(told)
    except ValidationError:
        raise foreign() from None


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    tar.addfile(_entry(name, len(text.encode())), io.BytesIO(text.encode()))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


class _Counted:
    """A file that knows how much was written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = 0

    def write(self, block: bytes) -> int:
        self.count += len(block)
        return self._file.write(block)

    def flush(self) -> None:
        self._file.flush()
