"""One writer, several readers, and nothing acknowledged is lost."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from appliance.core.database import LOG_LIMIT, Database, only_reading
from appliance.core.errors import RuleBroken


@pytest.fixture
async def database(tmp_path: Path) -> Database:
    database = Database(tmp_path / "family.db")
    async with database.writing() as db:
        await db.exec(text("CREATE TABLE jar (sweets INTEGER NOT NULL)"))  # type: ignore[call-overload]
        await db.exec(text("INSERT INTO jar VALUES (0)"))  # type: ignore[call-overload]
    return database


async def sweets(database: Database) -> int:
    async with database.reading() as db:
        return int((await db.exec(text("SELECT sweets FROM jar"))).scalar())  # type: ignore[call-overload]


async def put_one_in(database: Database) -> None:
    async with database.writing() as db:
        counted = (await db.exec(text("SELECT sweets FROM jar"))).scalar()  # type: ignore[call-overload]
        await asyncio.sleep(0)
        await db.exec(text(f"UPDATE jar SET sweets = {counted + 1}"))  # type: ignore[call-overload]


async def test_thirty_at_once_lose_no_sweet(database: Database) -> None:
    await asyncio.gather(*(put_one_in(database) for _ in range(30)))
    assert await sweets(database) == 30


async def test_the_log_that_a_long_look_has_let_grow_is_short_again_after_it(database: Database) -> None:
    large = text("INSERT INTO jar SELECT zeroblob(1000000) FROM (SELECT 1 UNION SELECT 2 UNION SELECT 3)")
    async with database.reading() as look:
        await look.exec(text("SELECT sweets FROM jar"))  # type: ignore[call-overload]
        while database.log_size <= LOG_LIMIT:
            async with database.writing() as db:
                await db.exec(large)  # type: ignore[call-overload]
        assert not await database.shorten_log()
        assert database.log_size > LOG_LIMIT
    assert await database.shorten_log()
    assert database.log_size == 0


async def test_a_refusal_puts_everything_back(database: Database) -> None:
    with pytest.raises(RuleBroken):
        async with database.writing() as db:
            await db.exec(text("UPDATE jar SET sweets = 99"))  # type: ignore[call-overload]
            raise RuleBroken("The jar is closed.")
    assert await sweets(database) == 0


async def test_a_reader_cannot_write_and_does_not_wait_for_the_writer(database: Database) -> None:
    async with database.writing() as writer:
        await writer.exec(text("UPDATE jar SET sweets = 5"))  # type: ignore[call-overload]
        assert await sweets(database) == 0
        async with database.reading() as db:
            with pytest.raises(OperationalError, match="readonly"):
                await db.exec(text("UPDATE jar SET sweets = 7"))  # type: ignore[call-overload]
    assert await sweets(database) == 5


async def test_the_pragmas_are_those_of_the_design(database: Database) -> None:
    async def pragma(name: str, writes: bool) -> object:
        async with database.writing() if writes else database.reading() as db:
            return (await db.exec(text(f"PRAGMA {name}"))).scalar()  # type: ignore[call-overload]

    assert [await pragma(name, True) for name in ("journal_mode", "synchronous", "foreign_keys")] == [
        "wal",
        2,
        1,
    ]
    assert [await pragma(name, False) for name in ("query_only", "wal_autocheckpoint")] == [1, 0]


async def test_a_command_reads_beside_the_service_without_writing(database: Database) -> None:
    await put_one_in(database)
    async with only_reading(database.path) as db:
        assert (await db.exec(text("SELECT sweets FROM jar"))).scalar() == 1  # type: ignore[call-overload]
        with pytest.raises(OperationalError, match="readonly"):
            await db.exec(text("DELETE FROM jar"))  # type: ignore[call-overload]


async def test_a_cancelled_write_opens_the_door_again(database: Database) -> None:
    inside = asyncio.Event()

    async def never_ends() -> None:
        async with database.writing() as db:
            await db.exec(text("UPDATE jar SET sweets = 50"))  # type: ignore[call-overload]
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await put_one_in(database)
    assert await sweets(database) == 1


async def test_whoever_looks_twice_in_one_reading_sees_the_same(database: Database) -> None:
    counting = text("SELECT sweets FROM jar")
    async with database.reading() as db:
        first = (await db.exec(counting)).scalar()  # type: ignore[call-overload]
        await put_one_in(database)
        second = (await db.exec(counting)).scalar()  # type: ignore[call-overload]
    assert (first, second, await sweets(database)) == (0, 0, 1)


async def test_a_change_that_is_broken_off_leaves_nothing_open(database: Database) -> None:
    """At every moment at which the task can be cancelled, also while its first statement is on the way."""
    for steps in range(40):
        breaking = asyncio.ensure_future(put_one_in(database))
        for _step in range(steps):
            await asyncio.sleep(0)
        breaking.cancel()
        await asyncio.gather(breaking, return_exceptions=True)
        before = await sweets(database)
        await put_one_in(database)
        assert await sweets(database) == before + 1
