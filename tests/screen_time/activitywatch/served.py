"""A house in a process of its own, always at the same port, that can be stopped and killed in the middle."""

import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import httpx

from tests.cli.running import COMMAND, ENVIRONMENT, PATIENCE, free_port
from tests.screen_time.activitywatch.watching import computer
from tests.support.house import open_house

Rows = list[tuple[str, int, int, str]]


class Home:
    def __init__(self, data: Path, token: str) -> None:
        self.data = data
        self.token = token
        self.port = free_port()
        self._running: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        words = ["serve", "--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port)]
        with (self.data.parent / "log").open("a") as log:
            self._running = subprocess.Popen(
                [*COMMAND, *words], env=ENVIRONMENT, text=True, stdout=log, stderr=log
            )
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if httpx.get(f"{self.url}/api/0/info").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError("it does not answer")

    def end(self, by: signal.Signals = signal.SIGTERM) -> None:
        if self._running is not None:
            self._running.send_signal(by)
            self._running.wait(timeout=PATIENCE)
            self._running = None

    def stretches(self) -> Rows:
        """What is on the disk, whoever runs or does not."""
        with closing(sqlite3.connect(f"file:{self.data}/appliance.db?mode=ro", uri=True)) as db:
            return db.execute(
                "SELECT b.name, t.start_ms, t.end_ms, t.words FROM told_event t "
                "JOIN bucket b ON b.id = t.bucket_id ORDER BY b.name, t.start_ms"
            ).fetchall()


async def leos_home(folder: Path) -> Home:
    async with open_house(folder) as house:
        pc = await computer(house, "Leo")
        return Home(folder, pc.token)
