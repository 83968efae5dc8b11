"""One SQLite file: one writing connection, a few reading ones.

Debian 12's SQLite 3.40 has the WAL-reset race, which needs two connections that write or checkpoint; here
only one ever does.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import quote

import aiosqlite
import sqlite_vec
import structlog
from sqlalchemy import Connection, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.disk import Disk
from appliance.core.driver import OneTrip, OneTripConnection, in_one_trip
from appliance.core.errors import AtRest, NoRoom

BOTH = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-8000",
)
LOG_LIMIT = 16 * 1024 * 1024  # bytes: four times what a checkpoint leaves of an everyday log
WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    f"PRAGMA journal_size_limit={LOG_LIMIT}",
)
READER = ("PRAGMA wal_autocheckpoint=0", "PRAGMA query_only=ON")
log = structlog.get_logger("database")
T = TypeVar("T")


class Database:
    def __init__(self, path: Path, readers: int = 3) -> None:
        self.path = path
        self.disk = Disk(path.parent)
        self.disk.recall(path)
        self._writer = _engine(path, 1, WRITER, "BEGIN IMMEDIATE")
        self._readers = _engine(path, readers, READER, "BEGIN DEFERRED")
        self._door = asyncio.Lock()
        self._file: tuple[int, int] | None = None  # which one is open
        self.last_step = time.monotonic()  # when the writer last took the door or ended a statement
        event.listen(self._writer.sync_engine, "after_cursor_execute", self._note_step)
        self.changes = 0  # write transactions that have ended: what was read before the last one may be old

    @asynccontextmanager
    async def writing(self, *, aside: bool = False) -> AsyncIterator[AsyncSession]:
        """One write transaction: committed when the block ends, rolled back when it raises.

        `aside`: nothing in it is kept in anyone's head, so what is stays true.
        """
        async with self._door:
            self._note_step()
            self.disk.ask_to_write()
            with self.disk.asked(writing=True):
                async with AsyncSession(self._writer, expire_on_commit=False) as db:
                    try:
                        async with db.begin():
                            yield db
                    finally:
                        self.changes += not aside  # after a fault too: nobody knows then what was kept
            self.disk.wrote()
            if self._file is None:
                self._moved()

    async def at_once(self, whole: Callable[[sqlite3.Connection], T]) -> T:
        """One write transaction of plain statements in one trip to the writer's thread, its end included.

        For what comes often and must be quick: a session's begin, statements and commit are a trip each.
        """
        async with self._door:
            self._note_step()
            self.disk.ask_to_write()
            with self.disk.asked(writing=True):
                async with self._writer.connect() as connection:
                    raw = await connection.get_raw_connection()
                    driver = cast(aiosqlite.Connection, raw.driver_connection)
                    try:
                        answer = await in_one_trip(driver, whole)
                    finally:
                        self.changes += 1
            self.disk.wrote()
            if self._file is None:
                self._moved()
        return answer

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        with self.disk.asked(writing=False):
            async with AsyncSession(self._readers, expire_on_commit=False, autoflush=False) as db:
                yield db

    async def note(self, *changes: UpdateBase, aside: bool = False) -> None:
        """What a look writes down in passing. Where the disk does not take it, the look goes on."""
        try:
            async with self.writing(aside=aside) as db:
                for change in changes:
                    await db.exec(change)
        except (NoRoom, AtRest):
            log.debug("not noted in passing")

    @property
    def log_size(self) -> int:
        try:
            return self.path.with_name(f"{self.path.name}-wal").stat().st_size
        except FileNotFoundError:
            return 0

    async def shorten_log(self) -> bool:
        """False while somebody still reads what is in it: they are not waited for."""
        async with self._door:
            with self.disk.asked(writing=True):
                [(_busy, pages, copied)] = await self._on_writer("PRAGMA wal_checkpoint(PASSIVE)")
                if pages != copied:
                    return False
                await self._on_writer("PRAGMA wal_checkpoint(TRUNCATE)")
        return True

    async def can_read(self) -> None:
        """Whether a reader answers: with a real look into the file."""
        async with AsyncSession(self._readers) as db:
            await db.exec(text("SELECT count(*) FROM sqlite_master"))  # type: ignore[call-overload]

    async def can_write(self) -> None:
        """Whether the writer answers. It takes the lock and gives it back; no page is written."""
        async with self._door:
            await self._on_writer("BEGIN IMMEDIATE", "ROLLBACK")

    async def truncate_log(self) -> None:
        """Empties the write-ahead log: what was overwritten in the file must not live on in there.

        An empty one is left alone: to cut it once more would be a write.
        """
        async with self._door:
            if not self.log_size:
                return
            self.disk.ask_to_write()
            with self.disk.asked(writing=True):
                await self._on_writer("PRAGMA wal_checkpoint(TRUNCATE)")

    async def try_to_write(self) -> None:
        """Whether a disk that took nothing takes it again. Files are opened anew: after a remount the open
        ones stay what they were, and a disk that was swapped has others under the same names.
        """
        async with self._door:
            await self._writer.dispose()
            if self._moved():
                await self._readers.dispose()
        try:
            async with self.writing() as db:
                version = (await db.exec(text("PRAGMA user_version"))).scalar()  # type: ignore[call-overload]
                await db.exec(text(f"PRAGMA user_version = {int(version or 0)}"))  # type: ignore[call-overload]
        except (AtRest, NoRoom):
            log.debug("still not to be written")

    def _moved(self) -> bool:
        try:
            found = self.path.stat()
        except OSError:
            return False
        before, self._file = self._file, (found.st_dev, found.st_ino)
        return self._file != before

    def _note_step(self, *_statement: object) -> None:
        self.last_step = time.monotonic()

    async def _on_writer(self, *statements: str) -> list[tuple[int, ...]]:
        """Past SQLAlchemy, which would begin a transaction: there is no checkpoint inside one."""
        async with self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = cast(aiosqlite.Connection, raw.driver_connection)
            answers = [await driver.execute_fetchall(statement) for statement in statements]
        return [tuple(row) for row in answers[-1]]

    async def close(self) -> None:
        """The writer goes last: it alone checkpoints."""
        await self._readers.dispose()
        await self._writer.dispose()


@asynccontextmanager
async def only_reading(path: Path) -> AsyncIterator[AsyncSession]:
    """For commands beside a running service: the file is opened `mode=ro`."""
    engine = _engine(path, 1, READER, "BEGIN DEFERRED", mode="ro")
    try:
        async with AsyncSession(engine, expire_on_commit=False) as db:
            yield db
    finally:
        await engine.dispose()


@contextmanager
def looking_at(path: Path) -> Iterator[sqlite3.Connection]:
    """The same without an event loop, and where the disk is read-only too: then nobody else writes either."""
    address = f"file:{quote(str(path))}?mode=ro"
    try:
        db = sqlite3.connect(address, uri=True, timeout=5)
        db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as fault:
        if "unable to open" not in str(fault):
            raise
        db = sqlite3.connect(f"{address}&immutable=1", uri=True)
    with closing(db):
        db.execute("PRAGMA query_only=ON")
        yield db


def _engine(path: Path, size: int, pragmas: tuple[str, ...], begin: str, mode: str = "rwc") -> AsyncEngine:
    engine = create_async_engine(
        f"sqlite+aiosqlite:///file:{path}?mode={mode}&uri=true",
        module=OneTrip(),
        pool_size=size,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,  # a failed statement in the log must not tell what the family wrote
        connect_args={"isolation_level": None},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.run_async(_load_vectors)
        cursor = connection.cursor()
        for pragma in BOTH + pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        # The driver's own BEGIN is off: a deferred one would fail at once when it turns into a write.
        cast(OneTripConnection, connection.connection.dbapi_connection).begin_with_next(begin)

    return engine


async def _load_vectors(connection: aiosqlite.Connection) -> None:
    await connection.enable_load_extension(True)
    await connection.load_extension(sqlite_vec.loadable_path())
    await connection.enable_load_extension(False)
