"""Background jobs. A job asks what is due as of now, so a missed or doubled run does no harm."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from appliance.core.clock import system_clock
from appliance.core.errors import AtRest, NoRoom
from appliance.core.steady import Steady
from appliance.core.work import Office

GRACE = 6 * 3600  # seconds; APScheduler's own default of one drops runs on a busy box
log = structlog.get_logger("jobs")


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[Office], Awaitable[object]]
    wait: timedelta = timedelta(0)  # after a start, before its first run
    by_age: bool = False  # throws away what is old: not by a clock that may be wrong


class Schedule:
    """The running jobs, and how each went last: shown by `/health`."""

    def __init__(self, office: Office, jobs: Sequence[Job]) -> None:
        self._office = office
        self.since = office.clock()
        self._jobs = {job.name: job for job in jobs}
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._steady = Steady(office.clock)
        self.last: dict[str, tuple[datetime, str]] = {}
        self.well: dict[str, datetime] = {}  # when each last ended well
        self.failures: Counter[str] = Counter()
        self._at_work: set[str] = set()
        self._woken: set[str] = (
            set()
        )  # while they ran: what they were woken for may have come too late for them

    def start(self) -> None:
        """Must be called inside the event loop. A job runs at once or after its wait, then at its pace.

        By the machine's clock, as the scheduler waits by it: the demo's may be hours ahead.
        """
        for job in self._jobs.values():
            self._scheduler.add_job(
                self._run,
                IntervalTrigger(seconds=int(job.every.total_seconds()), timezone="UTC"),
                args=[job],
                id=job.name,
                next_run_time=system_clock() + job.wait,
                misfire_grace_time=GRACE,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()

    def wake(self, name: str) -> None:
        """Runs a job soon: a verb has just made work for it."""
        if name in self._at_work:
            self._woken.add(name)
        elif self._scheduler.running and self._scheduler.get_job(name):
            self._scheduler.modify_job(name, next_run_time=system_clock())

    @property
    def names(self) -> list[str]:
        return list(self._jobs)

    async def run_now(self, name: str) -> None:
        await self._run(self._jobs[name])

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _trouble_of(self, job: Job) -> str:
        return self.last[job.name][1] if job.name in self.last else ""

    async def _run(self, job: Job) -> None:
        """Again at once if it was woken meanwhile: the scheduler drops a waking that finds it at work."""
        self._at_work.add(job.name)
        try:
            await self._run_once(job)
            while job.name in self._woken and self._scheduler.running:
                self._woken.discard(job.name)
                await self._run_once(job)
        finally:
            self._at_work.discard(job.name)

    async def _run_once(self, job: Job) -> None:
        began = time.monotonic()
        trouble = ""
        try:
            self._steady.look()
            if job.by_age and not await self._steady.believed(self._office):
                log.info("job waits for a clock that can be believed", job=job.name)
                return
            await job.run(self._office)
        except asyncio.CancelledError:
            trouble = "stopped"  # the house closes; the next start asks again what is due
        except (NoRoom, AtRest) as refusal:
            trouble = type(refusal).__name__
            self.failures[job.name] += 1
            if self._trouble_of(job) != trouble:  # a disk may be full for weeks, and its log is on it too
                log.warning("job waits for the disk", job=job.name, why=trouble)
        except Exception as error:
            trouble = type(error).__name__
            self.failures[job.name] += 1
            log.exception("job failed", job=job.name)
        self.last[job.name] = (self._office.clock(), trouble)
        if not trouble:
            self.well[job.name] = self._office.clock()
        log.debug("job ran", job=job.name, seconds=round(time.monotonic() - began, 3))
