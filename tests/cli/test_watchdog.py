"""systemd hears that the house is well while it is, and no more when its loop or its database hangs."""

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from appliance.cli import watchdog
from appliance.cli.watchdog import Watchdog
from appliance.core.database import Database
from appliance.core.disk import Trouble
from tests.cli.running import PATIENCE, serving

EVERY = 0.05  # seconds
LONG = 0.5


class Systemd:
    """Its end of the line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(path))

    def hears(self, word: str, within: float = PATIENCE) -> bool:
        self._line.settimeout(within)
        try:
            while word not in self._line.recv(4096).decode():
                pass
        except TimeoutError:
            return False
        return True

    def falls_silent(self) -> bool:
        until = time.monotonic() + PATIENCE
        while self.hears("WATCHDOG=1", within=6 * EVERY):
            if time.monotonic() > until:
                return False
        return True

    def forget(self) -> None:
        """What was said before now."""
        self._line.setblocking(False)
        try:
            while self._line.recv(4096):
                pass
        except BlockingIOError:
            return


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Systemd:
    found = Systemd(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", str(found.path))
    return found


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    database = Database(tmp_path / "family.db")
    async with database.writing() as db:
        await db.exec(text("CREATE TABLE jar (sweets)"))  # type: ignore[call-overload]
    return database


async def waits(what: Callable[[], bool]) -> bool:
    return await asyncio.to_thread(what)


@contextmanager
def watching(database: Database, longest_step: float = LONG) -> Iterator[None]:
    task = asyncio.ensure_future(Watchdog(database, EVERY, longest_step).keep())
    try:
        yield
    finally:
        task.cancel()


async def test_a_house_that_is_well_says_so_again_and_again(database: Database, systemd: Systemd) -> None:
    with watching(database):
        for _time in range(3):
            assert await waits(lambda: systemd.hears("WATCHDOG=1"))


async def test_what_it_says_costs_the_card_no_write(database: Database, systemd: Systemd) -> None:
    before = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in _files(database)]
    with watching(database):
        for _time in range(3):
            await waits(lambda: systemd.hears("WATCHDOG=1"))
    assert [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in _files(database)] == before


def _files(database: Database) -> list[Path]:
    return sorted(path for path in database.path.parent.glob("family.db*") if not path.name.endswith("-shm"))


async def test_a_writer_whose_thread_is_stuck_is_not_well_until_it_goes_on(
    database: Database, systemd: Systemd
) -> None:
    stuck, goes_on = threading.Event(), threading.Event()

    def hang(_value: int) -> int:
        stuck.set()
        goes_on.wait(PATIENCE)
        return 0

    async def write() -> None:
        async with database.writing() as db:
            raw = await (await db.connection()).get_raw_connection()
            await raw.driver_connection.create_function("hang", 1, hang)  # type: ignore[union-attr]
            await db.exec(text("INSERT INTO jar VALUES (hang(1))"))  # type: ignore[call-overload]

    writing = asyncio.ensure_future(write())
    await waits(lambda: stuck.wait(PATIENCE))
    with watching(database):
        assert await waits(lambda: systemd.hears("WATCHDOG=1"))  # for a while it may just be slow
        assert await waits(systemd.falls_silent)
        goes_on.set()
        await writing
        assert await waits(lambda: systemd.hears("WATCHDOG=1"))


async def test_a_long_transaction_that_goes_on_is_well(database: Database, systemd: Systemd) -> None:
    with watching(database, longest_step=20 * EVERY):
        async with database.writing() as db:
            for _step in range(10):
                await db.exec(text("INSERT INTO jar VALUES (1)"))  # type: ignore[call-overload]
                assert await waits(lambda: systemd.hears("WATCHDOG=1"))


async def test_readers_that_never_come_back_are_not_well(tmp_path: Path, systemd: Systemd) -> None:
    database = Database(tmp_path / "family.db", readers=1)
    async with database.writing() as db:
        await db.exec(text("CREATE TABLE jar (sweets)"))  # type: ignore[call-overload]
    async with database.reading() as kept:
        await kept.exec(text("SELECT * FROM jar"))  # type: ignore[call-overload]
        with watching(database):
            assert not await waits(lambda: systemd.hears("WATCHDOG=1", within=6 * EVERY))


async def test_a_database_that_answers_with_an_error_needs_no_restart(
    database: Database, systemd: Systemd
) -> None:
    await database.close()
    database.path.write_bytes(b"this is no database" * 100)
    database.disk.met(Trouble.MALFORMED)
    with watching(database):
        assert await waits(lambda: systemd.hears("STATUS=Serving; the disk is malformed"))
        assert await waits(lambda: systemd.hears("WATCHDOG=1"))


def test_a_loop_that_hangs_says_nothing(tmp_path: Path, systemd: Systemd) -> None:
    loop, goes_on = asyncio.new_event_loop(), threading.Event()
    running = threading.Thread(target=loop.run_forever)
    running.start()
    dog = Watchdog(Database(tmp_path / "family.db"), EVERY)
    asyncio.run_coroutine_threadsafe(dog.keep(), loop)
    try:
        assert systemd.hears("WATCHDOG=1")
        loop.call_soon_threadsafe(goes_on.wait, PATIENCE)
        loop_is_stuck = threading.Event()
        loop.call_soon_threadsafe(loop_is_stuck.set)
        assert not loop_is_stuck.wait(2 * EVERY)
        systemd.forget()
        assert not systemd.hears("WATCHDOG=1", within=6 * EVERY)
        goes_on.set()
        assert systemd.hears("WATCHDOG=1")
    finally:
        goes_on.set()
        loop.call_soon_threadsafe(loop.stop)
        running.join()


def test_opening_that_takes_long_asks_for_more_time(
    systemd: Systemd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "EXTENDED", EVERY)
    with watchdog.more_time_to_start():
        assert systemd.hears("EXTEND_TIMEOUT_USEC=")
    systemd.forget()
    assert not systemd.hears("EXTEND", within=4 * EVERY)


def test_systemd_is_told_often_enough_and_only_by_the_process_it_watches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "20000000")
    assert watchdog.time_between() == 5
    monkeypatch.setenv("WATCHDOG_USEC", "600000000")
    assert watchdog.time_between() == watchdog.MOST
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid() + 1))
    assert watchdog.time_between() is None
    monkeypatch.delenv("WATCHDOG_PID")
    monkeypatch.delenv("WATCHDOG_USEC")
    assert watchdog.time_between() is None


def test_the_real_house_says_it_is_ready_and_then_that_it_is_well(
    tmp_path: Path, systemd: Systemd, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"WATCHDOG_USEC": "1000000", "NOTIFY_SOCKET": str(systemd.path)}
    monkeypatch.setattr("tests.cli.running.ENVIRONMENT", os.environ | told)
    with serving(tmp_path / "data"):
        assert systemd.hears("WATCHDOG=1")
        assert systemd.hears("WATCHDOG=1")
