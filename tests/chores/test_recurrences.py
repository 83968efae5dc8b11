"""When a chore is due, over two years in four zones: as dateutil says in local time, and by hand."""

import os
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import pytest
from dateutil import tz
from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, YEARLY, rrule
from dateutil.zoneinfo import get_zonefile_instance
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.chores.rules.repeats import (
    LAST,
    Repeat,
    day_after_done,
    due_days,
    due_moment,
    every_days,
    on_month_days,
    on_month_weekday,
    on_weekdays,
    on_year_day,
    on_year_weekday,
)
from appliance.chores.rules.words import parse_repeat, repeat_text, repeat_words
from tests.chores.recurrences import OR_THE_LAST, SAID, Said, every

TWO_YEARS = timedelta(days=730)
# Both hold a 29 February. In Apia the second year is the first one without a 30 December.
ZONES = {
    "Europe/Berlin": date(2027, 1, 1),
    "America/New_York": date(2027, 1, 1),
    "Australia/Lord_Howe": date(2027, 1, 1),
    "Pacific/Apia": date(2011, 1, 1),
}
ALL = bool(os.environ.get("APPLIANCE_TEST_ALL"))
MANY, SOME = (20_000, 5_000) if ALL else (150, 100)
pytestmark = pytest.mark.timeout(1200 if ALL else 180)
WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)


def zone_of_dateutil(name: str) -> tzinfo:
    """From the package's own file: nothing of it is ours, nor the machine's."""
    zone: tzinfo = get_zonefile_instance().get(name)
    return zone


def days_of_dateutil(means: dict[str, Any], start: date, zone: tzinfo, first: date, last: date) -> list[date]:
    """A day that a zone left out has no noon."""
    rule = rrule(
        dtstart=datetime.combine(start, time(12)),
        until=datetime.combine(last, time(12)),
        cache=False,
        **means,
    )
    found = rule.between(datetime.combine(first, time()), datetime.combine(last, time(23)))
    return [moment.date() for moment in found if tz.datetime_exists(moment, zone)]


