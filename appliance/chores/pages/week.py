"""The board of one day or of a week: a lane for each person, a cell for each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from appliance.chores.pages.place import DAY, Place
from appliance.chores.queries import Duty
from appliance.chores.rules.states import NOT_COUNTED, State
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
    """`person` is None for what is up for grabs; `names` are then those who may.

    `total` leaves out what was skipped or excused.
    """

    person: Member | None
    days: Sequence[Day]
    done: int
    total: int
    points: int
    names: Sequence[str] = ()

    @property
    def planned(self) -> bool:
        return any(day.duties for day in self.days)

    @property
    def by_chore(self) -> list[tuple[str, list[list[Duty]]]]:
        """As on paper: a line for each chore, the days side by side."""
        titles = dict.fromkeys((duty.chore_id, duty.title) for day in self.days for duty in day.duties)
        return [
            (title, [[duty for duty in day.duties if duty.chore_id == chore] for day in self.days])
            for chore, title in titles
        ]


@dataclass(frozen=True)
class Board:
    days: Sequence[date]
    today: date
    lanes: Sequence[Lane]

    @property
    def planned(self) -> bool:
        return any(lane.planned for lane in self.lanes)

    @property
    def total(self) -> int:
        return sum(lane.total for lane in self.lanes)

    @property
    def done(self) -> int:
        return sum(lane.done for lane in self.lanes)

    @property
    def late(self) -> int:
        return sum(duty.late for lane in self.lanes for day in lane.days for duty in day.duties)


def board_of(place: Place, duties: Sequence[Duty], people: Sequence[Member]) -> Board:
    """Children have a lane always, others, also those who left, where they have chores."""
    days = [place.first + DAY * n for n in range((place.last - place.first).days + 1)]
    shown = [person for person in people if place.person in (None, person.id)]
    lanes = [_lane(days, place.today, person, duties) for person in shown]
    kept = [lane for lane in lanes if lane.planned or _is_a_child_here(lane.person)]
    free = [duty for duty in duties if duty.grabs and place.person in (None, *duty.people)]
    return Board(days, place.today, kept + ([_grabs(days, place.today, free, people)] if free else []))


def _is_a_child_here(person: Member | None) -> bool:
    return person is not None and person.role in YOUNG and person.left_at is None


def _lane(days: Sequence[date], today: date, person: Member, duties: Sequence[Duty]) -> Lane:
    mine = [duty for duty in duties if duty.member_id == person.id]
    done = [duty for duty in mine if duty.state is State.APPROVED]
    points = sum(duty.paid for duty in done)
    return Lane(person, _days(days, today, mine), len(done), _counted(mine), points)


def _counted(duties: Sequence[Duty]) -> int:
    return sum(duty.state not in NOT_COUNTED for duty in duties)


def _grabs(days: Sequence[date], today: date, free: Sequence[Duty], people: Sequence[Member]) -> Lane:
    able = {member_id for duty in free for member_id in duty.people}
    names = [person.name for person in people if person.id in able]
    return Lane(None, _days(days, today, free), 0, _counted(free), 0, names)


def _days(days: Sequence[date], today: date, duties: Iterable[Duty]) -> list[Day]:
    by_day: dict[date, list[Duty]] = {day: [] for day in days}
    for duty in duties:
        by_day[duty.day].append(duty)
    return [Day(day, found, day == today, day < today) for day, found in by_day.items()]
