"""Occurrences are rows made ahead. Made twice they are made once: the table's UNIQUE sees to that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, or_, select

from appliance.chores.events import OccurrenceMissed, OccurrencesMade
from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.repeats import (
    AHEAD,
    Mode,
    Repeat,
    day_after_done,
    due_days,
    due_moment,
    missed_from,
    read_repeat,
)
from appliance.chores.rules.states import GOING_ON, TO_DO, State
from appliance.core.clock import local_day
from appliance.core.work import Work


@dataclass(frozen=True)
class Slot:
    """`key` is the member where each does their own, else 0. Nobody is assigned what is up for grabs."""

    key: int
    assignee_id: int | None


Wanted = tuple[Slot, date, int]
"""Whose, on which day, and which of the day's times, counted from 0."""


def times_of(chore: Chore) -> list[time | None]:
    return [time.fromisoformat(at) for at in chore.times] or [None]


def slots_of(chore: Chore) -> list[Slot]:
    if chore.way == "each":
        return [Slot(member_id, member_id) for member_id in chore.people]
    return [Slot(0, None if chore.way == "pool" else chore.people[0])]


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
    made = await _insert(work, chore, await _wanted(work, chore, first, set()))
    chore.made_until = work.today + AHEAD
    return made


async def remake(work: Work, chore: Chore) -> None:
    """After a change: what nobody has touched follows it, in place where the day stays; history is kept."""
    untouched = await _untouched(work, chore)
    keys = {(row.slot, row.due_local, row.nth): row for row in untouched}
    wanted = await _wanted(work, chore, work.today, {row.slot for row in untouched})
    for slot, day, nth in wanted:
        if row := keys.pop((slot.key, day, nth), None):
            _renew(row, chore, slot)
    await work.db.exec(delete(Occurrence).where(col(Occurrence.id).in_([row.id for row in keys.values()])))
    await _insert(work, chore, wanted)
    chore.made_until = work.today + AHEAD


async def clear(work: Work, chore: Chore) -> None:
    """Put away: what nobody has touched goes, what was begun ends as missed."""
    ours = col(Occurrence.chore_id) == chore.id
    await work.db.exec(delete(Occurrence).where(ours, col(Occurrence.state) == State.OPEN))
    begun = col(Occurrence.state).in_((State.CLAIMED, State.SENT_BACK))
    await work.db.exec(update(Occurrence).where(ours, begun).values(state=State.MISSED, since=work.now))
    chore.made_until = None


async def unmake_following(work: Work, occurrence: Occurrence) -> None:
    """The next one of an `after done` chore goes when the one before it is no longer done."""
    await work.db.exec(
        delete(Occurrence)
        .where(col(Occurrence.chore_id) == occurrence.chore_id, col(Occurrence.slot) == occurrence.slot)
        .where(col(Occurrence.due_local) > occurrence.due_local, col(Occurrence.state) == State.OPEN)
    )


async def close_missed(work: Work) -> int:
    """Open ones whose time has passed for good. What is done once or after done stays late instead."""
    found = await work.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.family_id == work.actor.family_id, col(Occurrence.state).in_(TO_DO))
        .where(col(Occurrence.due_local) <= work.today)
    )
    closed = [await _close(work, occurrence, chore) for occurrence, chore in found.all()]
    return sum(closed)


async def _close(work: Work, occurrence: Occurrence, chore: Chore) -> bool:
    end = missed_from(read_repeat(chore.repeat), occurrence.due_local, occurrence.due_at)
    if end is None or work.now < end:
        return False
    assert occurrence.id is not None
    changed = await work.db.exec(
        update(Occurrence)
        .where(col(Occurrence.id) == occurrence.id, col(Occurrence.state).in_(TO_DO))
        .values(state=State.MISSED, since=work.now, state_by=0)
    )
    await work.emit(
        OccurrenceMissed(
            family_id=occurrence.family_id,
            occurrence_id=occurrence.id,
            chore_id=occurrence.chore_id,
            title=occurrence.title,
            member_id=occurrence.assignee_id or 0,
        )
    )
    return changed.rowcount == 1


