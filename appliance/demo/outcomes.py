"""How one chore of one day went: who did it, when, and who said yes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from appliance.chores.models import Chore
from appliance.chores.rules.repeats import due_moment, read_repeat
from appliance.chores.rules.states import State
from appliance.core.clock import from_local, local_day
from appliance.demo.chance import chance, minutes_later
from appliance.demo.people import Home

LEFT_WAITING = "Empty the dishwasher"  # yesterday's waits for a parent
EARLIEST = time(7)
Row = dict[str, object]


@dataclass(frozen=True)
class Span:
    """What happened before `since` is written down already; `now` is where the history ends."""

    since: datetime
    now: datetime

    def clip(self, moment: datetime) -> datetime:
        return min(max(moment, self.since), self.now)


def row_of(home: Home, chore: Chore, day: date, done: date | None, span: Span) -> Row:
    luck = chance(home.plan.name, chore.title, day)
    row = _undone(chore, day)
    if done is None:
        return row
    doer = luck.choice(chore.people)
    finished = _done_at(chore, done, luck)
    row |= {"assignee_id": doer, "done_by": doer, "done_at": finished}
    if chore.title == LEFT_WAITING and day == local_day(span.now, home.zone) - timedelta(days=1):
        return row | {"state": State.WAITING}
    if chore.auto_approve:
        at = span.clip(finished)
        row |= {"done_at": at, "approved_at": at}
        return row | _paid(chore) | {"approved_by": 0}
    decided = span.clip(minutes_later(finished, luck, 4, 320))
    by = luck.choice(home.parents)
    return row | _paid(chore) | {"approved_by": by, "approved_at": decided}


def _paid(chore: Chore) -> Row:
    paid: Row = {"paid": chore.points, "paid_minutes": chore.bonus_minutes}
    return {"state": State.APPROVED, "round": 1} | paid


def _undone(chore: Chore, day: date) -> Row:
    """What is done after the one before stays late; what has a schedule is missed."""
    repeat = read_repeat(chore.repeat)
    missed = repeat.mode.value == "schedule"
    return {
        "family_id": chore.family_id,
        "chore_id": chore.id,
        "slot": 0,
        "due_local": day,
        "nth": 0,
        "due_time": time_of(chore),
        "due_at": due_moment(day, time_of(chore), chore.part_of_day, repeat.zone, chore.window_days),
        "assignee_id": None if chore.way == "pool" else chore.people[0],
        "title": chore.title,
        "points": chore.points,
        "bonus_minutes": chore.bonus_minutes,
        "state": State.MISSED if missed else State.OPEN,
        "note": "",
        "round": 0,
        "paid": 0,
        "paid_minutes": 0,
        **dict.fromkeys(("done_by", "done_at", "approved_by", "approved_at", "returned_by", "returned_at")),
    }


def time_of(chore: Chore) -> time | None:
    return time.fromisoformat(chore.times[0]) if chore.times else None


def _done_at(chore: Chore, done: date, luck: Random) -> datetime:
    """Mostly before it is due, now and then a little after."""
    zone = read_repeat(chore.repeat).zone
    due = from_local(done, time_of(chore) or time(19), zone)
    at = minutes_later(due, luck, -170, 40 if luck.random() < 0.15 else -5)
    return max(at, from_local(done, EARLIEST, zone))
