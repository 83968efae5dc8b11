"""Content files: read from the house, sealed in the folder once, and read back."""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import pyrage

from appliance.backups.archive.facts import StoredFile
from appliance.backups.archive.faults import Unusable, changed, missing_file
from appliance.backups.archive.folder import appearing, place_of
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.sealed import fault_of, seal
from appliance.core.durable import sync

BLOCK = 1024 * 1024  # bytes
STORE = "files"


class Damaged(Exception):
    """A file of the house is not what its name says."""


def stored_in(data: Path) -> list[StoredFile]:
    """What the house holds now, by name."""
    found = []
    for path in sorted((data / STORE).glob("[0-9a-f][0-9a-f]/*")):
        with suppress(FileNotFoundError):  # deleted meanwhile
            if len(path.name) == 64 and path.is_file():
                found.append(StoredFile(sha256=path.name, size=path.stat().st_size))
    return found


def path_in(data: Path, file: StoredFile) -> Path:
    return data / STORE / file.sha256[:2] / file.sha256


def keep(data: Path, target: Path, key: RecoveryKey, file: StoredFile) -> bool:
    """False where the folder has it already. Raises Damaged, or FileNotFoundError where it is gone."""
    place = place_of(target, key.name_of(file.sha256))
    if place.exists():
        return False
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with appearing(place) as aside:
        with path_in(data, file).open("rb") as source:
            reading = Hashing(source)
            seal(reading, aside, key)
        if reading.found != file.sha256:
            raise Damaged(file.sha256)
        read_back(aside, key, file, lambda _block: None)
    return True


def mend(data: Path, target: Path, key: RecoveryKey, file: StoredFile) -> bool:
    """True where it had been damaged in the folder: all backups share it, also those to come."""
    place = place_of(target, key.name_of(file.sha256))
    try:
        read_back(place, key, file, lambda _block: None)
    except Unusable:
        place.unlink(missing_ok=True)
        return keep(data, target, key, file)
    return False


def sync_folders(target: Path) -> None:
    """New names are on the disk before a backup that needs them is."""
    for folder in (target / STORE).glob("[0-9a-f][0-9a-f]"):
        sync(folder)
    for folder in (target / STORE, target):
        if folder.exists():
            sync(folder)


def read_back(place: Path, key: RecoveryKey, file: StoredFile, take: Callable[[bytes], object]) -> None:
    """Every byte, each handed to `take`; raises where it is not what the manifest says."""
    told = Hashed(take)
    try:
        with place.open("rb") as source:
            pyrage.decrypt_io(source, told, [pyrage.x25519.Identity.from_str(key.text)])
    except FileNotFoundError:
        raise missing_file() from None
    except Unusable:
        raise
    except (OSError, pyrage.DecryptError) as fault:
        raise fault_of(place, [key], fault, file.size) from None
    if told.found != file.sha256:
        raise changed()


def opened_by(target: Path, keys: Sequence[RecoveryKey], file: StoredFile) -> tuple[Path, RecoveryKey]:
    """Where it lies: under the key by which it was named."""
    for key in keys:
        place = place_of(target, key.name_of(file.sha256))
        if place.exists():
            return place, key
    raise missing_file()


def sealed_size(files: Sequence[StoredFile], target: Path, key: RecoveryKey) -> int:
    places = (place_of(target, key.name_of(file.sha256)) for file in files)
    return sum(place.stat().st_size for place in places if place.exists())


class Hashing(io.RawIOBase):
    """Reads through, and knows the hash of what was read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block = self._source.read(size)
        self._hash.update(block)
        return block

    @property
    def found(self) -> str:
        return self._hash.hexdigest()


class Hashed:
    """Written to; knows the hash of it."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take
        self._hash = hashlib.sha256()

    def write(self, block: bytes) -> int:
        self._hash.update(block)
        self._take(block)
        return len(block)

    def flush(self) -> None:
        pass

    @property
    def found(self) -> str:
        return self._hash.hexdigest()


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
