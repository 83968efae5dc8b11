"""What a parent's phone hears of: once when something begins to be wrong, once a week while it stays so."""

from datetime import datetime

from sqlmodel import col, select

from appliance.backups.events import BackupsNeedALook, BackupsWellAgain
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.queries import OVER
from appliance.backups.rules.due import is_late, weeks_since
from appliance.core.work import Work

WHAT = {Kind.BACKUP: "failed", Kind.DRILL: "drill", Kind.ONWARD: "onward"}


async def tell_how_it_went(work: Work, run: BackupRun, founded: datetime) -> None:
    """In the transaction that ends the run."""
    what = WHAT.get(Kind(run.kind))
    if what is None:
        return
    before = await _before(work, run)
    good = [one for one in before if one.state == State.DONE]
    if run.state == State.FAILED:
        since = _ended(good[0]) if good else founded
        late = run.kind == Kind.BACKUP and is_late(_ended(good[0]) if good else None, founded, work.now)
        await _needs_a_look(work, "late" if late else what, since)
    elif before and before[0].state == State.FAILED:
        await _well_again(work, run, what)
    if run.kind == Kind.BACKUP and run.state == State.DONE:
        await _tell_of_place(work, run, good, founded)


async def _tell_of_place(work: Work, run: BackupRun, good: list[BackupRun], founded: datetime) -> None:
    if run.fell_back:
        there = next((one for one in good if not one.fell_back), None)
        await _needs_a_look(work, "place", _ended(there) if there else founded)
    elif good and good[0].fell_back:
        await _well_again(work, run, "place")


def _ended(run: BackupRun) -> datetime:
    return run.ended_at or run.asked_at


async def _before(work: Work, run: BackupRun) -> list[BackupRun]:
    """Those of its kind that are over, the newest first."""
    earlier = select(BackupRun).where(col(BackupRun.kind) == run.kind, col(BackupRun.id) < run.id)
    over = earlier.where(col(BackupRun.state).in_(OVER)).order_by(col(BackupRun.id).desc())
    return list(await work.db.exec(over.limit(100)))


async def _needs_a_look(work: Work, what: str, since: datetime) -> None:
    week = weeks_since(since, work.now)
    told = BackupsNeedALook(family_id=work.actor.family_id, what=what, since=since, week=week)
    await work.emit(told)


async def _well_again(work: Work, run: BackupRun, what: str) -> None:
    await work.emit(BackupsWellAgain(family_id=work.actor.family_id, what=what, run_id=run.id or 0))
