"""Whether the screen is open now, why, until when, and what the clock changes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import NamedTuple

from appliance.core.clock import local_day
from appliance.core.i18n import mark as _
from appliance.screen_time.rules.spans import Span, clipped, day_of, united
from appliance.screen_time.rules.stock import Gift, Stock, counted, stock, used_up_by
from appliance.screen_time.rules.week import (
    DAY,
    Exceptional,
    Paused,
    Rules,
    Since,
    bed_on,
    bed_span,
    hours_on,
    hours_spans,
    in_order,
    minutes_on,
)

WEEK_AND_A_DAY = 8  # after the last day that is different the week only repeats itself

GUEST_MINUTES = 30  # that one guest gives on one day, to all children together

CATEGORIES: Mapping[str, str] = {
    "games": _("Games"),
    "video": _("Video and TV"),
    "chat": _("Chat"),
    "music": _("Music"),
    "creative": _("Drawing and making"),
    "school": _("School and reading"),
    "web": _("Web"),
    "other": _("Other"),
}


class Why(StrEnum):
    OPEN = "open"
    NO_LIMIT = "no_limit"  # nobody has set one
    UNLIMITED = "unlimited"  # a different day: minutes are counted and do not end
    PAUSED = "paused"
    BEDTIME = "bedtime"
    HOURS = "hours"
    USED_UP = "used_up"


def left_to_give(given: Iterable[int]) -> int:
    """By one guest on one day. `given`: their gifts that still stand."""
    return max(0, GUEST_MINUTES - sum(given))


class Closed(NamedTuple):
    """A category or an app whose own limit is reached."""

    of: str
    name: str


@dataclass(frozen=True, slots=True)
class Child:
    """All that a decision needs. Use and its sums are those of `day`, the family's day at this moment.

    `used`: what counts, united. `seconds_of`: by category or app, those with a limit of their own.
    `exceptions` are in the order of `week.in_order`; `child_of_today` sees to both.
    """

    day: date
    rules: Rules | None = None
    exceptions: Sequence[Exceptional] = ()
    pauses: Sequence[Paused] = ()
    gifts: Sequence[Gift] = ()
    used: Sequence[Span] = ()
    seconds_of: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def used_seconds(self) -> float:
        return sum(((end - start) for start, end in self.used), timedelta()).total_seconds()

    @property
    def bonus_cap(self) -> int:
        return self.rules.bonus_cap if self.rules else 0


@dataclass(frozen=True, slots=True)
class Decision:
    """`until`: how long it stays so with the screen on. `next_change`: when the clock alone opens or closes.

    `set_by`, `set_at` and `note` are of the part that decides: a pause, a different day, or the rules.
    """

    allowed: bool
    why: Why
    until: datetime | None = None
    minutes_left: int | None = None
    next_change: datetime | None = None
    set_by: int = 0
    set_at: datetime | None = None
    note: str = ""
    closed: tuple[Closed, ...] = ()


def child_of_today(
    day: date,
    zone: str,
    rules: Rules | None = None,
    exceptions: Sequence[Exceptional] = (),
    pauses: Sequence[Paused] = (),
    gifts: Sequence[Gift] = (),
    used: Iterable[Span] = (),
    seconds_of: Mapping[tuple[str, str], float] | None = None,
) -> Child:
    spans = united(clipped(used, day_of(day, zone)))
    return Child(day, rules, in_order(exceptions), pauses, gifts, spans, seconds_of or {})


def decide(child: Child, now: datetime, zone: str) -> Decision:
    """Also for a later moment of the same day or of a coming one, on which nothing was used yet."""
    today = local_day(now, zone)
    plan = _plan(child, today, now, zone)
    shut = _shut(child, plan, now)
    turn = _next_turn(child, plan, now, shut is not None)
    minutes = None if plan.left is None else ceil(plan.left.seconds / 60)
    why, since = shut or _open(plan)
    ends = turn if shut else _runs_out(child, plan, now, turn)
    closed = _closed(child, today)
    return Decision(shut is None, why, ends, minutes, turn, since.by, since.at, since.why, closed)


def beds_around(child: Child, now: datetime, zone: str) -> tuple[Span | None, Span | None]:
    """The bedtime that holds now, and the next one that begins today or tomorrow."""
    today = local_day(now, zone)
    beds = [bed for day in (today, today + DAY) for bed, _since in _plan(child, day, now, zone).beds]
    holds = next((bed for bed in beds if bed.start <= now < bed.end), None)
    return holds, min((bed for bed in beds if bed.start > now), default=None)


Reason = tuple[Why, Since]


class Plan(NamedTuple):
    """One day of a child: its beds and hours as moments, and what is left of its minutes, if they end."""

    day: date
    zone: str
    whole: Span
    beds: list[tuple[Span, Since]]
    windows: list[Span]
    left: Stock | None
    minutes: Since


def _plan(child: Child, day: date, now: datetime, zone: str) -> Plan:
    beds = []
    for evening in (day - 2 * DAY, day - DAY, day):
        bed, since = bed_on(child.rules, child.exceptions, evening)
        if bed is not None:
            beds.append((bed_span(bed, evening, zone), since))
    windows = hours_spans(hours_on(child.rules, child.exceptions, day), day, zone)
    base, minutes = minutes_on(child.rules, child.exceptions, day)
    left = None if base is None else stock_of(child, base, day, zone, now)
    return Plan(day, zone, day_of(day, zone), beds, windows, left, minutes)


def stock_of(child: Child, base: int, day: date, zone: str, now: datetime) -> Stock:
    used = child.used if day == child.day else ()
    gifts = counted(child.gifts, day, child.bonus_cap)
    return stock(base, gifts, child.pauses, used, day_of(day, zone), now)


def _open(plan: Plan) -> Reason:
    if plan.left is not None:
        return Why.OPEN, plan.minutes
    return (Why.NO_LIMIT if plan.minutes == Since() else Why.UNLIMITED), plan.minutes


def _shut(child: Child, plan: Plan, at: datetime) -> Reason | None:
    """What of the day's minutes has lapsed by then is not there any more."""
    for pause in child.pauses:
        if pause.holds_at(at):
            return Why.PAUSED, pause.since
    for bed, since in plan.beds:
        if bed.start <= at < bed.end:
            return Why.BEDTIME, since
    if plan.windows and not any(start <= at < end for start, end in plan.windows):
        return Why.HOURS, child.rules.set_as("hours") if child.rules else Since()
    if plan.left is not None and plan.left.seconds_at(at) <= 0:
        return Why.USED_UP, plan.minutes
    return None


