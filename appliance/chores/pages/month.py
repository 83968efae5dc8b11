"""The board of a month: what comes every few days is counted, what comes seldom stands there by its name."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from appliance.chores.pages.place import DAY, Place, week_start
from appliance.chores.queries.months import Due
from appliance.chores.rules.states import NOT_COUNTED, State
from appliance.household.models import Member

SELDOM = 6  # times in the days shown; what comes more often is counted
NAMED = 3  # by name in one square, the rest as a number


@dataclass(frozen=True)
class Square:
    """One day. `counted`: how many of the chores that come often, and how many of them are done."""

    day: date
    here: bool
    is_today: bool
    named: Sequence[Due]
    more: int
    counted: int
    done: int


@dataclass(frozen=True)
class Month:
    squares: Sequence[Square]
    people: Mapping[int, Member]
    total: int
    done: int

    @property
    def planned(self) -> bool:
        return any(square.named or square.counted for square in self.squares if square.here)

    @property
    def week(self) -> list[date]:
        return [square.day for square in self.squares[:7]]


def days_of(place: Place) -> tuple[date, date]:
    """Whole weeks, so that each day stands under its weekday."""
    return week_start(place.first, place.week_start), week_start(place.last, place.week_start) + DAY * 6


def month_of(place: Place, dues: Sequence[Due], people: Sequence[Member]) -> Month:
    shown = [due for due in dues if place.person is None or _is_for(due, place.person)]
    # On how many days, not how often: what four children do on Saturdays comes seldom all the same.
    times = Counter(chore for chore, _day in {(due.chore_id, due.day) for due in shown})
    by_day: dict[date, list[Due]] = {}
    for due in shown:
        by_day.setdefault(due.day, []).append(due)
    first, last = days_of(place)
    days = [first + DAY * n for n in range((last - first).days + 1)]
    squares = [_square(place, day, by_day.get(day, []), times) for day in days]
    inside = [due for due in shown if place.first <= due.day <= place.last]
    known = {person.id or 0: person for person in people}
    return Month(squares, known, _counted(inside), _done(inside))


def _counted(dues: Sequence[Due]) -> int:
    return sum(due.state not in NOT_COUNTED for due in dues)


def _done(dues: Sequence[Due]) -> int:
    return sum(due.state is State.APPROVED for due in dues)


def _is_for(due: Due, person: int) -> bool:
    return due.member_id == person or (due.member_id is None and person in due.people)


def _square(place: Place, day: date, dues: Sequence[Due], times: Mapping[int, int]) -> Square:
    seldom = [due for due in dues if times[due.chore_id] <= SELDOM]
    often = [due for due in dues if times[due.chore_id] > SELDOM]
    return Square(
        day,
        place.first <= day <= place.last,
        day == place.today,
        seldom[:NAMED],
        len(seldom[NAMED:]),
        _counted(often),
        _done(often),
    )
