"""What a command sees of the running service without owning anything, not even for a moment."""

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from appliance.console.client import asked
from appliance.core.checkup import Service
from appliance.core.errors import Refusal
from appliance.core.settings import Settings

PATIENCE = 3.0  # seconds


def service_of(settings: Settings) -> Service:
    """The port that the service itself names, or the one that it would have."""
    told = _told_by_it(settings)
    runs = bool(told) or is_owned(settings.data / "lock")
    resting = told.get("resting")
    here = Service(
        runs,
        host=str(told.get("host", settings.host)),
        port=int(str(told.get("port", settings.port))),
        resting=tuple(map(str, resting)) if isinstance(resting, list) else (),
    )
    return replace(here, health=_health(here.url), port_is_taken=_something_listens(here))


def is_owned(lock: Path, locks: Path = Path("/proc/locks")) -> bool:
    """Read from the kernel's list: to try the lock for a moment could keep a service from starting."""
    try:
        inode, held = str(lock.stat().st_ino), locks.read_text()
    except OSError:
        return False
    return any(line.split()[5:6] and line.split()[5].endswith(f":{inode}") for line in held.splitlines())


def _told_by_it(settings: Settings) -> Mapping[str, object]:
    try:
        told = asked(settings, "served", {}, PATIENCE)
    except (OSError, ValueError, Refusal):
        return {}
    return told if isinstance(told, dict) else {}


def _health(url: str) -> dict[str, object] | None:
    """Through no proxy: it is this very machine that is asked."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/health", timeout=PATIENCE) as answer:
            told = json.loads(answer.read(65536))
    except urllib.error.HTTPError as ill:
        told = _told(ill)
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) and "status" in told and "jobs" in told else None


def _told(ill: urllib.error.HTTPError) -> object:
    try:
        return json.loads(ill.read(65536))
    except (OSError, ValueError):
        return None


def _something_listens(here: Service) -> bool:
    host = here.url.removeprefix("http://").rpartition(":")[0].strip("[]")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE)
        return line.connect_ex((host, here.port)) == 0
