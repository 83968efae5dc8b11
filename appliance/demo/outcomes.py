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
    claimed = _claimed_at(chore, done, luck)
    row |= {"assignee_id": doer, "claimed_by": doer, "claimed_at": claimed}
    if chore.title == LEFT_WAITING and day == local_day(span.now, home.zone) - timedelta(days=1):
        return row | {"state": State.WAITING}
    if chore.auto_approve:
        at = span.clip(claimed)
        row |= {"claimed_at": at, "approved_at": at}
        return row | {"state": State.APPROVED, "approved_by": 0, "round": 1}
    decided = span.clip(minutes_later(claimed, luck, 4, 320))
    by = luck.choice(home.parents)
    return row | {"state": State.APPROVED, "approved_by": by, "approved_at": decided, "round": 1}


def _undone(chore: Chore, day: date) -> Row:
    """What is done after the one before stays late; what has a schedule is missed."""
    repeat = read_repeat(chore.repeat)
    missed = repeat.mode.value == "schedule"
    return {
        "family_id": chore.family_id,
        "chore_id": chore.id,
        "slot": 0,
        "due_local": day,
        "due_at": due_moment(day, chore.due_time, chore.part_of_day, repeat.zone),
        "assignee_id": None if chore.way == "pool" else chore.people[0],
        "title": chore.title,
        "points": chore.points,
        "bonus_minutes": chore.bonus_minutes,
        "state": State.MISSED if missed else State.OPEN,
        "note": "",
        "round": 0,
        **dict.fromkeys(
            ("claimed_by", "claimed_at", "approved_by", "approved_at", "returned_by", "returned_at")
        ),
    }


def _claimed_at(chore: Chore, done: date, luck: Random) -> datetime:
    """Mostly before it is due, now and then a little after."""
    zone = read_repeat(chore.repeat).zone
    due = from_local(done, chore.due_time or time(19), zone)
    at = minutes_later(due, luck, -170, 40 if luck.random() < 0.15 else -5)
    return max(at, from_local(done, EARLIEST, zone))
