"""Rules of a week in as few lines as they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Generic, TypeVar

from appliance.screen_time.rules.week import Rules, Stretch

T = TypeVar("T")
MONDAY = date(2024, 1, 1)  # any will do: only the names of its days are shown


@dataclass(frozen=True, slots=True)
class Run(Generic[T]):
    """Days in a row with the same. `first` and `last` are dates of some week, for their names."""

    first: date
    last: date
    value: T


def runs(values: Sequence[T]) -> list[Run[T]]:
    found, day = [], MONDAY
    for value, same in groupby(values):
        last = day + timedelta(days=len(list(same)) - 1)
        found.append(Run(day, last, value))
        day = last + timedelta(days=1)
    return found


@dataclass(frozen=True, slots=True)
class WeekShown:
    """`hours` is empty where every day is open from midnight to midnight."""

    minutes: list[Run[int]]
    hours: list[Run[tuple[Stretch, ...]]]
    beds: list[Run[Stretch | None]]


def week_shown(rules: Rules) -> WeekShown:
    hours = runs(rules.hours) if any(rules.hours) else []
    return WeekShown(runs(rules.minutes), hours, runs(rules.beds))


def in_groups(rules: Rules) -> bool:
    """Whether school days and the weekend are all there is to tell apart."""
    beds = (*rules.beds[:4], rules.beds[6])
    groups = (rules.minutes[:5], rules.minutes[5:], rules.hours[:5], rules.hours[5:], beds, rules.beds[4:6])
    return all(len(set(group)) == 1 for group in groups)
