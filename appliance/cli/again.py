"""The same process starts anew: same number, same arguments, and the door stays open meanwhile.

The port is handed on as systemd hands one over, so a browser that knocks waits a moment and is not refused.
"""

import os
import socket
import sys
from typing import NoReturn

FIRST = 3  # where systemd puts the first socket
TRY_LATER = 75  # EX_TEMPFAIL: the unit starts it again


def begin_again(door: socket.socket) -> NoReturn:
    """The lock of the directory is dropped by the kernel at the same moment."""
    if door.fileno() == FIRST:
        os.set_inheritable(FIRST, True)
    else:
        os.dup2(door.fileno(), FIRST, inheritable=True)
    os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
    sys.stdout.flush()
    try:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    except OSError as fault:
        print(f"The appliance could not start itself again ({fault.strerror}).", file=sys.stderr)
        sys.exit(TRY_LATER)


def kept_open() -> socket.socket | None:
    """The open port of whoever was this process before; a child of ours is not meant by it."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS", "0") == "0":
        return None
    return socket.socket(fileno=os.dup(FIRST))
