"""How many minutes there are, whether the screen is open now, and what changes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from appliance.core.clock import from_local, local_day
from appliance.core.i18n import mark as _
from appliance.screen_time.rules.spans import Span, day_of

FAR = 30  # days ahead that are searched for the next open minute


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
    NO_LIMIT = "no_limit"
    BEDTIME = "bedtime"
    USED_UP = "used_up"


def left_to_give(given: Iterable[int]) -> int:
    """By one guest on one day. `given`: their gifts that still stand."""
    return max(0, GUEST_MINUTES - sum(given))


@dataclass(frozen=True, slots=True)
class Limits:
    weekday_minutes: int
    weekend_minutes: int
    bed_from: time | None = None
    bed_until: time | None = None
    bonus_cap: int = 60


@dataclass(frozen=True, slots=True)
class Bonus:
    """Minutes on top of one day, by where they came from; reversals are in them already."""

    earned: int = 0
    bought: int = 0
    granted: int = 0

    def counted(self, cap: int) -> int:
        return min(max(self.earned, 0), cap) + max(self.bought, 0) + max(self.granted, 0)


@dataclass(frozen=True, slots=True)
class Decision:
    """`until`: how long it stays so with the screen on. `next_change`: what the clock alone will bring."""

    allowed: bool
    why: Why
    until: datetime | None
    minutes_left: int | None
    next_change: datetime | None


def allowance(limits: Limits, day: date) -> int:
    return limits.weekend_minutes if day.weekday() >= 5 else limits.weekday_minutes


def bed_of(limits: Limits, evening: date, zone: str) -> Span | None:
    """The bedtime that begins on that day, ending the next morning where it passes midnight."""
    if limits.bed_from is None or limits.bed_until is None or limits.bed_from == limits.bed_until:
        return None
    morning = evening + timedelta(days=1) if limits.bed_until <= limits.bed_from else evening
    return Span(from_local(evening, limits.bed_from, zone), from_local(morning, limits.bed_until, zone))


def bedtime_at(limits: Limits, now: datetime, zone: str) -> Span | None:
    today = local_day(now, zone)
    for evening in (today - timedelta(days=1), today):
        bed = bed_of(limits, evening, zone)
        if bed and bed.start <= now < bed.end:
            return bed
    return None


def next_bedtime(limits: Limits, now: datetime, zone: str) -> Span | None:
    today = local_day(now, zone)
    beds: Sequence[Span | None] = [bed_of(limits, today + timedelta(days=ahead), zone) for ahead in (0, 1)]
    return next((bed for bed in beds if bed and bed.start > now), None)


def trouble_with(limits: Limits) -> dict[str, str]:
    """Sentences by field."""
    trouble = {}
    for name, most in (("weekday_minutes", 1440), ("weekend_minutes", 1440), ("bonus_cap", 240)):
        if not 0 <= getattr(limits, name) <= most:
            trouble[name] = _("This is too long or too short.")
    if (limits.bed_from is None) != (limits.bed_until is None):
        trouble["bed_until" if limits.bed_until is None else "bed_from"] = _("Bedtime needs both times.")
    elif limits.bed_from is not None and limits.bed_from == limits.bed_until:
        trouble["bed_until"] = _("Bedtime must end at another time than it begins.")
    return trouble


def decide(limits: Limits | None, used: int, bonus: Bonus, now: datetime, zone: str) -> Decision:
    """`used` and `bonus` are those of the family's day at `now`."""
    if limits is None:
        return Decision(True, Why.NO_LIMIT, None, None, None)
    left = max(0, allowance(limits, local_day(now, zone)) + bonus.counted(limits.bonus_cap) - used)
    bed = bedtime_at(limits, now, zone)
    if bed is not None or left == 0:
        opens = opens_again(limits, left, now, zone)
        why = Why.BEDTIME if bed is not None else Why.USED_UP
        return Decision(False, why, opens, left, opens)
    bed = next_bedtime(limits, now, zone)
    ends = [runs_out(limits, left, now, zone), bed.start if bed else None]
    until = min((end for end in ends if end is not None), default=None)
    return Decision(True, Why.OPEN, until, left, bed.start if bed else None)


def runs_out(limits: Limits, left: int, now: datetime, zone: str) -> datetime | None:
    """When the minutes end if the screen stays on; each midnight brings those of the new day."""
    moment = now
    for _day in range(FAR):
        midnight = day_of(local_day(moment, zone), zone).end
        if moment + timedelta(minutes=left) < midnight:
            return moment + timedelta(minutes=left)
        moment, left = midnight, allowance(limits, local_day(midnight, zone))
    return None


def opens_again(limits: Limits, left: int, now: datetime, zone: str) -> datetime | None:
    """The next moment outside bedtime on a day that has minutes; None if no coming day has any."""
    today, moment = local_day(now, zone), now
    for _step in range(2 * FAR):
        day = local_day(moment, zone)
        bed = bedtime_at(limits, moment, zone)
        if bed is not None:
            moment = bed.end
        elif (left if day == today else allowance(limits, day)) > 0:
            return moment
        else:
            moment = day_of(day, zone).end
    return None
