"""Where the socket lies. Its address may have 107 bytes only, so the directory is named by an open file."""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "command.sock"


@contextmanager
def short_address(data: Path) -> Iterator[str]:
    folder = os.open(data, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{NAME}"
    finally:
        os.close(folder)


def open_listener(data: Path) -> socket.socket:
    """What a crash left behind is removed: the lock says that no other service has it."""
    (data / NAME).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    os.fchmod(listener.fileno(), 0o600)  # before the name exists, so it is never open to others
    with short_address(data) as address:
        listener.bind(address)
    return listener


def peer_is_us(connection: socket.socket) -> bool:
    size = struct.calcsize("3i")
    _process, user, _group = struct.unpack(
        "3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    )
    return user in (0, os.getuid())
