"""When the families' chores were due, whose each was, and on which day it was done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.repeats import Repeat, due_days
from appliance.chores.rules.turns import Rotation, TurnBy, whose_turn
from appliance.demo.chance import chance

DAY = timedelta(days=1)
LEFT_LYING = 2 * DAY  # how long the last one of an `after done` chore is late
DILIGENCE = 0.89
ILL = {"Maya": (6 * DAY, 5 * DAY)}  # who was ill, from and until so many days ago


@dataclass(frozen=True)
class Due:
    """`done` is the day on which it was done, None where it was not; `who`: whose it is, None is a pool's."""

    day: date
    done: date | None
    who: int | None
    slot: int = 0
    nth: int = 0


def on_schedule(chore: Chore, repeat: Repeat, first: date, last: date) -> list[Due]:
    return [
        Due(day, day if chance(chore.title, day, *known).random() < DILIGENCE else None, who, slot, nth)
        for day, nth, slot, who, known in _spots(chore, repeat, last)
        if day >= first
    ]


def _spots(
    chore: Chore, repeat: Repeat, last: date
) -> Iterator[tuple[date, int, int, int | None, tuple[int, ...]]]:
    """Day, which time of that day, slot, whose it is, and what tells it from another one of that day."""
    days = due_days(repeat, repeat.start, last)
    times = [(day, nth) for day in days for nth in range(max(1, len(chore.times)))]
    if chore.way == "turns":
        rotation = Rotation(tuple(chore.people), TurnBy(chore.turn_by), repeat)
        for turn in whose_turn(rotation, times):
            yield turn.day, turn.nth, 0, turn.member_id, ()
        return
    for day, nth in times:
        if chore.way == "each":
            yield from ((day, nth, who, who, (who,)) for who in chore.people)
        else:
            yield day, nth, 0, owner_of(chore), (nth,) if nth else ()


def owner_of(chore: Chore) -> int | None:
    return None if chore.way == "pool" else chore.people[0]


def backwards(chore: Chore, days: int, first: date, today: date) -> list[Due]:
    """So that the last one is late today, each before it was done just in time for the next."""
    dues = [Due(today - LEFT_LYING, None, owner_of(chore))]
    while (done := dues[-1].day - timedelta(days=days)) > first + 3 * DAY:
        dues.append(Due(done - chance(chore.title, done).randint(0, 2) * DAY, done, owner_of(chore)))
    return dues[::-1]


def forwards(chore: Chore, last: Occurrence, days: int, first: date, today: date) -> list[Due]:
    dues, day = [], last.due_local
    while day < today - LEFT_LYING:
        done = max(day + chance(last.title, day).randint(0, 2) * DAY, first)
        dues.append(Due(day, done, owner_of(chore)))
        day = done + timedelta(days=days)
    return [*dues, Due(day, None, owner_of(chore))] if dues and day < today else dues