def _next_turn(child: Child, plan: Plan, now: datetime, shut: bool) -> datetime | None:
    """When it opens, or closes, if no screen is on until then."""
    if any(pause.until is None for pause in child.pauses) or (not shut and _only_use_ends(child)):
        return None
    last = _last_day(child, plan)
    while plan.day <= last:
        for at in _edges(child, plan):
            if at > now and (_shut(child, plan, at) is not None) != shut:
                return at
        plan = _plan(child, plan.day + DAY, plan.whole.end, plan.zone)
    return None


def _only_use_ends(child: Child) -> bool:
    """The clock closes nothing: to look through a week of days for it would cost most of a decision."""
    if child.pauses or child.exceptions or any(gift.expires_at for gift in child.gifts):
        return False
    rules = child.rules
    return rules is None or (all(rules.minutes) and not any(rules.hours) and not any(rules.beds))


def _edges(child: Child, plan: Plan) -> list[datetime]:
    """Every moment of the day at which the clock may change something, its own beginning first."""
    edges = {plan.whole.start}
    for bed, _since in plan.beds:
        edges.update(bed)
    for window in plan.windows:
        edges.update(window)
    edges.update(pause.until for pause in child.pauses if pause.until)
    edges.update(pot.lapses for pot in (plan.left.pots if plan.left else ()))
    return sorted(edge for edge in edges if plan.whole.start <= edge < plan.whole.end)


def _last_day(child: Child, plan: Plan) -> date:
    """Behind it nothing new comes, for all that is not of every week is over."""
    days = [plan.day, *(one.last for one in child.exceptions), *(gift.day for gift in child.gifts)]
    days += [local_day(pause.until, plan.zone) for pause in child.pauses if pause.until]
    return max(days) + WEEK_AND_A_DAY * DAY


def _runs_out(child: Child, plan: Plan, now: datetime, turn: datetime | None) -> datetime | None:
    """When the minutes end if the screen stays on, or `turn`, where the clock is first.

    Each midnight brings those of the new day.
    """
    last = _last_day(child, plan)
    while plan.day <= last and (turn is None or now < turn):
        if plan.left is not None:
            *_before, out = used_up_by(plan.left.pots, now)
            if out < plan.whole.end:
                return out if turn is None else min(out, turn)
        now = plan.whole.end
        plan = _plan(child, plan.day + DAY, now, plan.zone)
    return turn


def _closed(child: Child, day: date) -> tuple[Closed, ...]:
    if child.rules is None or not child.rules.caps:
        return ()
    used = child.seconds_of if day == child.day else {}
    most = ((cap, cap.minutes[day.weekday()]) for cap in child.rules.caps)
    return tuple(
        Closed(cap.of, cap.name)
        for cap, minutes in most
        if minutes is not None and used.get((cap.of, cap.name), 0) >= 60 * minutes
    )
