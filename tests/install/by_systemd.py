"""What systemd does for a service: opens its port, passes it as number 3, and hears how it stands."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.cli.running import ENVIRONMENT, PATIENCE

PASS_ON = """
import os, sys
os.dup2(int(sys.argv[1]), 3, inheritable=True)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])
"""
SERVE = [sys.executable, "-m", "appliance", "serve"]


class Door:
    """The socket unit: it stays open however often the service ends and starts."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    @contextmanager
    def opened(self, data: Path, *before: str, words: tuple[str, ...] = (), port: int = 80) -> Iterator[Path]:
        """The service behind it, until the block ends; what it says is in the file. `before` runs it."""
        said = data.with_name(f"{data.name}.said")
        number = str(self.socket.fileno())
        with said.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", PASS_ON, number, *before, *SERVE, "--data", str(data), *words],
                env=ENVIRONMENT | {"APPLIANCE_PORT": str(port), "NOTIFY_SOCKET": os.environ.get("NOTES", "")},
                pass_fds=[self.socket.fileno()],
                stdout=log,
                stderr=log,
            )
        try:
            self._wait_until_well(process, said)
            yield said
        finally:
            process.terminate()
            process.wait(PATIENCE)

    def _wait_until_well(self, process: "subprocess.Popen[bytes]", said: Path) -> None:
        end = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < end:
            try:
                if httpx.get(f"{self.url}/health", timeout=1).status_code == 200:
                    return
            except httpx.TransportError:
                continue
        raise AssertionError(said.read_text())
