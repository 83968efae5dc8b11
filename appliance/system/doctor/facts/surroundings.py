"""The machine's clock, its name, and the unit that starts us."""

import ctypes
import os
import socket
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from appliance.core.database import looking_at

UNSYNCHRONISED = 0x40  # STA_UNSYNC of adjtimex(2)
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
UNIT = "appliance.service"
ASKED = "LoadState,ActiveState,SubState,Result,NRestarts"


@dataclass(frozen=True)
class Clockwork:
    synchronised: bool | None  # None: the kernel does not tell
    keeps_time: bool  # a battery keeps it going without power
    newest: datetime | None = None  # the newest moment that is stored


@dataclass(frozen=True)
class Named:
    name: str
    found: bool
    announced: bool  # avahi runs here


@dataclass(frozen=True)
class Unit:
    installed: bool
    active: str = ""
    result: str = ""
    restarts: int = 0


@dataclass(frozen=True)
class Trial:
    """A version that is being tried, and the one to go back to."""

    old: str
    new: str


class _Timex(ctypes.Structure):
    """The beginning of the kernel's struct timex, and room for its rest."""

    _fields_ = [
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_long * 40),
    ]


def clockwork(database: Path) -> Clockwork:
    rtc = any(Path("/sys/class/rtc").glob("rtc*"))
    return Clockwork(_synchronised(), rtc, _newest(database))


def _synchronised() -> bool | None:
    asked = _Timex()
    if ctypes.CDLL(None).adjtimex(ctypes.byref(asked)) < 0:  # our own service may not even ask
        return True if SYNCHRONISED.exists() else None
    return not asked.status & UNSYNCHRONISED


def _newest(database: Path) -> datetime | None:
    try:
        with looking_at(database) as db:
            found = db.execute("SELECT at FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.Error:
        return None
    return datetime.fromisoformat(found[0]).replace(tzinfo=UTC) if found else None


def named(given: str, avahi: Path = Path("/run/avahi-daemon/socket")) -> Named:
    """`given`: the name that the machine has in the network only, where it is not its own."""
    name = f"{given or socket.gethostname().split('.')[0]}.local"
    try:
        socket.getaddrinfo(name, None)
    except OSError:
        return Named(name, False, avahi.exists())
    return Named(name, True, avahi.exists())


def trial(said: Path = Path("/opt/appliance/trial")) -> Trial | None:
    """What scripts/install keeps until a new version has shown that it lives."""
    try:
        old, new = said.read_text().splitlines()[:2]
    except (OSError, ValueError):
        return None
    return Trial(old, new)


def unit(booted_by: Path = Path("/run/systemd/system")) -> Unit:
    if not booted_by.exists():
        return Unit(installed=False)
    asked = subprocess.run(
        ["systemctl", "show", UNIT, "-p", ASKED],
        capture_output=True,
        text=True,
        timeout=5,
        check=False,
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
    )
    told = dict(line.split("=", 1) for line in asked.stdout.splitlines() if "=" in line)
    if not told:  # it does not answer us, as from within the unit's own confinement
        return Unit("INVOCATION_ID" in os.environ, "active", "success")
    if told.get("LoadState") == "not-found":
        return Unit(installed=False)
    return Unit(True, told.get("ActiveState", ""), told.get("Result", ""), int(told.get("NRestarts") or 0))
