"""What is left of a day when it is over, and what weeks and months of such days were like."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from appliance.screen_time.rules.spans import Span, clipped, united

COUNTED = "counted"
BY_HAND = "hand:"  # how what a parent wrote down names its device


@dataclass(frozen=True, slots=True)
class Sitting:
    """One stored interval, as a day adds it up."""

    span: Span
    app: str
    category: str
    standing: str = COUNTED
    device: str = ""
    device_id: int = 0

    @property
    def place(self) -> tuple[int, str]:
        """Each line that was written down by hand has a device of its own; in a day they are one."""
        return self.device_id, BY_HAND if self.device.startswith(BY_HAND) else self.device


@dataclass(frozen=True, slots=True)
class Piece:
    """One app on one device on one day."""

    device_id: int
    device: str
    app: str
    category: str
    standing: str
    seconds: int

    @property
    def place(self) -> tuple[int, str]:
        return self.device_id, self.device


@dataclass(frozen=True, slots=True)
class DaySum:
    """`counted` and `free` count side by side once; pieces are what each app had for itself."""

    counted: int
    free: int
    pieces: Sequence[Piece]


def sum_of_day(sittings: Iterable[Sitting], window: Span) -> DaySum:
    there = [one for one in sittings if one.span.start < window.end and one.span.end > window.start]
    counted = seconds_of((one.span for one in there if one.standing == COUNTED), window)
    apps: dict[tuple[int, str, str], list[Sitting]] = defaultdict(list)
    for one in there:
        apps[(*one.place, one.app)].append(one)
    pieces = [_piece(place, mine, window) for place, mine in apps.items()]
    whole = seconds_of((one.span for one in there), window)
    return DaySum(counted, whole - counted, sorted(pieces, key=lambda piece: (-piece.seconds, piece.app)))


def _piece(place: tuple[int, str, str], mine: Sequence[Sitting], window: Span) -> Piece:
    """Where a family changed an app's kind in the middle of a day, the day keeps the newer one."""
    newest = max(mine, key=lambda one: one.span.start)
    seconds = seconds_of((one.span for one in mine), window)
    return Piece(*place, newest.category, newest.standing, seconds)


def seconds_of(spans: Iterable[Span], window: Span) -> int:
    return int(sum((span.end - span.start).total_seconds() for span in united(clipped(spans, window))))


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a month of days that are over. `seconds` is what counted."""

    first: date
    last: date
    days: int
    seconds: int

    @property
    def minutes_a_day(self) -> int:
        return self.seconds // 60 // self.days if self.days else 0


def weeks_of(days: Mapping[date, int], today: date, week_start: int, many: int = 12) -> list[Period]:
    """The last ones, the oldest first, from the first week in which a day is known; today's is among them."""
    begins = today - timedelta(days=(today.weekday() - week_start) % 7)
    weeks = [begins - timedelta(days=7 * back) for back in reversed(range(many))]
    return _known([_period(days, first, first + timedelta(days=6)) for first in weeks])


def months_of(sums: Mapping[date, tuple[int, int]], today: date, many: int = 12) -> list[Period]:
    """`sums`: by a month's first day, how many days are known and their seconds."""
    firsts = [today.replace(day=1)]
    while len(firsts) < many:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    return _known(
        [Period(first, last_of_month(first), *sums.get(first, (0, 0))) for first in reversed(firsts)]
    )


def last_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _period(days: Mapping[date, int], first: date, last: date) -> Period:
    inside = [days[day] for n in range((last - first).days + 1) if (day := first + timedelta(days=n)) in days]
    return Period(first, last, len(inside), sum(inside))


def _known(periods: Sequence[Period]) -> list[Period]:
    start = next((n for n, period in enumerate(periods) if period.days), len(periods))
    return list(periods[start:])


def missing_days(first: date, last: date, known: Iterable[date]) -> list[date]:
    there = set(known)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day not in there]