def moment_of_dateutil(day: date, at: str, zone: tzinfo) -> datetime:
    """What the clocks skip moves forward; midnight is the end of the day before."""
    wall = (
        datetime.combine(day, time.fromisoformat(at)) if at else datetime.combine(day, time()) + timedelta(1)
    )
    return tz.resolve_imaginary(wall.replace(tzinfo=zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("said", SAID, ids=lambda said: f"{said.text} {said.begins}")
def test_two_years_of_it_are_what_dateutil_says_in_local_time(said: Said, zone: str) -> None:
    first, theirs = ZONES[zone], zone_of_dateutil(zone)
    start, last = said.start(first), first + TWO_YEARS
    repeat = parse_repeat(said.text, start, zone, said.week_start)
    days = due_days(repeat, first, last)
    assert days == days_of_dateutil(said.means, start, theirs, first, last)
    at = time.fromisoformat(said.at) if said.at else None
    assert [due_moment(day, at, "", zone) for day in days] == [
        moment_of_dateutil(day, said.at, theirs) for day in days
    ]
    assert parse_repeat(repeat_text(repeat), start, zone, said.week_start) == repeat


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len({(said.text, said.begins, said.at, said.week_start) for said in SAID}) >= 60


BY_HAND = [
    # 29 February, and what becomes of it in a year without.
    ("yearly on 29 february", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29"),
    ("monthly on the 29th", "2027-01-29", "2027-01-29 2027-02-28 2027-03-29 2027-04-29"),
    ("monthly on the 29th", "2028-01-29", "2028-01-29 2028-02-29 2028-03-29"),
    ("daily", "2028-02-28", "2028-02-28 2028-02-29 2028-03-01"),
    ("daily", "2027-02-28", "2027-02-28 2027-03-01"),
    ("every 365 days", "2027-03-01", "2027-03-01 2028-02-29 2029-02-28"),
    ("every 12 months on the last day", "2027-02-01", "2027-02-28 2028-02-29 2029-02-28"),
    # Ends of months: the last day is never one too late, nor missing.
    (
        "monthly on the 31st",
        "2026-01-31",
        "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30",
    ),
    ("monthly on the 30th", "2026-01-30", "2026-01-30 2026-02-28 2026-03-30 2026-04-30 2026-05-30"),
    ("monthly on the last day", "2026-10-15", "2026-10-31 2026-11-30 2026-12-31 2027-01-31 2027-02-28"),
    ("every 3 months on the last day", "2026-11-30", "2026-11-30 2027-02-28 2027-05-31 2027-08-31"),
    ("monthly", "2026-01-31", "2026-01-31 2026-02-28 2026-03-31"),
    ("monthly", "2026-03-10", "2026-03-10 2026-04-10 2026-05-10"),
    # Weekdays of a month that has four, and five of them.
    ("monthly on the last sunday", "2026-03-01", "2026-03-29 2026-04-26 2026-05-31 2026-06-28"),
    ("monthly on the first monday", "2026-06-02", "2026-07-06 2026-08-03 2026-09-07"),
    ("monthly on the first and third tuesday", "2026-09-02", "2026-09-15 2026-10-06 2026-10-20 2026-11-03"),
    ("monthly on the last weekday", "2026-01-01", "2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29"),
    ("yearly on the second sunday of may", "2026-03-10", "2026-05-10 2027-05-09 2028-05-14"),
    # Over the turn of the year, also of a year with 53 weeks.
    ("every 2 weeks on friday", "2026-12-18", "2026-12-18 2027-01-01 2027-01-15"),
    ("every 2 weeks on thursday", "2026-12-31", "2026-12-31 2027-01-14"),
    ("every 2 weeks on monday, sunday", "2026-12-21", "2026-12-21 2026-12-27 2027-01-04 2027-01-10"),
    ("every 2 months on the 31st", "2026-12-31", "2026-12-31 2027-02-28 2027-04-30"),
    # A first day in the middle of the week keeps its week.
    ("every 2 weeks on monday", "2026-03-10", "2026-03-23 2026-04-06"),
    ("weekly", "2026-03-10", "2026-03-10 2026-03-17"),
    ("yearly", "2024-02-29", "2024-02-29 2025-02-28 2026-02-28"),
]
DATE_LINE = [
    # Who went to bed in Apia on 29 December 2011, a Thursday, got up on Saturday the 31st.
    ("daily", "2011-12-28", "2011-12-28 2011-12-29 2011-12-31 2012-01-01"),
    ("every 2 days", "2011-12-28", "2011-12-28 2012-01-01 2012-01-03"),
    ("friday", "2011-12-23", "2011-12-23 2012-01-06"),
    ("saturday", "2011-12-24", "2011-12-24 2011-12-31 2012-01-07"),
    ("monthly on the 30th", "2011-11-30", "2011-11-30 2012-01-30 2012-02-29"),
    ("monthly on the last day", "2011-12-30", "2011-12-31 2012-01-31"),
]


@pytest.mark.parametrize(
    ("text", "start", "expected", "zone"),
    [(*row, "Europe/Berlin") for row in BY_HAND] + [(*row, "Pacific/Apia") for row in DATE_LINE],
)
def test_days_counted_on_the_kitchen_calendar(text: str, start: str, expected: str, zone: str) -> None:
    days = [date.fromisoformat(day) for day in expected.split()]
    repeat = parse_repeat(text, date.fromisoformat(start), zone)
    assert due_days(repeat, repeat.start, days[-1]) == days
    later = [due_days(repeat, day + timedelta(days=1), days[-1]) for day in days]
    assert later == [days[n:] for n in range(1, len(days) + 1)]


NIGHTS = [
    ("Europe/Berlin", "2026-03-28T02:30", "2026-03-28T01:30"),
    ("Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59"),
    ("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T01:00"),  # skipped: at three, which is the same moment
    ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
    ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00"),
    ("Europe/Berlin", "2026-03-29", "2026-03-29T22:00"),  # 23 hours long
    ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),  # twice that night: the first
    ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00"),
    ("Europe/Berlin", "2026-10-25", "2026-10-25T23:00"),  # 25 hours long
    ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),
    ("America/New_York", "2026-03-08", "2026-03-09T04:00"),
    ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
    ("America/New_York", "2026-11-01T02:00", "2026-11-01T07:00"),
    ("America/New_York", "2026-11-01", "2026-11-02T05:00"),
    ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),  # half an hour goes back
    ("Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30"),
    ("Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:30"),
    ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # half an hour is skipped
    ("Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-03T15:30"),
    ("Australia/Lord_Howe", "2026-10-04", "2026-10-04T13:00"),
    ("Pacific/Apia", "2011-12-29T18:00", "2011-12-30T04:00"),
    ("Pacific/Apia", "2011-12-29", "2011-12-30T10:00"),
    ("Pacific/Apia", "2011-12-31T07:00", "2011-12-30T17:00"),
    ("Pacific/Apia", "2011-12-31", "2011-12-31T10:00"),
]


@pytest.mark.parametrize(("zone", "by", "utc"), NIGHTS)
def test_a_chore_is_late_from_the_moment_that_the_clock_on_the_wall_says(
    zone: str, by: str, utc: str
) -> None:
    day, _t, at = by.partition("T")
    moment = due_moment(date.fromisoformat(day), time.fromisoformat(at) if at else None, "", zone)
    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_chore_for_several_days_is_late_after_the_last_of_them() -> None:
    friday, zone = date(2026, 3, 27), "Europe/Berlin"
    assert due_moment(friday, None, "", zone, 2) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert due_moment(friday, time(18), "", zone, 2) == datetime(2026, 3, 29, 16, tzinfo=UTC)
    assert due_moment(friday, None, "morning", zone, 1) == datetime(2026, 3, 28, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "done", "following"),
    [
        ("1 day after done", "2026-12-31", "2027-01-01"),
        ("14 days after done", "2028-02-20", "2028-03-05"),
        ("2 weeks after done", "2026-03-20", "2026-04-03"),
        ("1 month after done", "2026-01-31", "2026-02-28"),
        ("1 month after done", "2028-01-31", "2028-02-29"),
        ("3 months after done", "2026-11-30", "2027-02-28"),
        ("12 months after done", "2028-02-29", "2029-02-28"),
    ],
)
def test_what_is_due_after_it_was_done_counts_on_the_calendar(text: str, done: str, following: str) -> None:
    repeat = parse_repeat(text, date(2026, 3, 10), "Europe/Berlin")
    assert day_after_done(repeat, date.fromisoformat(done)) == date.fromisoformat(following)
    assert parse_repeat(repeat_text(repeat), repeat.start, repeat.zone) == repeat


