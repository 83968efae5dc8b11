"""A person's chores as a calendar that phones and computers subscribe to (RFC 5545)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

REFRESH = timedelta(hours=1)
SHORT = timedelta(minutes=15)


@dataclass(frozen=True)
class Entry:
    """`by` is the UTC moment where a time was agreed on; else it has the days from `first` to `last`."""

    uid: str
    title: str
    first: date
    last: date
    by: datetime | None
    changed: datetime
    text: str = ""
    href: str = ""


def calendar_of(name: str, entries: Sequence[Entry]) -> bytes:
    """The same entries give the same bytes: nothing in it tells when it was asked for."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Family appliance//Chores//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry):  # type: ignore[no-untyped-def]
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed.replace(microsecond=0))
    event.add("summary", entry.title)
    # In UTC, so that no reader needs our zone's rules; whole days are days and have no zone at all.
    event.add("dtstart", entry.first if entry.by is None else entry.by - SHORT)
    event.add("dtend", entry.last + timedelta(days=1) if entry.by is None else entry.by)
    event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    if entry.href:
        event.add("url", entry.href)
    return event
