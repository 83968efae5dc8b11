"""PyPI's aw-client as it comes, against this house in a process of its own; and the plug pulled meanwhile."""

import json
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import requests
from aw_client import ActivityWatchClient
from aw_core.models import Event

from tests.cli.running import PATIENCE
from tests.screen_time.activitywatch.served import Home, leos_home
from tests.screen_time.activitywatch.watching import AFK, WINDOW, basic

ROUNDS = 6 if os.environ.get("APPLIANCE_TEST_ALL") else 1
SECOND = timedelta(seconds=1)
CUT = "aw-watcher-cut_pc"


@pytest.fixture
async def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Home]":
    """The watcher's own folders, too, lie in that of the test."""
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    home = await leos_home(tmp_path / "house")
    yield home
    home.end(signal.SIGKILL)


def watcher(home: Home, name: str, port: int | None = None) -> ActivityWatchClient:
    """The token in the address, as `aw-client.toml` may have it."""
    client = ActivityWatchClient(name, host=f"leo:{home.token}@127.0.0.1", port=port or home.port)
    client.request_queue._attempt_reconnect_interval = 0.2  # ten seconds, as it comes
    return client


def event(at: datetime, app: str, seconds: float = 0) -> Event:
    return Event(timestamp=at, duration=seconds, data={"app": app, "title": f"Secret of {app}"})


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def apps(home: Home, bucket: str) -> list[str]:
    return [json.loads(words)["app"] for name, _start, _end, words in home.stretches() if name == bucket]


def queue_windows(client: ActivityWatchClient, bucket: str, begin: datetime, names: list[str]) -> None:
    """Each is sent when the next one begins."""
    for number, name in enumerate([*names, "the next one"]):
        client.heartbeat(bucket, event(begin + number * 5 * SECOND, name), pulsetime=2, queued=True)


@pytest.mark.timeout(300)
async def test_what_a_watcher_delivers_is_stored_once_through_an_absent_and_a_stopped_house(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour of a house that cannot be reached is known by the watcher's clock alone, and that is ours."""
    queued, begin = watcher(home, "aw-watcher-window"), datetime.now(UTC) - timedelta(hours=2)
    queued.create_bucket(WINDOW, "currentwindow", queued=True)
    first = [f"before {n}" for n in range(12)]
    with queued:
        queue_windows(queued, WINDOW, begin, first)
        home.start()
        until(lambda: apps(home, WINDOW) == first)
        plain_use(watcher(home, "aw-watcher-plain"), home)
        without_answers(home)
        by_netrc(home, monkeypatch)
        home.end()
        lost = [f"while it was away {n}" for n in range(12)]
        queue_windows(queued, WINDOW, begin + timedelta(hours=1), lost)
        until(lambda: queued.request_queue._persistqueue.qsize() == 0)
        home.start()
        last = [f"after {n}" for n in range(3)]
        queue_windows(queued, WINDOW, begin + timedelta(hours=1, minutes=30), last)
        until(lambda: apps(home, WINDOW)[-1] == last[-1])
    stored = apps(home, WINDOW)
    # Fault of aw-client 0.5.15 (its pull request 115): what it sends to nobody it takes for sent.
    assert [app for app in stored if app in lost] == []
    assert [app for app in stored if app not in lost] == [*first, "the next one", *last]


def plain_use(client: ActivityWatchClient, home: Home) -> None:
    """All of its calls that have an answer here."""
    at, bucket = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=30), "aw-watcher-plain_pc"
    assert client.get_info()["testing"] is False
    for _again in range(2):
        client.create_bucket(bucket, "currentwindow")
    for after in (0, 1, 2):
        client.heartbeat(bucket, event(at + after * SECOND, "firefox"), pulsetime=2)
    client.insert_event(bucket, event(at + 60 * SECOND, "code", 30))
    client.insert_events(bucket, [event(at + n * 60 * SECOND, f"app {n}", 5) for n in (2, 3)])
    found = client.get_events(bucket)
    assert [one.data["app"] for one in found] == ["app 3", "app 2", "code", "firefox"]
    assert (found[-1].timestamp, found[-1].duration) == (at, 2 * SECOND)
    assert client.get_eventcount(bucket, start=at + 50 * SECOND, end=at + 130 * SECOND) == 2
    assert client.get_event(bucket, found[0].id).data == {"app": "app 3"}
    assert bucket in client.get_buckets()
    before = home.stretches()
    client.import_bucket(client.export_bucket(bucket)["buckets"][bucket])
    assert bucket in client.export_all()["buckets"]
    assert home.stretches() == before
    with pytest.raises(requests.HTTPError):
        client.delete_bucket(bucket, force=True)
    assert home.stretches() == before


