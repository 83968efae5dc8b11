"""The headers of a plain tar. The standard library's reader takes names and extensions of any size."""

import tarfile
from dataclasses import dataclass

from appliance.backups.archive.faults import foreign

BLOCK = tarfile.BLOCKSIZE


@dataclass(frozen=True)
class Entry:
    name: str
    size: int


def header_of(name: str, size: int) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry.tobuf(tarfile.GNU_FORMAT)


def entry_of(header: bytes) -> Entry:
    """Of a plain file; anything else is none of ours."""
    try:
        entry = tarfile.TarInfo.frombuf(header, "ascii", "strict")
    except (tarfile.HeaderError, UnicodeDecodeError):
        raise foreign() from None
    if entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or entry.size < 0 or entry.linkname:
        raise foreign()
    return Entry(entry.name, entry.size)


def padding(size: int) -> int:
    """Zeros after a file, up to the next block."""
    return -size % BLOCK
