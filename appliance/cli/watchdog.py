"""systemd is told that the house is well, by the loop that serves the pages, when the database has answered.

A database that answers with an error is alive, and a restart would not mend its disk. One that does not
answer is not, nor is a loop that does not come to this.
"""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress

import structlog

from appliance.cli.server import tell_systemd
from appliance.core.database import Database

MOST = 15.0  # seconds between two words, also where more would be allowed
LONGEST_STEP = 60.0  # seconds of one statement, or between two of one transaction, on the slowest card
LONGEST_START = 20 * 60.0  # seconds that opening may take: a large database is brought to a new version
EXTENDED = 10.0
log = structlog.get_logger("watchdog")


def time_between() -> float | None:
    """A quarter of the time after which systemd ends us; None where it does not watch this process."""
    if os.environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    allowed = os.environ.get("WATCHDOG_USEC", "")
    return min(int(allowed) / 4_000_000, MOST) if allowed.isdigit() and int(allowed) else None


class Watchdog:
    def __init__(self, database: Database, every: float, longest_step: float = LONGEST_STEP) -> None:
        self._database = database
        self._every = every
        self._longest_step = longest_step
        self._asked: dict[str, asyncio.Task[None]] = {}
        self._told = ""

    async def keep(self) -> None:
        try:
            while True:
                if await self.well():
                    tell_systemd(f"WATCHDOG=1{self._news()}")
                await asyncio.sleep(self._every)
        finally:
            for task in self._asked.values():
                task.cancel()

    async def well(self) -> bool:
        reads = await self._answers("reader", self._database.can_read)
        writes = await self._answers("writer", self._database.can_write)
        return reads and (writes or self._writer_is_at_work())

    async def _answers(self, who: str, ask: Callable[[], Awaitable[None]]) -> bool:
        """Who has not answered yet is not asked a second time, nor cancelled: a stuck thread cannot be."""
        task = self._asked.get(who) or asyncio.ensure_future(_asked(ask))
        self._asked[who] = task
        await asyncio.wait({task}, timeout=self._every)
        if not task.done():
            log.error("the database does not answer", who=who)
            return False
        del self._asked[who]
        return True

    def _writer_is_at_work(self) -> bool:
        """A long transaction goes from statement to statement; a stuck thread does not."""
        return time.monotonic() - self._database.last_step < self._longest_step

    def _news(self) -> str:
        trouble = self._database.disk.trouble
        said = f"Serving; the disk is {trouble.value}" if trouble else "Serving"
        if said == self._told:
            return ""
        self._told = said
        return f"\nSTATUS={said}"


async def _asked(ask: Callable[[], Awaitable[None]]) -> None:
    with suppress(Exception):  # an error is an answer
        await ask()


async def keep_saying_that_the_loop_runs() -> None:
    """While the house is closed there is no database to ask."""
    every = time_between()
    while every is not None:
        tell_systemd("WATCHDOG=1")
        await asyncio.sleep(every)


@contextmanager
def more_time_to_start() -> Iterator[None]:
    """Opening happens before the loop runs. It may take long, and yet not for ever."""
    done = threading.Event()

    def ask() -> None:
        until = time.monotonic() + LONGEST_START
        while not done.wait(EXTENDED) and time.monotonic() < until:
            tell_systemd(f"EXTEND_TIMEOUT_USEC={int(3 * EXTENDED * 1e6)}\nWATCHDOG=1\nSTATUS=Opening")

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield
    finally:
        done.set()
        asking.join()
