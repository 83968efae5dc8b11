"""Heartbeats that wait at the same moment share one transaction; each is durable before it is answered."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from appliance.core.clock import Clock
from appliance.core.database import Database
from appliance.core.errors import Refusal
from appliance.screen_time.activitywatch.books import Books
from appliance.screen_time.activitywatch.events import Told, ms_of
from appliance.screen_time.activitywatch.merging import Stretch

MOST = 256  # letters of one transaction: the last one of them is answered with the first
PAUSE = 1.0  # seconds in which what was told is gathered before it becomes minutes


class Letter(Protocol):
    def enter(self, books: Books, db: sqlite3.Connection, now: int) -> object: ...


@dataclass(frozen=True, slots=True)
class Beat:
    device: int
    bucket: str
    told: Told
    pulse: int

    def enter(self, books: Books, db: sqlite3.Connection, now: int) -> Stretch:
        return books.beat(db, self.device, self.bucket, self.told, self.pulse, now)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Events that were sent together, as an import does: none of them is a heartbeat."""

    device: int
    bucket: str
    told: Sequence[Told]

    def enter(self, books: Books, db: sqlite3.Connection, now: int) -> list[Stretch]:
        return [books.beat(db, self.device, self.bucket, told, 0, now, live=False) for told in self.told]


@dataclass(frozen=True, slots=True)
class Brought:
    """Events of an export. `heard`: by the device itself. Answers how many of them were news."""

    device: int
    bucket: str
    told: Sequence[Told]
    heard: bool

    def enter(self, books: Books, db: sqlite3.Connection, now: int) -> int:
        before = books.news
        for told in self.told:
            books.beat(db, self.device, self.bucket, told, 0, now, live=False, heard=self.heard)
        return books.news - before


@dataclass(frozen=True, slots=True)
class Introduction:
    device: int
    bucket: str
    type: str = ""
    client: str = ""
    hostname: str = ""
    heard: bool = field(default=True, kw_only=True)

    def enter(self, books: Books, db: sqlite3.Connection, now: int) -> bool:
        kind = (self.type, self.client, self.hostname)
        return books.introduce(db, self.device, self.bucket, kind, now, self.heard)


class Mailbox:
    def __init__(self, database: Database, clock: Clock, derive: Callable[[], None]) -> None:
        """`derive` is called soon after something was told, and not for each letter."""
        self._database = database
        self._clock = clock
        self._derive = derive
        self._books = Books()
        self._waiting: list[tuple[Letter, asyncio.Future[object]]] = []
        self._carrier: asyncio.Task[None] | None = None
        self._own = 0  # transactions of ours among `Database.changes`
        self._seen = -1
        self._due: asyncio.TimerHandle | None = None

    @property
    def others(self) -> int:
        """Changes by everybody else: as long as it stays, what was read before is still so."""
        return self._database.changes - self._own

    async def put(self, letter: Letter) -> object:
        """What `enter` answers, once it cannot be lost any more."""
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._waiting.append((letter, answer))
        if self._carrier is None or self._carrier.done():
            self._carrier = asyncio.create_task(self._carry())
        return await answer

    async def _carry(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                answers = await self._stored([letter for letter, _answer in taken])
            except BaseException as fault:
                self._seen = -1
                _give(taken, [fault if isinstance(fault, Exception) else OSError("stopped")] * len(taken))
                if not isinstance(fault, Exception):
                    raise
            else:
                _give(taken, answers)

    async def _stored(self, letters: Sequence[Letter]) -> list[object]:
        now = self._clock()
        answers, told = await self._database.at_once(lambda db: self._entered(db, letters, now))
        self._own += 1
        self._seen = self.others
        if told:
            self._remind()
        return answers

    def _entered(
        self, db: sqlite3.Connection, letters: Sequence[Letter], now: datetime
    ) -> tuple[list[object], bool]:
        if self._seen != self.others:
            self._books.forget()
        at = ms_of(now)
        answers = [_tried(letter, self._books, db, at) for letter in letters]
        return answers, self._books.close(db, now)

    def _remind(self) -> None:
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(PAUSE, self._is_due)

    def _is_due(self) -> None:
        self._due = None
        self._derive()


def _tried(letter: Letter, books: Books, db: sqlite3.Connection, now: int) -> object:
    """A refusal is one letter's own, and comes before it has changed anything; a fault ends them all."""
    try:
        return letter.enter(books, db, now)
    except Refusal as refusal:
        return refusal


def _give(taken: Sequence[tuple[Letter, "asyncio.Future[object]"]], answers: Sequence[object]) -> None:
    for (_letter, answer), found in zip(taken, answers, strict=True):
        if answer.done():  # whoever sent it is gone
            continue
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)
