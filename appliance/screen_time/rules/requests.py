"""More time, asked for: when a request lapses, how its answers may be, and what can be said in one tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from appliance.core.clock import local_day
from appliance.screen_time.rules.spans import Span, day_of

ASKED = (15, 30, 45, 60)  # minutes that a teenager is offered
BIG = (10, 20, 30)  # and a small child, a button each
SOON = timedelta(hours=1)  # "later", without a time


class State(StrEnum):
    WAITING = "waiting"
    LATER = "later"  # a parent wants to be asked again
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


OPEN = (State.WAITING, State.LATER)
ANSWERED = (State.LATER, State.GRANTED, State.REFUSED)


class Saying(StrEnum):
    YES = "yes"
    LESS = "less"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reply:
    """`minutes` for less, `at` for later; `note` is a word for the child."""

    saying: Saying
    minutes: int | None = None
    note: str = ""
    at: datetime | None = None


def last_moment(
    now: datetime, zone: str, bed: Span | None, next_bed: Span | None, hours: Sequence[Span] = ()
) -> datetime | None:
    """Until when more minutes can be used today. None: bed or hours keep the screen closed until tomorrow."""
    last = day_of(local_day(now, zone), zone).end
    if bed is not None and bed.end >= last:
        return None
    if next_bed is not None:
        last = min(last, next_bed.start)
    if hours:
        last = min(last, max(hours).end)
    return last if last > now else None


def lapse(since: datetime, hours: int, last: datetime) -> datetime:
    return min(since + timedelta(hours=hours), last)


def fewer(minutes: int) -> int:
    """About half of it, in fives: what the second button gives. 0: there is no such button."""
    half = (minutes + 5) // 10 * 5
    return half if half < minutes else 0
