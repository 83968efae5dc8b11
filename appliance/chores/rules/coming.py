"""The next dates of a chore that nobody has saved yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Protocol

from appliance.chores.rules.days import days_from
from appliance.chores.rules.repeats import Mode, Repeat, day_after_done, due_moment, rule_of
from appliance.core.clock import is_a_day
from appliance.core.people import USUAL_BLOCKS, Blocks

DATES = 10


@dataclass(frozen=True)
class Rhythm:
    """When a chore is to be done. Without `times` it is once a day; `window_days`: so many days longer."""

    repeat: Repeat
    times: Sequence[time] = ()
    part_of_day: str = ""
    window_days: int = 0
    blocks: Blocks = USUAL_BLOCKS


class Timed(Protocol):
    """A chore as it is, or as somebody would like it to be."""

    @property
    def repeat(self) -> Repeat: ...
    @property
    def times(self) -> Sequence[time]: ...
    @property
    def part_of_day(self) -> str: ...
    @property
    def window_days(self) -> int: ...


def rhythm_of(chore: Timed) -> Rhythm:
    return Rhythm(chore.repeat, chore.times, chore.part_of_day, chore.window_days)


@dataclass(frozen=True)
class Coming:
    """`nth` of its day's times, from 0. It may be done until the day `until`, and is late from `due_at`."""

    day: date
    nth: int
    at: time | None
    until: date
    due_at: datetime


def coming(rhythm: Rhythm, first: date, dates: int = DATES) -> list[Coming]:
    """All times of the next dates. What counts from when it was done: as if it always were in time."""
    times: Sequence[time | None] = sorted(rhythm.times) or [None]
    days = islice(_days(rhythm.repeat, first), dates)
    return [_coming(rhythm, day, nth, at) for day in days for nth, at in enumerate(times)]


def _coming(rhythm: Rhythm, day: date, nth: int, at: time | None) -> Coming:
    due_at = due_moment(day, at, rhythm.part_of_day, rhythm.repeat.zone, rhythm.window_days, rhythm.blocks)
    return Coming(day, nth, at, day + timedelta(days=rhythm.window_days), due_at)


def _days(repeat: Repeat, first: date) -> Iterator[date]:
    if repeat.mode is Mode.ONCE:
        return iter([repeat.start])
    if repeat.mode is Mode.AFTER_DONE:
        return _always_in_time(repeat, max(repeat.start, first))
    found = days_from(rule_of(repeat), repeat.start, first)
    return (day for day in found if is_a_day(day, repeat.zone))


def _always_in_time(repeat: Repeat, day: date) -> Iterator[date]:
    while True:
        yield day
        day = day_after_done(repeat, day)
