"""Runs a command as MemoryDenyWriteExecute= does: with prctl(PR_SET_MDWE), and the filter of systemd 252.

`python -m tests.install.confined COMMAND...`; every child inherits it, and it cannot be taken back.
"""

import ctypes
import os
import platform
import struct
import sys

PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN = 65, 1
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
# mmap, mprotect, pkey_mprotect, shmat
CALLS = {"x86_64": (9, 10, 329, 30), "aarch64": (222, 226, 288, 196)}[platform.machine()]
WRITE_AND_EXEC, EXEC, SHM_EXEC = 0x6, 0x4, 0o100000
LOAD, EQUAL, AND, RETURN = 0x20, 0x15, 0x54, 0x06
NUMBER, THIRD_ARGUMENT = 0, 32  # where these lie in struct seccomp_data
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # with EPERM


class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("lines", ctypes.c_char_p)]


def _refuse(call: int, bits: int) -> list[tuple[int, int, int, int]]:
    """Lines of code, jump if true, jump if false, value. Anything but this call with these bits goes on."""
    return [
        (LOAD, 0, 0, NUMBER),
        (EQUAL, 0, 4, call),
        (LOAD, 0, 0, THIRD_ARGUMENT),
        (AND, 0, 0, bits),
        (EQUAL, 0, 1, bits),
        (RETURN, 0, 0, REFUSE),
    ]


def confine() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if tuple(map(int, platform.release().split(".")[:2])) >= (6, 3):
        _must(libc.prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0, 0, 0))
    lines = [
        line
        for call, bits in zip(CALLS, (WRITE_AND_EXEC, EXEC, EXEC, SHM_EXEC), strict=True)
        for line in _refuse(call, bits)
    ]
    lines.append((RETURN, 0, 0, ALLOW))
    program = Program(len(lines), b"".join(struct.pack("=HBBI", *line) for line in lines))
    _must(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _must(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0))


def _must(returned: int) -> None:
    if returned != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    confine()
    os.execvp(sys.argv[1], sys.argv[1:])
