"""Which backups stay. Pure: names and times in, names out."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from appliance.core.clock import local_day

FRESH = timedelta(days=1)  # one that was made by hand in the morning is not pushed out by the next at noon


@dataclass(frozen=True)
class Promise:
    daily: int = 7
    weekly: int = 4
    monthly: int = 6


@dataclass(frozen=True, order=True)
class Made:
    at: datetime
    name: str


def made_at(name: str) -> Made | None:
    """As the name says: `2026-03-10T020000Z-ab12.age`; None for what is no backup."""
    try:
        return Made(datetime.strptime(name[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC), name)
    except ValueError:
        return None


def stay(made: Iterable[Made], promise: Promise, now: datetime, zone: str) -> frozenset[str]:
    """The newest of each of the last days, weeks and months that have one, and all of the last day.

    Days that have a backup are counted, not days of the calendar: a clock that runs ahead for a while
    makes none of them old. What was made later than now by the clock of today counts for nothing and
    stays, so a clock that ran ahead pushes nothing out either.
    """
    known = sorted(made, reverse=True)
    later = [one for one in known if one.at > now + FRESH]
    past = [one for one in known if one.at <= now + FRESH]
    fresh = [one for one in past if one.at >= now - FRESH]
    kept = {*later, *fresh, *past[:1]}
    kept |= _newest_of(past, promise.daily, lambda one: local_day(one.at, zone))
    kept |= _newest_of(past, promise.weekly, lambda one: local_day(one.at, zone).isocalendar()[:2])
    kept |= _newest_of(past, promise.monthly, lambda one: local_day(one.at, zone).timetuple()[:2])
    return frozenset(one.name for one in kept)


def _newest_of(past: list[Made], most: int, span: Callable[[Made], Hashable]) -> set[Made]:
    newest: dict[Hashable, Made] = {}
    for one in past:
        newest.setdefault(span(one), one)
    return set(list(newest.values())[:most])
