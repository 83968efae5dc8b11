"""A real appliance in a process of its own, on loopback, ended by its own process id."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOUR = 16 * 60  # o'clock in the afternoon, in minutes
PATIENCE = 90  # seconds until the demo's year of history stands on a busy machine


@dataclass(frozen=True)
class Served:
    port: int
    data: Path
    pid: int
    log: Path

    @property
    def address(self) -> str:
        """A name that is not loopback for the browser: pages must work without a secure context."""
        return f"http://family.local:{self.port}"

    def credentials(self) -> list[dict[str, Any]]:
        return list(json.loads((self.data / "demo-credentials.json").read_text()))

    def of(self, name: str) -> dict[str, Any]:
        return next(row for row in self.credentials() if row["name"] == name)


def free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@cache
def ahead() -> str:
    """Minutes to four in the afternoon at home: at night a child's page is another one.

    Read once, so that no clock of a run goes backwards.
    """
    now = datetime.now(ZoneInfo("Europe/Berlin"))
    return str(FOUR - now.hour * 60 - now.minute)


@contextmanager
def serve(data: Path, *arguments: str) -> Iterator[Served]:
    port, log = free_port(), data.parent / f"{data.name}.log"
    command = [
        str(Path(sys.executable).parent / "appliance"),
        "serve",
        "--data",
        str(data),
        "--host",
        "127.0.0.1",
    ]
    with log.open("wb") as out:
        running = subprocess.Popen(
            [*command, "--port", str(port), *arguments],
            stdout=out,
            stderr=out,
            env=os.environ | {"APPLIANCE_CLOCK_AHEAD": ahead()},
        )
    try:
        _wait_for(port, running, log)
        yield Served(port, data, running.pid, log)
    finally:
        if running.poll() is None:
            os.kill(running.pid, signal.SIGTERM)
        running.wait(timeout=20)


def _wait_for(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the appliance did not come up: {log.read_text()[-2000:]}")
