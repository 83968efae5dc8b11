"""Kind streaks: so many of the last days on which there was something to do.

A day without chores, a pause and what a parent excused only make a streak wait. A day that did not work out
costs one day of the last five, and nothing that was earned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

WINDOW = 5  # days that count; two holidays between them change nothing
LOOK_BACK = timedelta(weeks=8)  # longer than any school holiday: after that a new one begins


class DayCount(NamedTuple):
    """One person's day. `undone` is late or over, `still` has time left; what was excused is in none."""

    day: date
    done: int
    undone: int = 0
    still: int = 0


@dataclass(frozen=True)
class Mark:
    """`part`: some of it was done."""

    day: date
    good: bool
    part: bool


@dataclass(frozen=True)
class Streak:
    """The last days that count, the oldest first."""

    days: tuple[Mark, ...] = ()

    @property
    def good(self) -> int:
        return sum(mark.good for mark in self.days)

    @property
    def of(self) -> int:
        return len(self.days)


def streak_of(counts: Iterable[DayCount], today: date) -> Streak:
    """Of one person, in any order; what lies longer ago than `LOOK_BACK` does not count any more."""
    ours = sorted(count for count in counts if today - LOOK_BACK <= count.day <= today and says(count, today))
    return Streak(tuple(Mark(count.day, is_good(count, today), count.done > 0) for count in ours[-WINDOW:]))


def says(count: DayCount, today: date) -> bool:
    """Today speaks only for a child: it counts once it is done."""
    return is_good(count, today) if count.day == today else count.done + count.undone > 0


def is_good(count: DayCount, today: date) -> bool:
    """What a later day still has room for is no fault of this one."""
    return count.done > 0 and count.undone == 0 and (count.day < today or count.still == 0)
