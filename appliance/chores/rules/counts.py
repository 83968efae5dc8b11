"""How chores went: done in time, done later, not done. What was skipped or excused is held against nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, NamedTuple

Weeks = Literal[4, 13, 52]


class Outcome(StrEnum):
    IN_TIME = "in time"
    LATER = "later"
    NOT_DONE = "not done"


class Counted(NamedTuple):
    """So many of one person, of one effort, that ended alike. `step` counts weeks, or months of a year."""

    member_id: int
    step: int
    effort: int
    outcome: Outcome
    number: int


@dataclass(frozen=True)
class Tally:
    in_time: int = 0
    later: int = 0
    not_done: int = 0

    @property
    def done(self) -> int:
        return self.in_time + self.later

    @property
    def total(self) -> int:
        return self.done + self.not_done


@dataclass(frozen=True)
class Span:
    """The last weeks with today's, from the first day of a week; a year by whole months."""

    weeks: Weeks
    today: date
    week_start: int

    @property
    def by_month(self) -> bool:
        return self.weeks == 52

    @property
    def first(self) -> date:
        if self.by_month:
            return _months_later(self.today.replace(day=1), -11)
        this_week = self.today - timedelta(days=(self.today.weekday() - self.week_start) % 7)
        return this_week - timedelta(weeks=self.weeks - 1)

    @property
    def steps(self) -> list[date]:
        """The first day of each."""
        if self.by_month:
            return [_months_later(self.first, n) for n in range(12)]
        return [self.first + timedelta(weeks=n) for n in range(self.weeks)]


def _months_later(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def tally(counted: Iterable[Counted]) -> Tally:
    sums = dict.fromkeys(Outcome, 0)
    for one in counted:
        sums[one.outcome] += one.number
    return Tally(sums[Outcome.IN_TIME], sums[Outcome.LATER], sums[Outcome.NOT_DONE])
