"""systemd opens the port: the appliance takes it as it is, and who comes during a restart waits."""

import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.cli.running import PATIENCE
from tests.install.by_systemd import Door


def test_the_port_is_what_systemd_opened_and_whoever_comes_while_it_is_down_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notes:
        notes.bind(str(tmp_path / "notes"))
        monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
        with door.opened(tmp_path / "data", port=80) as said:
            assert "READY=1" in _heard(notes)
            _goes_by_its_port(door)
            assert f":{door.port}\n" in said.read_text()
        assert "STOPPING=1" in _heard(notes)
    with ThreadPoolExecutor() as browsers:
        waiting = [browsers.submit(httpx.get, f"{door.url}/health", timeout=PATIENCE) for _one in range(5)]
        with door.opened(tmp_path / "data"):
            assert [answer.result().status_code for answer in waiting] == [200] * 5
    door.socket.close()


def _goes_by_its_port(door: Door) -> None:
    page = httpx.get(f"{door.url}/setup", timeout=PATIENCE)
    assert page.status_code == 200
    assert any(name.endswith(f"-{door.port}") for name in page.cookies)
    assert httpx.get(f"{door.url}/setup", headers={"Host": "127.0.0.1"}).status_code == 421


def _heard(notes: socket.socket) -> str:
    notes.setblocking(False)
    heard = ""
    try:
        while True:
            heard += notes.recv(4096).decode() + "\n"
    except BlockingIOError:
        return heard
