"""Which occurrences a chore is to have in the next three weeks, and whose each is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlmodel import col, select

from appliance.chores.models import Chore, Occurrence, Pause
from appliance.chores.queries.turns import aways_since, turns_ahead
from appliance.chores.rules.pauses import Away, pause_for
from appliance.chores.rules.repeats import AHEAD, Mode, Repeat, day_after_done, due_days, read_repeat
from appliance.chores.rules.states import GOING_ON, State
from appliance.core.clock import local_day
from appliance.core.work import Work

Spot = tuple[int, date, int]
"""Slot, day, and which of the day's times, counted from 0. The slot: the member where each does their own."""


@dataclass(frozen=True)
class Due:
    """`assignee_id` None: up for grabs. With a `pause_id` nobody has to do it."""

    slot: int
    day: date
    nth: int
    assignee_id: int | None
    pause_id: int | None = None

    @property
    def spot(self) -> Spot:
        return self.slot, self.day, self.nth


@dataclass(frozen=True)
class Rota:
    people: Sequence[int]
    turn_by: str
    repeat: Repeat
    way: str = "turns"


def times_of(chore: Chore) -> list[time | None]:
    return [time.fromisoformat(at) for at in chore.times] or [None]


def slots_of(chore: Chore) -> Sequence[int]:
    return chore.people if chore.way == "each" else [0]


async def wanted(work: Work, chore: Chore, first: date, anew: Sequence[Occurrence] = ()) -> list[Due]:
    """From `first` on. `anew`: what is there and is made anew, so that it decides nothing."""
    spots = await _spots(work, chore, first, anew)
    if chore.way == "turns":
        return await _in_turns(work, chore, spots, {row.id for row in anew if row.id is not None})
    aways = await aways_since(work, work.today)
    return [_due(chore, spot, max(spot[1], work.today), aways) for spot in spots]


def _due(chore: Chore, spot: Spot, when: date, aways: Sequence[Away]) -> Due:
    """`when`: the day on which it would be done, as what stays until done may be late already."""
    return Due(*spot, _whose(chore, spot[0]), pause_for(aways, _people(chore, spot[0]), when))


def _whose(chore: Chore, slot: int) -> int | None:
    return None if chore.way == "pool" else slot or chore.people[0]


def _people(chore: Chore, slot: int) -> Sequence[int]:
    whose = _whose(chore, slot)
    return chore.people if whose is None else [whose]


async def _in_turns(work: Work, chore: Chore, spots: Sequence[Spot], anew: Collection[int]) -> list[Due]:
    days = {(max(day, work.today), nth): day for _slot, day, nth in spots}
    plan = Rota(chore.people, chore.turn_by, read_repeat(chore.repeat))
    turns = await turns_ahead(work, plan, list(days), chore, anew)
    return [Due(0, days[turn.day, turn.nth], turn.nth, turn.member_id, turn.pause_id) for turn in turns]


async def _spots(work: Work, chore: Chore, first: date, anew: Sequence[Occurrence]) -> list[Spot]:
    repeat = read_repeat(chore.repeat)
    if repeat.mode is Mode.ONCE:
        return _at_its_times(chore, [(slot, repeat.start) for slot in slots_of(chore)])
    if repeat.mode is Mode.AFTER_DONE:
        days = [(slot, await _after_done(work, chore, repeat, slot, anew)) for slot in slots_of(chore)]
        return [(slot, day, 0) for slot, day in days if day is not None]
    taken = await _days_of_another_way(work, chore, anew)
    days_due = due_days(repeat, max(first, repeat.start), work.today + AHEAD)
    return _at_its_times(
        chore, [(slot, day) for day in days_due if day not in taken for slot in slots_of(chore)]
    )


def _at_its_times(chore: Chore, days: Sequence[tuple[int, date]]) -> list[Spot]:
    return [(slot, day, nth) for slot, day in days for nth in range(len(times_of(chore)))]


async def _after_done(
    work: Work, chore: Chore, repeat: Repeat, slot: int, anew: Sequence[Occurrence]
) -> date | None:
    """None while the one before goes on, or comes back after a pause."""
    moving = [row for row in anew if row.slot == slot]
    last = await _last(work, chore, slot, moving)
    if last is not None and (last.state in GOING_ON or await _rests(work, last)):
        return None
    day = day_after_done(repeat, _ended(last, repeat.zone)) if last else repeat.start
    return day if day >= work.today or moving else work.today


async def _rests(work: Work, last: Occurrence) -> bool:
    """Its pause gives it back when it ends."""
    if last.state != State.EXCUSED or last.pause_id is None:
        return False
    ended = select(Pause.ended_at).where(Pause.id == last.pause_id)
    return (await work.db.exec(ended)).one() is None


def _ended(last: Occurrence, zone: str) -> date:
    """What was not done counts from its day, unless it was given up later."""
    done = last.done_at or last.approved_at
    if last.state == State.APPROVED and done is not None:
        return local_day(done, zone)
    return max(last.due_local, local_day(last.since, zone)) if last.since else last.due_local


async def _last(work: Work, chore: Chore, slot: int, moving: Sequence[Occurrence]) -> Occurrence | None:
    rows = (
        select(Occurrence)
        .where(Occurrence.chore_id == chore.id, Occurrence.slot == slot)
        .where(col(Occurrence.id).not_in([row.id for row in moving]))
    )
    return (await work.db.exec(rows.order_by(col(Occurrence.due_local).desc()).limit(1))).first()


async def _days_of_another_way(work: Work, chore: Chore, anew: Sequence[Occurrence]) -> Sequence[date]:
    """Days on which it was begun already by one for all, while now each does their own, or the reverse."""
    other = col(Occurrence.slot) == 0 if chore.way == "each" else col(Occurrence.slot) != 0
    found = await work.db.exec(
        select(col(Occurrence.due_local))
        .where(Occurrence.chore_id == chore.id, col(Occurrence.due_local) >= work.today)
        .where(other, col(Occurrence.state) != State.OPEN)
        .where(col(Occurrence.id).not_in([row.id for row in anew]))
    )
    return found.all()
