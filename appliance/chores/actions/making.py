"""Occurrences are rows made ahead. Made twice they are made once: the table's UNIQUE sees to that."""

from collections.abc import Mapping, Sequence

from sqlalchemy import CursorResult, delete, literal, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import and_, col, or_, select

from appliance.chores.actions.steps import change_all
from appliance.chores.actions.wanted import Due, times_of, wanted
from appliance.chores.events import OccurrencesMade
from appliance.chores.models import Chore, Occurrence, StepTaken
from appliance.chores.queries.turns import paused, untouched
from appliance.chores.rules.repeats import AHEAD, Mode, due_moment, read_repeat
from appliance.chores.rules.states import TO_DO, State, Step
from appliance.core.people import Blocks
from appliance.core.work import Work


async def make_ahead(work: Work) -> int:
    """Makes what is missing of the next three weeks of the actor's family."""
    found = await work.db.exec(
        select(Chore)
        .where(Chore.family_id == work.actor.family_id, col(Chore.put_away_at).is_(None))
        .where(or_(col(Chore.made_until).is_(None), col(Chore.made_until) < work.today + AHEAD))
    )
    made = sum([await make_for(work, chore) for chore in found.all()])
    if made:
        await work.emit(OccurrencesMade(family_id=work.actor.family_id, count=made))
    return made


async def make_for(work: Work, chore: Chore) -> int:
    """What one chore still lacks. Days on which the house was off are not made up for."""
    first = max(work.today, chore.made_until) if chore.made_until else work.today
    made = await _insert(work, chore, await wanted(work, chore, first))
    chore.made_until = work.today + AHEAD
    return made


async def remake(work: Work, chore: Chore) -> None:
    """What nobody has touched follows a change, in place where the day stays; history is kept."""
    assert chore.id is not None
    scheduled = read_repeat(chore.repeat).mode is Mode.SCHEDULE
    rows = await untouched(work, chore.id, work.today if scheduled else None)
    due = await wanted(work, chore, work.today, rows)
    left = {(row.slot, row.due_local, row.nth): row for row in rows}
    for one in due:
        if row := left.pop(one.spot, None):
            _renew(row, chore, one, work.actor.blocks)
    await forget_pauses(work, [row for row in rows if row.state == State.OPEN])
    await work.db.exec(delete(Occurrence).where(col(Occurrence.id).in_([row.id for row in left.values()])))
    await _insert(work, chore, due)
    chore.made_until = work.today + AHEAD


async def clear(work: Work, chore: Chore) -> None:
    """Put away: what nobody has begun goes, what was begun ends as missed."""
    ours = col(Occurrence.chore_id) == chore.id
    stays = read_repeat(chore.repeat).mode is not Mode.SCHEDULE
    free = and_(paused(), or_(literal(stays), col(Occurrence.due_local) >= work.today))
    new = or_(col(Occurrence.state) == State.OPEN, and_(free, col(Occurrence.returned_at).is_(None)))
    shown = col(Occurrence.photo).is_not(None)  # its file would stay for ever
    await work.db.exec(delete(Occurrence).where(ours, new, ~shown))
    begun = await work.db.exec(select(Occurrence).where(ours, col(Occurrence.state).in_(TO_DO)))
    await change_all(work, begun.all(), Step.PUT_AWAY, state=State.MISSED)
    chore.made_until = None


async def unmake_following(work: Work, occurrence: Occurrence) -> None:
    """The next one of an `after done` chore goes when the one before it is no longer done."""
    await work.db.exec(
        delete(Occurrence)
        .where(col(Occurrence.chore_id) == occurrence.chore_id, col(Occurrence.slot) == occurrence.slot)
        .where(col(Occurrence.due_local) > occurrence.due_local)
        .where(or_(col(Occurrence.state) == State.OPEN, paused()), col(Occurrence.photo).is_(None))
    )


async def forget_pauses(work: Work, rows: Sequence[Occurrence]) -> None:
    """In the log: that they were free is taken back, so that the step before it is the last one again."""
    await work.db.exec(
        update(StepTaken)
        .where(col(StepTaken.occurrence_id).in_([row.id for row in rows]))
        .where(col(StepTaken.step) == Step.PAUSE, col(StepTaken.undone_at).is_(None))
        .values(undone_by=work.actor.member_id, undone_at=work.now)
    )


async def _insert(work: Work, chore: Chore, due: Sequence[Due]) -> int:
    if not due:
        return 0
    rows = [_row(chore, one, work.actor.blocks) for one in due]
    added = await work.db.exec(insert(Occurrence).values(rows).on_conflict_do_nothing())
    assert isinstance(added, CursorResult)
    return added.rowcount


def _row(chore: Chore, due: Due, blocks: Blocks) -> dict[str, object]:
    return {
        "family_id": chore.family_id,
        "chore_id": chore.id,
        "slot": due.slot,
        "due_local": due.day,
        "nth": due.nth,
        **_facts(chore, due, blocks),
    }


def _facts(chore: Chore, due: Due, blocks: Blocks) -> Mapping[str, object]:
    zone, at = read_repeat(chore.repeat).zone, times_of(chore)[due.nth]
    return {
        "due_time": at,
        "due_at": due_moment(due.day, at, chore.part_of_day, zone, chore.window_days, blocks),
        "assignee_id": due.assignee_id,
        "title": chore.title,
        "points": chore.points,
        "bonus_minutes": chore.bonus_minutes,
        "state": State.EXCUSED if due.pause_id else State.OPEN,
        "pause_id": due.pause_id,
    }


def _renew(row: Occurrence, chore: Chore, due: Due, blocks: Blocks) -> None:
    """It is as if it had been made so: nobody brought it into its state."""
    facts = _facts(chore, due, blocks)
    if row.state != facts["state"]:
        row.since, row.state_by = None, 0
    for column, value in facts.items():
        setattr(row, column, value)
