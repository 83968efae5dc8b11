"""age files, written and read as streams of constant memory, and why one does not open."""

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

import pyrage

from appliance.backups.archive.faults import Unusable, changed, cut, foreign, missing_file, wrong_key
from appliance.backups.archive.folder import NAME
from appliance.backups.archive.keys import RecoveryKey

CHUNK = 64 * 1024
SEALED_CHUNK = CHUNK + 16
NONCE = 16
MAGIC = b"age-encryption.org/v1\n"
HEADER = 16 * 1024  # more than a header has
HEADER_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
TEXT = frozenset(b"\n" + bytes(range(32, 127)))


class Source(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def seal(source: Source, path: Path, key: RecoveryKey) -> None:
    """Encrypted, 0600 and on the disk."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        pyrage.encrypt_io(source, file, [pyrage.x25519.Recipient.from_str(key.public)])
        file.flush()
        os.fsync(file.fileno())
        # Forgotten by the kernel, or reading it back would read memory and prove nothing of the disk.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def sealing(path: Path, key: RecoveryKey) -> Iterator[IO[bytes]]:
    """What is written into it goes through the key into the file."""
    read, write = os.pipe()
    with _beside(lambda: _seal_all(read, path, key)), open(write, "wb") as writer:
        yield writer


def _seal_all(read: int, path: Path, key: RecoveryKey) -> None:
    with open(read, "rb") as source:
        seal(source, path, key)


@contextmanager
def opened(path: Path, keys: Sequence[RecoveryKey]) -> Iterator[IO[bytes]]:
    """Its plain bytes. Only who reads to the end knows that all of it is as it was written."""
    read, write = os.pipe()
    with _beside(lambda: _open_all(path, keys, write)), open(read, "rb") as reader:
        yield reader


def _open_all(path: Path, keys: Sequence[RecoveryKey], write: int) -> None:
    identities = [pyrage.x25519.Identity.from_str(key.text) for key in keys]
    with open(write, "wb", buffering=0) as writer:
        try:
            with path.open("rb") as file:
                pyrage.decrypt_io(file, writer, identities)
        except FileNotFoundError:
            raise missing_file() from None
        except BrokenPipeError:
            return  # the reader has seen enough
        except (OSError, pyrage.DecryptError) as fault:
            raise fault_of(path, keys, fault) from None


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[None]:
    """pyrage pushes and pulls by itself, so it has a thread of its own; its fault is the cause of others."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    except Exception:
        thread.join()
        if faults:
            raise faults[0] from None
        raise
    thread.join()
    if faults:
        raise faults[0]


def fault_of(path: Path, keys: Sequence[RecoveryKey], fault: Exception, size: int | None = None) -> Unusable:
    """Cut short or changed: a whole file's length fits its chunks, and `size` where that is known."""
    ours = bool(NAME.fullmatch(path.name)) or size is not None
    with path.open("rb") as file:
        begin = file.read(HEADER)
    if not begin.startswith(MAGIC):
        return cut() if MAGIC.startswith(begin) else changed() if ours else foreign()
    header = HEADER_END.search(begin)
    if header is None:
        # A header that is cut is text only. One that was changed is followed by what is sealed.
        return changed() if sum(byte not in TEXT for byte in begin) > 1 else cut()
    if _is_cut(path.stat().st_size - header.end() - NONCE, size):
        return cut()
    if isinstance(fault, pyrage.DecryptError) and "matching keys" in str(fault):
        named_by_it = size is not None or path.name[-8:-4] in {key.mark for key in keys}
        return changed() if ours and named_by_it else wrong_key()
    return changed()


def _is_cut(sealed: int, size: int | None) -> bool:
    if size is not None:
        return sealed < size + 16 * max(1, -(-size // CHUNK))
    return sealed <= 0 or sealed % SEALED_CHUNK != 0