async def _wanted(work: Work, chore: Chore, first: date, moving: set[int]) -> list[Wanted]:
    """`moving`: slots whose open occurrence is being made anew."""
    repeat = read_repeat(chore.repeat)
    if repeat.mode is Mode.ONCE:
        return _at_its_times(chore, [(slot, repeat.start) for slot in slots_of(chore)])
    if repeat.mode is Mode.AFTER_DONE:
        days = [(slot, await _after_done(work, chore, repeat, slot, moving)) for slot in slots_of(chore)]
        return [(slot, day, 0) for slot, day in days if day is not None]
    taken = await _days_of_another_way(work, chore)
    days_due = due_days(repeat, max(first, repeat.start), work.today + AHEAD)
    fitting = [(slot, day) for day in days_due if day not in taken for slot in slots_of(chore)]
    return _at_its_times(chore, fitting)


def _at_its_times(chore: Chore, days: Sequence[tuple[Slot, date]]) -> list[Wanted]:
    return [(slot, day, nth) for slot, day in days for nth in range(len(times_of(chore)))]


async def _after_done(work: Work, chore: Chore, repeat: Repeat, slot: Slot, moving: set[int]) -> date | None:
    last = await _last(work, chore, slot, slot.key in moving)
    if last is not None and last.state in GOING_ON:
        return None
    done = (last.done_at or last.approved_at) if last else None
    day = day_after_done(repeat, local_day(done, repeat.zone)) if done else repeat.start
    return day if day >= work.today or slot.key in moving else work.today


async def _last(work: Work, chore: Chore, slot: Slot, moving: bool) -> Occurrence | None:
    rows = select(Occurrence).where(Occurrence.chore_id == chore.id, Occurrence.slot == slot.key)
    if moving:
        rows = rows.where(col(Occurrence.state) != State.OPEN)
    return (await work.db.exec(rows.order_by(col(Occurrence.due_local).desc()).limit(1))).first()


async def _days_of_another_way(work: Work, chore: Chore) -> Sequence[date]:
    """Days on which it was begun already by one for all, while now each does their own, or the reverse."""
    other = col(Occurrence.slot) == 0 if chore.way == "each" else col(Occurrence.slot) != 0
    touched = col(Occurrence.state) != State.OPEN
    found = await work.db.exec(
        select(col(Occurrence.due_local))
        .where(Occurrence.chore_id == chore.id, col(Occurrence.due_local) >= work.today)
        .where(other, touched)
    )
    return found.all()


async def _untouched(work: Work, chore: Chore) -> Sequence[Occurrence]:
    rows = select(Occurrence).where(Occurrence.chore_id == chore.id, Occurrence.state == State.OPEN)
    if read_repeat(chore.repeat).mode is Mode.SCHEDULE:
        rows = rows.where(col(Occurrence.due_local) >= work.today)
    return (await work.db.exec(rows)).all()


async def _insert(work: Work, chore: Chore, wanted: Sequence[Wanted]) -> int:
    rows = [_row(chore, slot, day, nth) for slot, day, nth in wanted]
    if not rows:
        return 0
    added = await work.db.exec(insert(Occurrence).values(rows).on_conflict_do_nothing())
    assert isinstance(added, CursorResult)
    return added.rowcount


def _row(chore: Chore, slot: Slot, day: date, nth: int) -> dict[str, object]:
    return {
        "family_id": chore.family_id,
        "chore_id": chore.id,
        "slot": slot.key,
        "due_local": day,
        "nth": nth,
        "state": State.OPEN,
        **_facts(chore, slot, day, nth),
    }


def _facts(chore: Chore, slot: Slot, day: date, nth: int) -> dict[str, object]:
    zone, at = read_repeat(chore.repeat).zone, times_of(chore)[nth]
    return {
        "due_time": at,
        "due_at": due_moment(day, at, chore.part_of_day, zone, chore.window_days),
        "assignee_id": slot.assignee_id,
        "title": chore.title,
        "points": chore.points,
        "bonus_minutes": chore.bonus_minutes,
    }


def _renew(row: Occurrence, chore: Chore, slot: Slot) -> None:
    for column, value in _facts(chore, slot, row.due_local, row.nth).items():
        setattr(row, column, value)
