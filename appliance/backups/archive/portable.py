"""A backup and all that it needs as one plain tar: its parts are encrypted already."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from appliance.backups.archive.contents import STORE, blocks, opened_by
from appliance.backups.archive.faults import changed, cut, disk_faults, foreign, missing, no_room
from appliance.backups.archive.folder import MARK, NAME, backup_at, mark_of, names
from appliance.backups.archive.keys import RecoveryKey
from appliance.backups.archive.packed import manifest_of
from appliance.backups.archive.sealed import MAGIC
from appliance.backups.archive.snapshot import SPARE, need_room
from appliance.backups.archive.tar import BLOCK, Entry, entry_of, header_of, padding
from appliance.core.durable import sync

UNBUNDLED = "unbundled"
ALONE = "0000-00-00T000000Z-0000.age"  # what a backup's own file is called when it comes without the others
LEAST = 4096  # that a file takes on a disk


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def bundle(target: Path, name: str, keys: Sequence[RecoveryKey]) -> Iterator[bytes]:
    """The bytes of the tar, a piece at a time. What is missing is told before the first."""
    parts = _parts(target, name, keys)
    return _bundled(target, parts)


def bundle_size(target: Path, name: str, keys: Sequence[RecoveryKey]) -> int:
    parts = _parts(target, name, keys)
    return sum(BLOCK + size + padding(size) for _path, size in parts) + 2 * BLOCK


def unbundle(stream: Stream, folder: Path) -> str:
    """The backup's name in `folder`, which afterwards is like any folder that holds backups.

    The tar is a stranger's: only plain files of our own names are taken, as many as there is room for.
    """
    with disk_faults():
        first = _exactly(stream, BLOCK, whole=False)
        if first.startswith(MAGIC):
            return _alone(first, stream, folder)
        return _all_of(first, stream, folder)


def found_in(place: Path, name: str, scratch: Path) -> tuple[Path, str]:
    """The folder and the name of a backup. `place`: a folder, a portable file, or a backup's own."""
    if place.is_dir():
        mark_of(place)
        return place, name or next(iter(names(place)), "")
    if not place.is_file():
        raise missing()
    if NAME.fullmatch(place.name) and (place.parent / MARK).exists():
        return place.parent, place.name
    unbundled = scratch / UNBUNDLED
    unbundled.mkdir(mode=0o700)
    with place.open("rb") as file:
        return unbundled, unbundle(file, unbundled)


def _parts(target: Path, name: str, keys: Sequence[RecoveryKey]) -> list[tuple[Path, int]]:
    path = backup_at(target, name)
    places = [opened_by(target, keys, file)[0] for file in manifest_of(path, keys).files]
    parts = [target / MARK, path, *dict.fromkeys(places)]
    return [(part, part.stat().st_size) for part in parts if part.exists()]


def _bundled(target: Path, parts: Sequence[tuple[Path, int]]) -> Iterator[bytes]:
    for path, size in parts:
        yield header_of(str(path.relative_to(target)), size)
        sent = 0
        for block in blocks(path):
            sent += len(block)
            yield block
        if sent != size:
            raise changed()
        yield bytes(padding(size))
    yield bytes(2 * BLOCK)


def _alone(first: bytes, stream: Stream, folder: Path) -> str:
    need_room(folder, 0)
    with (folder / ALONE).open("xb") as file:
        file.write(first)
        while block := stream.read(64 * 1024):
            file.write(block)
    return ALONE


def _all_of(first: bytes, stream: Stream, folder: Path) -> str:
    room, names = _room_in(folder), set[str]()
    header = first
    while header != bytes(BLOCK):
        entry = entry_of(header)
        if not _is_ours(entry.name):
            raise foreign()
        room -= max(entry.size, LEAST)
        if room < 0:
            raise no_room()
        if entry.name in names:
            raise changed()
        names.add(entry.name)
        _take(stream, entry, folder)
        header = _exactly(stream, BLOCK)
    found = [name for name in names if NAME.fullmatch(name)]
    if len(found) != 1:
        raise missing() if names else foreign()
    return found[0]


def _is_ours(name: str) -> bool:
    parts = name.split("/")
    if len(parts) == 1:
        return name == MARK or bool(NAME.fullmatch(name))
    sealed = parts[-1].removesuffix(".age")
    hexadecimal = len(sealed) == 64 and set(sealed) <= set("0123456789abcdef")
    return hexadecimal and name == f"{STORE}/{sealed[:2]}/{sealed}.age"


def _take(stream: Stream, entry: Entry, folder: Path) -> None:
    place = folder / entry.name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    left = entry.size
    with place.open("xb") as file:
        while left:
            block = _exactly(stream, min(left, 64 * 1024))
            file.write(block)
            left -= len(block)
    _exactly(stream, padding(entry.size))
    if NAME.fullmatch(entry.name):
        sync(place)


def _exactly(stream: Stream, size: int, whole: bool = True) -> bytes:
    """Streams of the web give what they have; less than asked for means that they have ended."""
    found = b""
    while len(found) < size and (more := stream.read(size - len(found))):
        found += more
    if len(found) < size and (whole or not found):
        raise cut()
    return found


def _room_in(folder: Path) -> int:
    return shutil.disk_usage(folder).free - SPARE