def without_answers(home: Home) -> None:
    """The house has stored it; the watcher does not know, takes it for lost, and may send it again."""
    names, begin = [f"app {n}" for n in range(10)], datetime.now(UTC) - timedelta(hours=1)
    with Swallowing(home.port) as port:
        client = watcher(home, "aw-watcher-cut", port)
        for _again in range(2):
            for number, name in enumerate(names):
                with pytest.raises(requests.ConnectionError):
                    client.heartbeat(CUT, event(begin + number * 5 * SECOND, name), pulsetime=2)
    until(lambda: len(apps(home, CUT)) == len(names))
    assert apps(home, CUT) == names


def by_netrc(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token in a file that only the child's account reads, and not in the address."""
    netrc = home.data.parent / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login leo password {home.token}\n")
    monkeypatch.setenv("NETRC", str(netrc))
    client = ActivityWatchClient("aw-watcher-afk", host="127.0.0.1", port=home.port)
    client.create_bucket(AFK, "afkstatus")
    client.heartbeat(AFK, Event(timestamp=datetime.now(UTC), data={"status": "not-afk"}), pulsetime=185)
    assert [row[3] for row in home.stretches() if row[0] == AFK] == ['{"status":"not-afk"}']


class Swallowing:
    """A line that brings everything there and nothing back."""

    def __init__(self, port: int) -> None:
        self._to, self._door = port, socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> int:
        threading.Thread(target=self._bring, daemon=True).start()
        return int(self._door.getsockname()[1])

    def __exit__(self, *_fault: object) -> None:
        self._door.close()

    def _bring(self) -> None:
        while True:
            try:
                caller, _address = self._door.accept()
            except OSError:
                return
            with caller, socket.create_connection(("127.0.0.1", self._to)) as house:
                asked = caller.recv(65536)
                while not asked.endswith(b"}"):
                    asked += caller.recv(65536)
                asked = asked.replace(
                    f":{self._door.getsockname()[1]}\r\n".encode(), f":{self._to}\r\n".encode()
                )
                house.sendall(asked)
                house.recv(65536)


@pytest.mark.timeout(300)
async def test_after_a_power_cut_every_answered_heartbeat_is_there(home: Home) -> None:
    dice = random.Random(7)
    for round_ in range(ROUNDS):
        home.start()
        tellers = [Teller(home, f"teller-{round_}-{number}") for number in range(4)]
        for teller in tellers:
            teller.start()
        for teller in tellers:
            teller.spoke.wait(PATIENCE)
        threading.Event().wait(dice.uniform(0.05, 0.5))
        home.end(signal.SIGKILL)
        for teller in tellers:
            teller.join()
        stored = {(bucket, start): end for bucket, start, end, _words in home.stretches()}
        for teller in tellers:
            assert teller.answered
            for start, end in teller.answered:
                assert stored.get((teller.bucket, start), 0) >= end, "answered and lost"


class Teller(threading.Thread):
    """Tells until nobody answers any more: one window for four heartbeats, then another one."""

    def __init__(self, home: Home, bucket: str) -> None:
        super().__init__()
        self.bucket, self.answered = bucket, list[tuple[int, int]]()
        self.spoke = threading.Event()
        self._address = f"{home.url}/api/0/buckets/{bucket}/heartbeat?pulsetime=2"
        self._headers = basic(home.token)

    def run(self) -> None:
        begin = datetime.now(UTC) - timedelta(hours=20)
        for number in range(60_000):
            told = {"timestamp": (begin + number * SECOND).isoformat(), "data": {"app": f"app {number // 4}"}}
            try:
                answer = httpx.post(self._address, json=told, headers=self._headers)
            except httpx.TransportError:
                return
            said = answer.json()
            start = round(datetime.fromisoformat(said["timestamp"]).timestamp() * 1000)
            self.answered.append((start, start + round(said["duration"] * 1000)))
            self.spoke.set()
