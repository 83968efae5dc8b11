"""The appliance starts itself again: the same process, the same door, and what lies in the directory now."""

import json
import os
import select
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from appliance.console.client import carry_out
from appliance.core.settings import Settings
from tests.cli.running import ENVIRONMENT, PATIENCE

COMMAND = [sys.executable, "-m", "tests.cli.beginning_again", "serve", "--host", "127.0.0.1"]
# What systemd does for a socket unit: the open port is number 3, and the process is told that it is meant.
BY_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3, inheritable=True)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])
"""


class Notes:
    """systemd's end of the line, where a service says how it stands."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "notify"
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(self.path))
        self._line.settimeout(PATIENCE)

    def next(self) -> str:
        return self._line.recv(4096).decode().splitlines()[0]

    def after(self, wanted: str) -> list[str]:
        told = [self.next()]
        while told[-1] != wanted:
            told.append(self.next())
        return told

    def has_news(self) -> bool:
        return bool(select.select([self._line], [], [], 0)[0])

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Notes]:
    notes = Notes(tmp_path)
    yield notes
    notes.close()


@contextmanager
def open_port() -> Iterator[socket.socket]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door


@contextmanager
def running(data: Path, port: int, notes: Notes, door: socket.socket | None = None) -> Iterator[int]:
    command = [*COMMAND, "--data", str(data), "--port", str(port)]
    environment = ENVIRONMENT | {"NOTIFY_SOCKET": str(notes.path)}
    kept: tuple[int, ...] = ()
    if door is not None:
        command, kept = (
            [sys.executable, "-c", BY_SYSTEMD, str(door.fileno()), *command],
            (door.fileno(),),
        )
    started = subprocess.Popen(command, env=environment, pass_fds=kept, stdout=subprocess.DEVNULL)
    try:
        assert notes.next() == "READY=1"
        yield started.pid
        assert started.poll() is None
    finally:
        started.terminate()
        started.wait(PATIENCE)


def begin_again(data: Path) -> None:
    assert carry_out(Settings(data=data), "begin again", {}) == "soon"


def free_port() -> int:
    with open_port() as door:
        return int(door.getsockname()[1])


def names(url: str) -> str:
    return httpx.get(f"{url}/sign-in", timeout=PATIENCE).headers.get("location", "")


def test_the_same_process_is_there_again_with_the_data_that_lies_there_now(
    demo: Path, tmp_path: Path, notes: Notes
) -> None:
    port = free_port()
    with running(tmp_path / "data", port, notes) as pid:
        assert names(f"http://127.0.0.1:{port}") == "/setup"
        _replace_when_it_closes(demo, tmp_path / "data")
        assert names(f"http://127.0.0.1:{port}") == ""
        assert notes.after("READY=1")[0] == "RELOADING=1"
        os.kill(pid, 0)


def _replace_when_it_closes(demo: Path, data: Path) -> None:
    begin_again(data)
    end = time.monotonic() + PATIENCE
    while (data / "command.sock").exists() and time.monotonic() < end:
        pass
    with sqlite3.connect(demo / "appliance.db") as there, sqlite3.connect(data / "appliance.db") as here:
        there.backup(here)


def test_nobody_at_the_door_is_turned_away_while_it_starts_again(tmp_path: Path, notes: Notes) -> None:
    port = free_port()
    with running(tmp_path / "data", port, notes):
        for _time in range(2):
            begin_again(tmp_path / "data")
            assert notes.next() == "RELOADING=1"
            while not notes.has_news():
                assert httpx.get(f"http://127.0.0.1:{port}/health", timeout=PATIENCE).status_code == 200
            assert notes.next() == "READY=1"


def test_a_port_that_systemd_opened_is_still_the_door(tmp_path: Path, notes: Notes) -> None:
    with open_port() as door:
        port = int(door.getsockname()[1])
        with running(tmp_path / "data", port, notes, door):
            for _time in range(3):
                begin_again(tmp_path / "data")
                notes.after("READY=1")
                answer = httpx.get(f"http://127.0.0.1:{port}/health", timeout=PATIENCE)
                assert json.loads(answer.text)["status"] == "ok"


CANNOT = """
import os
from tests.cli.beginning_again import main

def cannot(*_words):
    raise OSError(12, "Cannot allocate memory")

os.execv = cannot
main()
"""


def test_where_it_cannot_start_itself_it_ends_so_that_systemd_starts_it(tmp_path: Path, notes: Notes) -> None:
    data = tmp_path / "data"
    words = [sys.executable, "-c", CANNOT, *COMMAND[3:], "--data", str(data), "--port", str(free_port())]
    environment = ENVIRONMENT | {"NOTIFY_SOCKET": str(notes.path)}
    started = subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert notes.after("READY=1")
    begin_again(data)
    _nothing, said = started.communicate(timeout=PATIENCE)
    assert started.returncode == 75
    assert b"could not start itself again (Cannot allocate memory)" in said
