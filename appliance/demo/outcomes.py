"""How one chore of one day went: who did it, when, and who said yes."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from appliance.chores.models import Chore
from appliance.chores.rules.repeats import due_moment, read_repeat
from appliance.chores.rules.states import State
from appliance.core.clock import from_local, local_day
from appliance.demo.chance import chance, minutes_later
from appliance.demo.dues import Due
from appliance.demo.people import Home

LEFT_WAITING = "Empty the dishwasher"  # yesterday's waits for a parent
EARLIEST = time(7)
USUAL = {"morning": time(8), "evening": time(19, 30)}
Row = dict[str, object]
UNTOUCHED: Row = {
    **dict.fromkeys(("state_by", "round", "paid", "paid_minutes"), 0),
    **dict.fromkeys(("done_by", "done_at", "approved_by", "approved_at", "returned_by", "returned_at")),
    "note": "",
}


@dataclass(frozen=True)
class Span:
    """What happened before `since` is written down already; `now` is where the history ends."""

    since: datetime
    now: datetime

    def clip(self, moment: datetime) -> datetime:
        return min(max(moment, self.since), self.now)


def row_of(home: Home, chore: Chore, due: Due, span: Span) -> Row:
    luck = chance(
        home.plan.name, chore.title, due.day, *((due.nth or due.slot,) if due.nth or due.slot else ())
    )
    row = _undone(chore, due)
    if due.done is None:
        return row
    doer = due.who or luck.choice(chore.people)
    finished = _done_at(chore, due, luck)
    row |= {"assignee_id": doer, "done_by": doer, "done_at": finished, "ticks": list(range(len(chore.steps)))}
    if chore.title == LEFT_WAITING and due.day == local_day(span.now, home.zone) - timedelta(days=1):
        return row | {"state": State.WAITING, "since": finished, "state_by": doer}
    if chore.auto_approve:
        at = span.clip(finished)
        return row | {"done_at": at} | _approved(chore, 0, at)
    decided = span.clip(minutes_later(finished, luck, 4, 320))
    return row | _approved(chore, luck.choice(home.parents), decided)


def _approved(chore: Chore, by: int, at: datetime) -> Row:
    return {
        "state": State.APPROVED,
        "since": at,
        "state_by": by,
        "approved_by": by,
        "approved_at": at,
        "paid": chore.points,
        "paid_minutes": chore.bonus_minutes,
        "round": 1,
    }


def _undone(chore: Chore, due: Due) -> Row:
    """What is done after the one before stays late; what has a schedule is missed."""
    repeat = read_repeat(chore.repeat)
    missed = repeat.mode.value == "schedule"
    at = time_of(chore, due.nth)
    return {
        "family_id": chore.family_id,
        "chore_id": chore.id,
        "slot": due.slot,
        "due_local": due.day,
        "nth": due.nth,
        "due_time": at,
        "due_at": due_moment(due.day, at, chore.part_of_day, repeat.zone, chore.window_days),
        "assignee_id": due.who,
        "title": chore.title,
        "points": chore.points,
        "bonus_minutes": chore.bonus_minutes,
        "state": State.MISSED if missed else State.OPEN,
        "since": from_local(due.day + timedelta(days=1), time(), repeat.zone) if missed else None,
        **UNTOUCHED,
        "ticks": [],
    }


def time_of(chore: Chore, nth: int) -> time | None:
    return time.fromisoformat(chore.times[nth]) if chore.times else None


def _done_at(chore: Chore, due: Due, luck: Random) -> datetime:
    """Mostly before it is due, now and then a little after."""
    zone, day = read_repeat(chore.repeat).zone, due.done or due.day
    late = from_local(day, time_of(chore, due.nth) or USUAL.get(chore.part_of_day, time(19)), zone)
    at = minutes_later(late, luck, -170, 40 if luck.random() < 0.15 else -5)
    return max(at, from_local(day, EARLIEST, zone))
