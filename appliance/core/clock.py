"""The only place that asks the machine what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware and in UTC."""
    return datetime.now(UTC)


def clock_ahead(minutes: int) -> Clock:
    """The machine's clock, shifted: the demo can be looked at as it is at another hour."""
    shift = timedelta(minutes=minutes)
    return lambda: datetime.now(UTC) + shift


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def local_day(moment: datetime, zone: str) -> date:
    """The family's calendar day at that moment: the server's clock decides, not a device's."""
    return local(moment, zone).date()


def from_local(day: date, at: time, zone: str) -> datetime:
    """The UTC moment of a wall time. A time skipped by DST moves forward, a repeated one is its first."""
    wall = datetime.combine(day, at, ZoneInfo(zone))
    there_and_back = wall.astimezone(UTC).astimezone(ZoneInfo(zone))
    return (wall if there_and_back.time() == at else there_and_back).astimezone(UTC)


def is_a_day(day: date, zone: str) -> bool:
    """A country that moves over the date line leaves one out: Apia knew no 30 December 2011."""
    return from_local(day, time(), zone) < from_local(day + timedelta(days=1), time(), zone)
