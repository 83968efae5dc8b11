"""aiosqlite under SQLAlchemy, with one trip to the connection's thread for a statement instead of four.

As they come, opening, executing, fetching and closing are a trip each, and all rows are fetched anyway.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, cast

import aiosqlite
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection, AsyncIODBAPIConnection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util import EMPTY_DICT

Values = Sequence[object] | Mapping[str, object]
Rows = list[tuple[object, ...]]
T = TypeVar("T")


class OneTripCursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _adapt_connection: "OneTripConnection"

    def __init__(self, adapt_connection: AsyncAdapt_dbapi_connection) -> None:
        """Unlike the base's, it opens nothing yet."""
        self._adapt_connection = cast("OneTripConnection", adapt_connection)
        self._connection = adapt_connection._connection
        self._soft_closed_memoized = EMPTY_DICT
        self._rows = deque()

    async def _execute_async(self, operation: str, parameters: Values | None) -> None:
        def whole(connection: sqlite3.Connection) -> sqlite3.Cursor:
            return connection.execute(operation, parameters or ())

        await self._trip(whole)

    async def _executemany_async(self, operation: str, seq_of_parameters: Sequence[Values]) -> None:
        def whole(connection: sqlite3.Connection) -> sqlite3.Cursor:
            return connection.executemany(operation, seq_of_parameters)

        await self._trip(whole)

    async def _trip(self, whole: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> None:
        connection = self._connection
        async with self._adapt_connection._execute_mutex:
            begin = self._adapt_connection.begin_now()
            self._cursor, rows = await connection._execute(_fetched, connection._conn, whole, begin)
        self._rows = deque(rows)

    async def _async_soft_close(self) -> None:
        """It is closed already; its description and counts stay readable."""

    def close(self) -> None:
        self._rows.clear()


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    """Begins with the first statement's trip, and makes none to end what never began.

    What is open is counted here and not asked of SQLite: whoever is cancelled has sent a statement that may
    not have run yet.
    """

    __slots__ = ("_begin", "_open")
    _cursor_cls = OneTripCursor

    def __init__(self, dbapi: object, connection: AsyncIODBAPIConnection) -> None:
        super().__init__(dbapi, connection)
        self._begin = ""
        self._open = False

    def begin_with_next(self, begin: str) -> None:
        self._begin = begin

    def begin_now(self) -> str:
        """What the statement that is about to be sent has to begin with."""
        begin, self._begin = self._begin, ""
        self._open = self._open or bool(begin)
        return begin

    def rollback(self) -> None:
        self._begin = ""
        if self._open:
            super().rollback()
            self._open = False

    def commit(self) -> None:
        self._begin = ""
        if self._open:
            super().commit()
            self._open = False


class OneTrip(AsyncAdapt_aiosqlite_dbapi):
    """For `create_async_engine(module=...)`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arguments: object, **more: object) -> OneTripConnection:
        return OneTripConnection(self, super().connect(*arguments, **more)._connection)


def _fetched(
    connection: sqlite3.Connection, whole: Callable[[sqlite3.Connection], sqlite3.Cursor], begin: str
) -> tuple[sqlite3.Cursor, Rows]:
    if begin:
        connection.execute(begin)
    cursor = whole(connection)
    try:
        return cursor, cursor.fetchall() if cursor.description else []
    finally:
        cursor.close()


async def in_one_trip(connection: aiosqlite.Connection, whole: Callable[[sqlite3.Connection], T]) -> T:
    """A transaction with its begin and its commit."""
    driver = cast(AsyncIODBAPIConnection, connection)
    answer: T = await driver._execute(_committed, connection._conn, whole)
    return answer


def _committed(connection: sqlite3.Connection, whole: Callable[[sqlite3.Connection], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        answer = whole(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise
    return answer
