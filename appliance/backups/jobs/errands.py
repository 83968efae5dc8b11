"""One errand: begun in one transaction, done outside of any, ended in another."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from appliance.backups.actions.runs import Outcome, begin_run, end_run, note_progress
from appliance.backups.archive.facts import Say
from appliance.backups.archive.faults import Unusable
from appliance.backups.jobs.alarms import tell_how_it_went
from appliance.backups.models import BackupRun, State
from appliance.core.errors import Refusal
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office

PACE = 1.0  # seconds between two notes of how far it is
log = structlog.get_logger("backups")
FAULT = _("It stopped for a reason that we did not expect. The machine's log says more.")


@dataclass(frozen=True)
class Errand:
    office: Office
    house: Actor
    data: Path
    founded: datetime


Way = Callable[[Errand, BackupRun, Say], Awaitable[Outcome]]
After = Callable[[Errand, BackupRun], Awaitable[None]]


async def carry_out(errand: Errand, run: BackupRun, way: Way, after: After | None) -> None:
    assert run.id is not None
    async with errand.office.work(errand.house, "clock") as work:
        if not await begin_run(work, run.id):
            return
    async with _telling(errand, run.id) as say:
        outcome = await _outcome(errand, run, way, say)
    async with errand.office.work(errand.house, "clock") as work:
        ended = await end_run(work, run.id, outcome)
        await tell_how_it_went(work, ended, errand.founded)
    log.info("errand", kind=run.kind, state=ended.state, reason=ended.reason, name=ended.name)
    if ended.state == State.DONE and after is not None:
        await _afterwards(errand, ended, after)


async def _afterwards(errand: Errand, ended: BackupRun, after: After) -> None:
    """What goes wrong here takes nothing from what was done, and is tried again after the next."""
    try:
        await after(errand, ended)
    except Exception:
        log.exception("what follows an errand failed", kind=ended.kind)


async def _outcome(errand: Errand, run: BackupRun, way: Way, say: Say) -> Outcome:
    try:
        return await way(errand, run, say)
    except Unusable as fault:
        return failed(fault.reason, fault.sentence, fault.values, run.name)
    except Refusal as fault:
        return failed("missing", fault.sentence, fault.values, run.name)
    except Exception:
        log.exception("errand failed", kind=run.kind)
        return failed("fault", FAULT, {}, run.name)


def failed(reason: str, sentence: str, values: Mapping[str, object], name: str = "") -> Outcome:
    told = {key: str(value) for key, value in values.items()}
    return Outcome(name=name, reason=reason, trouble=sentence, values=told)


@asynccontextmanager
async def _telling(errand: Errand, run_id: int) -> AsyncIterator[Say]:
    """What the child says, written down at a pace that wears out no card."""
    said = ("", 0.0)
    news = asyncio.Event()

    def say(step: str, share: float) -> None:
        nonlocal said
        said = step, share
        news.set()

    async def write_down() -> None:
        while await news.wait():
            news.clear()
            async with errand.office.work(errand.house, "clock") as work:
                await note_progress(work, run_id, *said)
            await asyncio.sleep(PACE)

    writing = asyncio.create_task(write_down())
    try:
        yield say
    finally:
        writing.cancel()
        await asyncio.wait({writing})
