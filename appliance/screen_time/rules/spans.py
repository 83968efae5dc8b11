"""Stretches of time: joined, cut to a day, added up so that what ran side by side counts once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from appliance.core.clock import from_local
from appliance.core.i18n import mark as _

MIDNIGHT = time(0)
LONGEST = timedelta(hours=24)  # of one stored interval, so an index on its start finds all that overlap
SLACK = timedelta(minutes=2)  # a device's clock may run a little ahead


class Span(NamedTuple):
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Measured:
    """What one app used on one device."""

    span: Span
    app: str
    category: str = "other"

    def trouble(self, now: datetime) -> str:
        """A sentence, or nothing when it can be stored."""
        if self.span.end <= self.span.start:
            return _("It must end after it begins.")
        if self.span.end > now + SLACK:
            return _("This lies in the future.")
        if self.span.end - self.span.start > LONGEST:
            return _("Nothing runs longer than a day at once.")
        return ""


def united(spans: Iterable[Span]) -> list[Span]:
    """Parallel devices count once."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def rooms_before(now: datetime, minutes: int, taken: Iterable[Span]) -> datetime:
    """The latest end of that many minutes that overlaps none of those taken."""
    end = now
    for span in sorted(taken, key=lambda span: span.end, reverse=True):
        if span.start < end and span.end > end - timedelta(minutes=minutes):
            end = span.start
    return end


@lru_cache(maxsize=4096)  # asked for again and again, and a zone is slow to ask
def day_of(day: date, zone: str) -> Span:
    """From midnight to midnight on the wall clock: 23 or 25 hours twice a year."""
    return Span(from_local(day, MIDNIGHT, zone), from_local(day + timedelta(days=1), MIDNIGHT, zone))


def clipped(spans: Iterable[Span], to: Span) -> list[Span]:
    return [
        Span(max(span.start, to.start), min(span.end, to.end))
        for span in spans
        if span.start < to.end and span.end > to.start
    ]


def minutes_in(spans: Iterable[Span], window: Span) -> int:
    """Whole minutes of the window in which any of the spans was running."""
    return int(seconds_in(spans, window) // 60)


def seconds_in(spans: Iterable[Span], window: Span) -> float:
    return sum((span.end - span.start).total_seconds() for span in united(clipped(spans, window)))
