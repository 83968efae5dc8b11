"""What a pause does to single occurrences: they are free while it lasts, and come back when it ends early."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select

from appliance.chores.actions.making import forget_pauses
from appliance.chores.actions.steps import change, change_all
from appliance.chores.models import Chore, Occurrence, Pause
from appliance.chores.queries.turns import aways_since, paused
from appliance.chores.rules.pauses import Away, pause_for
from appliance.chores.rules.repeats import Mode, due_moment, read_repeat
from appliance.chores.rules.states import TO_DO, State, Step
from appliance.core.people import Blocks
from appliance.core.work import Work

LOOKED_BACK = timedelta(days=31)


async def free_covered(work: Work) -> int:
    """All that a pause of the family covers, from a month ago on; also what was missed in it already."""
    since = col(Occurrence.due_local) >= work.today - LOOKED_BACK
    missed = and_(col(Occurrence.state) == State.MISSED, since)
    return await _free(work, or_(col(Occurrence.state).in_(TO_DO), missed))


async def free_late(work: Work) -> int:
    """What was still to be done when somebody's pause began."""
    late = and_(col(Occurrence.state).in_(TO_DO), col(Occurrence.due_local) < work.today)
    return await _free(work, late)


async def give_back(work: Work, pause: Pause) -> None:
    """What is still to come, and what stays until it is done: that has today to be done in time."""
    found = await work.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.pause_id == pause.id, paused(), col(Chore.put_away_at).is_(None))
    )
    rows = [(row, chore) for row, chore in found.all() if row.due_local >= work.today or _stays(chore)]
    for row, chore in rows:
        _as_before(row)
        if row.due_local < work.today:
            row.due_at = _end_of(work.today, row, chore, work.actor.blocks)
    await forget_pauses(work, [row for row, _chore in rows])


async def _free(work: Work, which: ColumnElement[bool]) -> int:
    aways = await aways_since(work, work.today - LOOKED_BACK)
    if not aways:
        return 0
    found = await work.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.family_id == work.actor.family_id, which)
    )
    free: dict[int, list[Occurrence]] = {}
    for row, chore in found.all():
        pause = _pause_of(row, chore, aways, work.today)
        if pause and row.state == State.CLAIMED and not pause_for(aways, chore.people, row.due_local):
            nobodys = {"claimed_by": None, "claimed_at": None, "assignee_id": None}
            await change(work, row, Step.RELEASE, state=State.OPEN, **nobodys)
        elif pause:
            free.setdefault(pause, []).append(row)
    for pause, rows in free.items():
        await change_all(work, rows, Step.PAUSE, state=State.EXCUSED, pause_id=pause)
    return sum(len(rows) for rows in free.values())


def _pause_of(row: Occurrence, chore: Chore, aways: Sequence[Away], today: date) -> int | None:
    """Late ones are free, too, while whoever they wait for is away. What stays until it is done is no
    longer free because it was: what counts is today."""
    who = chore.people if row.assignee_id is None else [row.assignee_id]
    now = None if row.state == State.MISSED else pause_for(aways, who, max(row.due_local, today))
    return now if _stays(chore) else pause_for(aways, who, row.due_local) or now


def _stays(chore: Chore) -> bool:
    return read_repeat(chore.repeat).mode is not Mode.SCHEDULE


def _as_before(row: Occurrence) -> None:
    row.pause_id = None
    if row.returned_at is not None:
        row.state, row.since, row.state_by = State.SENT_BACK, row.returned_at, row.returned_by or 0
    elif row.claimed_at is not None:
        row.state, row.since, row.state_by = State.CLAIMED, row.claimed_at, row.claimed_by or 0
    else:
        row.state, row.since, row.state_by = State.OPEN, None, 0


def _end_of(day: date, row: Occurrence, chore: Chore, blocks: Blocks) -> datetime:
    zone = read_repeat(chore.repeat).zone
    return due_moment(day, row.due_time, chore.part_of_day, zone, blocks=blocks)
