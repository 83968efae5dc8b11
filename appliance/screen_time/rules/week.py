"""Rules of a week as parents set them, and the days and hours for which they do not hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from appliance.core.clock import from_local
from appliance.core.i18n import mark as _
from appliance.screen_time.rules.spans import Span, day_of

SMALL_HOURS = time(5)  # a bedtime that begins before belongs to the evening before
MOST_CAPS = 20
MOST_WINDOWS = 6
MIDNIGHT = time(0)
DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Of the wall clock. Of allowed hours one that ends at 00:00 goes on to the end of the day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Since:
    """Who set something, when, and in which words."""

    by: int = 0
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit of a category or an app alone; None on days on which it has none."""

    of: Literal["category", "app"]
    name: str
    minutes: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything by weekday, Monday first. Days without hours are open from midnight to midnight.

    `beds` are by the evening on which they begin.
    """

    minutes: tuple[int, ...]
    hours: tuple[tuple[Stretch, ...], ...] = ((),) * 7
    beds: tuple[Stretch | None, ...] = (None,) * 7
    caps: tuple[Cap, ...] = ()
    bonus_cap: int = 60
    since: Mapping[str, Since] = field(default_factory=dict, compare=False)

    def set_as(self, part: str) -> Since:
        return self.since.get(part, Since())


PARTS = ("minutes", "hours", "beds", "caps", "bonus_cap")


def with_cap(rules: Rules, cap: Cap) -> Rules:
    """In the place of one that the same category or app has already."""
    others = without_cap(rules, cap.of, cap.name).caps
    return replace(rules, caps=(*others, cap))


def without_cap(rules: Rules, of: str, name: str) -> Rules:
    return replace(rules, caps=tuple(cap for cap in rules.caps if (cap.of, cap.name) != (of, name)))


def same_every_week(
    weekday: int,
    weekend: int,
    bed_from: time | None = None,
    bed_until: time | None = None,
    bonus_cap: int = 60,
) -> Rules:
    """The plainest rules: minutes from Monday to Friday and at the weekend, one bedtime for all evenings."""
    bed = None if bed_from is None or bed_until is None else Stretch(bed_from, bed_until)
    return Rules((weekday,) * 5 + (weekend,) * 2, beds=(bed,) * 7, bonus_cap=bonus_cap)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Days that are different. What it leaves open, a holiday for all or the week decides."""

    id: int
    kind: str
    first: date
    last: date
    minutes: int | None = None
    unlimited: bool = False
    open_hours: bool = False
    no_bed: bool = False
    bed: Stretch | None = None
    own: bool = True
    since: Since = Since()

    def holds_on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Paused:
    """`until` is None where somebody has to end it."""

    id: int
    start: datetime
    until: datetime | None = None
    since: Since = Since()

    def holds_at(self, now: datetime) -> bool:
        return self.start <= now and (self.until is None or now < self.until)


Days = Sequence[Exceptional]


def in_order(exceptions: Days) -> Days:
    """Whose word goes first: what is set for one child before what is for all, then the newest."""
    return sorted(exceptions, key=lambda one: (one.own, one.since.at is not None, one.since.at, one.id))[::-1]


def minutes_on(rules: Rules | None, exceptions: Days, day: date) -> tuple[int | None, Since]:
    """Of one day, without what is on top of them; None where they do not end."""
    for one in exceptions:
        if one.holds_on(day) and (one.unlimited or one.minutes is not None):
            return (None if one.unlimited else one.minutes), one.since
    if rules is None:
        return None, Since()
    return rules.minutes[day.weekday()], rules.set_as("minutes")


def bed_on(rules: Rules | None, exceptions: Days, evening: date) -> tuple[Stretch | None, Since]:
    for one in exceptions:
        if one.holds_on(evening) and (one.no_bed or one.bed is not None):
            return one.bed, one.since
    if rules is None:
        return None, Since()
    return rules.beds[evening.weekday()], rules.set_as("beds")


def hours_on(rules: Rules | None, exceptions: Days, day: date) -> tuple[Stretch, ...]:
    """None at all: it is open the whole day."""
    if rules is None or any(one.open_hours and one.holds_on(day) for one in exceptions):
        return ()
    return rules.hours[day.weekday()]


def moment(day: date, at: time, zone: str) -> datetime:
    """As `from_local`, without asking the zone on the days on which the clock is not changed."""
    whole = day_of(day, zone)
    if whole.end - whole.start == DAY:
        return whole.start + timedelta(
            hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond
        )
    return from_local(day, at, zone)


def bed_span(bed: Stretch, evening: date, zone: str) -> Span:
    """One that begins in the small hours is of the evening before, whose date is given."""
    first = evening + DAY if bed.start < SMALL_HOURS else evening
    last = first + DAY if bed.end <= bed.start else first
    return Span(moment(first, bed.start, zone), moment(last, bed.end, zone))


def hours_spans(windows: Sequence[Stretch], day: date, zone: str) -> list[Span]:
    return [
        Span(moment(day, start, zone), day_of(day, zone).end if end == MIDNIGHT else moment(day, end, zone))
        for start, end in windows
    ]


def trouble_with(rules: Rules) -> dict[str, str]:
    """Sentences by part."""
    trouble = {}
    if len(rules.minutes) != 7 or not all(0 <= minutes <= 1440 for minutes in rules.minutes):
        trouble["minutes"] = _("A day has 0 to 1440 minutes.")
    if not 0 <= rules.bonus_cap <= 240:
        trouble["bonus_cap"] = _("This is too long or too short.")
    if len(rules.beds) != 7 or any(bed and bed.start == bed.end for bed in rules.beds):
        trouble["beds"] = _("Bedtime must end at another time than it begins.")
    if len(rules.hours) != 7 or not all(_are_in_order(windows) for windows in rules.hours):
        trouble["hours"] = _("Hours must end after they begin, one after the other.")
    for sentence in _trouble_with_caps(rules.caps):
        trouble["caps"] = sentence
    return trouble


def _are_in_order(windows: Sequence[Stretch]) -> bool:
    ends = MIDNIGHT
    for number, (start, end) in enumerate(windows):
        last = number == len(windows) - 1
        if start < ends or (end <= start and not (last and end == MIDNIGHT)):
            return False
        ends = end
    return len(windows) <= MOST_WINDOWS


def _trouble_with_caps(caps: Sequence[Cap]) -> Iterator[str]:
    if len(caps) > MOST_CAPS or len({(cap.of, cap.name) for cap in caps}) < len(caps):
        yield _("Give each category and each app one limit, at most 20 in all.")
    for cap in caps:
        if not cap.name or len(cap.minutes) != 7:
            yield _("A limit needs a name and its minutes.")
        if not all(minutes is None or 0 <= minutes <= 1440 for minutes in cap.minutes):
            yield _("A day has 0 to 1440 minutes.")