firsts = st.dates(date(1996, 1, 1), date(2040, 12, 31))
spans = st.integers(0, 500).map(lambda n: timedelta(days=n))
zones = st.sampled_from(sorted(ZONES))
some = st.sets(st.integers(0, 6), min_size=1)
places = st.sets(st.sampled_from([1, 2, 3, 4, LAST]), min_size=1)
Twin = tuple[Repeat, dict[str, Any]]


@st.composite
def twins(draw: st.DrawFn) -> Twin:
    """A repeat, and the same thing as dateutil is told it."""
    start, zone, n = draw(firsts), draw(zones), draw(st.integers(1, 30))
    kind = draw(
        st.sampled_from([_some_days, _some_weekdays, _some_month_days, _some_places, _some_year_days])
    )
    return kind(draw, n, start, zone)


def _some_days(_draw: st.DrawFn, n: int, start: date, zone: str) -> Twin:
    return every_days(n, start, zone), every(DAILY, n)


def _some_weekdays(draw: st.DrawFn, n: int, start: date, zone: str) -> Twin:
    days, week_start = sorted(draw(some)), draw(st.integers(0, 6))
    means = every(WEEKLY, n, byweekday=[WEEKDAYS[day] for day in days], wkst=week_start if n > 1 else MO)
    return on_weekdays(days, n, start, zone, week_start), means


def _some_month_days(draw: st.DrawFn, n: int, start: date, zone: str) -> Twin:
    days = draw(st.sets(st.integers(1, 28) | st.just(LAST), min_size=1) | st.sampled_from([{29}, {30}, {31}]))
    named = {"bymonthday": sorted(LAST if day == 31 else day for day in days)}
    return on_month_days(days, n, start, zone), every(MONTHLY, n, **OR_THE_LAST.get(min(days), named))


def _some_places(draw: st.DrawFn, n: int, start: date, zone: str) -> Twin:
    which, weekday = draw(places), draw(st.integers(0, 6))
    means = every(MONTHLY, n, byweekday=[WEEKDAYS[weekday](place) for place in which])
    return on_month_weekday(which, weekday, n, start, zone), means


def _some_year_days(draw: st.DrawFn, n: int, start: date, zone: str) -> Twin:
    month, day, years = draw(st.integers(1, 12)), draw(st.integers(1, 28)), 1 + n % 10
    if draw(st.booleans()):
        return on_year_day(month, day, years, start, zone), every(
            YEARLY, years, bymonth=month, bymonthday=day
        )
    place, weekday = draw(st.sampled_from([1, 2, 3, 4, LAST])), draw(st.integers(0, 6))
    means = every(YEARLY, years, bymonth=month, byweekday=WEEKDAYS[weekday](place))
    return on_year_weekday(place, weekday, month, years, start, zone), means


@settings(max_examples=MANY, deadline=None)
@given(twins(), firsts, spans)
def test_any_recurrence_is_what_dateutil_says_wherever_one_begins_to_look(
    twin: Twin, first: date, span: timedelta
) -> None:
    repeat, means = twin
    theirs = days_of_dateutil(means, repeat.start, zone_of_dateutil(repeat.zone), first, first + span)
    assert due_days(repeat, first, first + span) == theirs


@settings(max_examples=SOME, deadline=None)
@given(twins(), firsts, spans, spans)
def test_two_looks_one_after_the_other_see_the_same_as_one(
    twin: Twin, first: date, span: timedelta, more: timedelta
) -> None:
    """Each time the job makes ahead it begins where it stopped: nothing twice, nothing left out."""
    repeat, _means = twin
    middle = first + span
    later = due_days(repeat, middle + timedelta(days=1), middle + more)
    assert due_days(repeat, first, middle) + later == due_days(repeat, first, middle + more)


@settings(max_examples=SOME, deadline=None)
@given(twins())
def test_any_recurrence_can_be_typed_as_it_is_told_and_is_said_in_both_languages(twin: Twin) -> None:
    repeat, _means = twin
    again = parse_repeat(repeat_text(repeat), repeat.start, repeat.zone)
    assert again.rrule == repeat.rrule.partition(";WKST")[0]
    assert repeat_words(repeat, "en") and repeat_words(repeat, "de") != repeat_words(repeat, "en")
