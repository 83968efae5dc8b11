"""A calendar that other programs read: the same hour on the wall in summer and in winter."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from appliance.chores.rules.calendar import Entry, calendar_of
from appliance.core.clock import from_local

CHANGED = datetime(2026, 3, 1, 9, 0, 0, 123, tzinfo=UTC)


def entry(day: date, at: time | None, zone: str = "Europe/Berlin", **more: object) -> Entry:
    by = from_local(day, at, zone) if at else None
    facts = {"uid": f"{day}@home", "title": "Feed the cat", "last": day, **more}
    return Entry(first=day, by=by, changed=CHANGED, **facts)  # type: ignore[arg-type]


def events(entries: list[Entry]) -> list[Component]:
    return list(Calendar.from_ical(calendar_of("Maya", entries)).walk("VEVENT"))


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/Berlin", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)]),
        ("America/New_York", [date(2026, 3, 7), date(2026, 3, 8), date(2026, 11, 1), date(2026, 11, 2)]),
        ("Australia/Lord_Howe", [date(2026, 4, 4), date(2026, 4, 5), date(2026, 10, 3), date(2026, 10, 4)]),
    ],
)
def test_six_in_the_evening_is_six_in_the_evening_on_both_sides_of_a_change(
    zone: str, days: list[date]
) -> None:
    for day, event in zip(days, events([entry(day, time(18), zone) for day in days]), strict=True):
        assert event["DTEND"].dt.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(
            day, time(18)
        )
        assert event["DTSTART"].dt < event["DTEND"].dt


def test_what_has_the_whole_day_has_no_hour_and_no_zone() -> None:
    [event] = events([entry(date(2026, 3, 29), None, last=date(2026, 3, 31))])
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 29), date(2026, 4, 1))


def test_odd_letters_in_a_title_break_no_line() -> None:
    title = "Wash; dry, fold\\iron\nBEGIN:VALARM " + "ü" * 80
    written = calendar_of("Maya", [entry(date(2026, 3, 10), None, title=title)])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\r\nBEGIN:VALARM" not in written
    assert str(Calendar.from_ical(written).walk("VEVENT")[0]["SUMMARY"]) == title


def test_the_same_chores_give_the_same_bytes() -> None:
    entries = [entry(date(2026, 3, 10), time(18)), entry(date(2026, 3, 11), None)]
    assert calendar_of("Maya", entries) == calendar_of("Maya", entries)
