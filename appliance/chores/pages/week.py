"""The week board: a lane for each person, a cell for each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from appliance.chores.queries import Duty
from appliance.chores.rules.repeats import AHEAD
from appliance.chores.rules.states import State
from appliance.core.people import YOUNG
from appliance.household.models import Member


@dataclass(frozen=True)
class Day:
    day: date
    duties: Sequence[Duty]
    is_today: bool
    past: bool


@dataclass(frozen=True)
class Lane:
    """`person` is None for what is up for grabs; `names` are then those who may."""

    person: Member | None
    days: Sequence[Day]
    done: int
    total: int
    points: int
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Week:
    first: date
    today: date
    lanes: Sequence[Lane]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(7)]

    @property
    def before(self) -> date:
        return self.first - timedelta(days=7)

    @property
    def after(self) -> date | None:
        """None where nothing is planned yet."""
        following = self.first + timedelta(days=7)
        return following if following <= self.today + AHEAD else None

    @property
    def is_now(self) -> bool:
        return self.first <= self.today <= self.last

    @property
    def late(self) -> int:
        return sum(duty.late for lane in self.lanes for day in lane.days for duty in day.duties)


def week_start(day: date, first_weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def week_of(
    first: date, today: date, duties: Sequence[Duty], people: Sequence[Member], chosen: int | None
) -> Week:
    """Children have a lane always, others, also those who left, where they have chores."""
    shown = [person for person in people if chosen in (None, person.id)]
    lanes = [_lane(first, today, person, duties) for person in shown]
    kept = [lane for lane in lanes if lane.total or _is_a_child_here(lane.person)]
    free = [duty for duty in duties if duty.grabs and (chosen is None or chosen in duty.people)]
    return Week(first, today, kept + ([_grabs(first, today, free, people)] if free else []))


def _is_a_child_here(person: Member | None) -> bool:
    return person is not None and person.role in YOUNG and person.left_at is None


def _lane(first: date, today: date, person: Member, duties: Sequence[Duty]) -> Lane:
    mine = [duty for duty in duties if duty.member_id == person.id]
    done = [duty for duty in mine if duty.state is State.APPROVED]
    points = sum(duty.points for duty in done)
    return Lane(person, _days(first, today, mine), len(done), len(mine), points)


def _grabs(first: date, today: date, free: Sequence[Duty], people: Sequence[Member]) -> Lane:
    able = {member_id for duty in free for member_id in duty.people}
    names = [person.name for person in people if person.id in able]
    return Lane(None, _days(first, today, free), 0, len(free), 0, names)


def _days(first: date, today: date, duties: Iterable[Duty]) -> list[Day]:
    by_day: dict[date, list[Duty]] = {first + timedelta(days=n): [] for n in range(7)}
    for duty in duties:
        by_day[duty.day].append(duty)
    return [Day(day, found, day == today, day < today) for day, found in by_day.items()]
