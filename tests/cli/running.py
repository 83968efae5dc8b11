"""The real command in a process of its own, on a real directory."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

COMMAND = [sys.executable, "-m", "appliance"]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("APPLIANCE_")},
    "APPLIANCE_PASSWORD_MEMORY_KIB": "8",
    "PYTHONUNBUFFERED": "1",
}
PATIENCE = 60  # seconds


def appliance(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Served:
    def __init__(self, started: subprocess.Popen[str], url: str) -> None:
        self.started = started
        self.url = url

    def get(self, path: str, **more: object) -> httpx.Response:
        return httpx.get(self.url + path, **more)  # type: ignore[arg-type]

    def stop(self) -> tuple[int, str]:
        self.started.send_signal(signal.SIGTERM)
        said, _nothing = self.started.communicate(timeout=PATIENCE)
        return self.started.returncode, said


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(data: Path, *words: str) -> Iterator[Served]:
    port = free_port()
    started = subprocess.Popen(
        [*COMMAND, "serve", "--data", str(data), "--host", "127.0.0.1", "--port", str(port), *words],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(started, f"http://127.0.0.1:{port}")
    try:
        _wait_until_well(served)
        yield served
    finally:
        if started.poll() is None:
            started.kill()
            started.communicate()


@contextmanager
def trying_to_open(data: Path, **environment: str) -> Iterator[Served]:
    port = free_port()
    started = subprocess.Popen(
        [*COMMAND, "serve", "--data", str(data), "--host", "127.0.0.1", "--port", str(port)],
        env={**ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(started, f"http://127.0.0.1:{port}")
    try:
        yield served
    finally:
        if started.poll() is None:
            started.send_signal(signal.SIGTERM)
        started.communicate(timeout=PATIENCE)


def health(house: Served, until: Callable[[httpx.Response], bool]) -> httpx.Response:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and house.started.poll() is None:
        try:
            answer = house.get("/health")
        except httpx.TransportError:
            time.sleep(0.05)
            continue
        if until(answer):
            return answer
        time.sleep(0.1)
    raise AssertionError(house.started.poll())


def _wait_until_well(served: Served) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and served.started.poll() is None:
        try:
            if served.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(
        served.started.communicate()[0] if served.started.poll() is not None else "no answer"
    )


def without_qr(said: str) -> str:
    return re.sub(r"[█▀▄ ]{10,}\n", "", said)
