"""When a chore is due, by example and against dateutil run in local time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, WEEKLY, rrule
from hypothesis import given
from hypothesis import strategies as st

from appliance.chores.rules.coming import Rhythm, coming
from appliance.chores.rules.pictures import picture_for
from appliance.chores.rules.repeats import (
    Mode,
    after_done,
    day_after_done,
    due_days,
    due_moment,
    every_days,
    on_weekdays,
    read_repeat,
    stored,
)
from appliance.chores.rules.words import parse_repeat, repeat_text, repeat_words, rhythm_words
from appliance.core.errors import Invalid

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
TUESDAY = date(2026, 3, 10)
dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))
texts = st.one_of(
    st.sampled_from(["daily", "once", "monday to friday", "saturday", "tuesday, friday"]),
    st.integers(2, 90).map(lambda n: f"every {n} days"),
    st.integers(1, 365).map(lambda n: f"{n} days after done"),
    st.integers(2, 12).map(lambda n: f"every {n} weeks on wednesday, sunday"),
)


@given(texts, dates, st.sampled_from(ZONES))
def test_what_is_typed_reads_the_same_again(text: str, start: date, zone: str) -> None:
    repeat = parse_repeat(text, start, zone)
    assert repeat_text(repeat) == text
    assert read_repeat(stored(repeat)) == repeat


@given(st.sets(st.integers(0, 6), min_size=1), st.integers(1, 5), dates, dates)
def test_weekdays_fall_where_dateutil_puts_them(days: set[int], weeks: int, start: date, first: date) -> None:
    last = first + timedelta(days=60)
    anchor = datetime.combine(start, time())
    theirs = rrule(
        WEEKLY, dtstart=anchor, interval=weeks, byweekday=sorted(days), until=datetime.combine(last, time())
    )
    ours = due_days(on_weekdays(sorted(days), weeks, start, "Europe/Berlin"), first, last)
    assert ours == [moment.date() for moment in theirs if moment.date() >= first]


@given(st.integers(1, 40), dates, dates)
def test_every_few_days_counts_from_its_first_day(n: int, start: date, first: date) -> None:
    last = first + timedelta(days=90)
    theirs = rrule(
        DAILY, dtstart=datetime.combine(start, time()), interval=n, until=datetime.combine(last, time())
    )
    ours = due_days(every_days(n, start, "Europe/Berlin"), first, last)
    assert ours == [moment.date() for moment in theirs if moment.date() >= first]


@given(dates, st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.sampled_from(ZONES))
def test_half_past_seven_is_half_past_seven_in_summer_and_in_winter(day: date, at: time, zone: str) -> None:
    """A time that the clocks skip moves forward by the gap; every other one is exactly itself."""
    moment = due_moment(day, at, "", zone)
    shown = moment.astimezone(ZoneInfo(zone))
    skipped = (
        datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).time() != at
    )
    assert shown.date() == day and (skipped or shown.time() == at)
    assert (
        timedelta(0) <= datetime.combine(day, shown.time()) - datetime.combine(day, at) <= timedelta(hours=1)
    )


@pytest.mark.parametrize(
    ("day", "at", "zone", "utc"),
    [
        (date(2026, 3, 28), time(7, 30), "Europe/Berlin", "2026-03-28T06:30"),
        (date(2026, 3, 29), time(7, 30), "Europe/Berlin", "2026-03-29T05:30"),
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:30"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30"),
        (date(2026, 3, 8), time(2, 15), "America/New_York", "2026-03-08T07:15"),
        (date(2026, 4, 5), time(18, 0), "Australia/Lord_Howe", "2026-04-05T07:30"),
        (date(2026, 10, 4), time(18, 0), "Australia/Lord_Howe", "2026-10-04T07:00"),
        (date(2026, 7, 1), time(6, 0), "Pacific/Apia", "2026-06-30T17:00"),
    ],
)
def test_nights_on_which_the_clocks_change(day: date, at: time, zone: str, utc: str) -> None:
    assert due_moment(day, at, "", zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_without_a_time_a_chore_has_the_whole_day_even_a_short_one() -> None:
    assert due_moment(date(2026, 3, 29), None, "", "Europe/Berlin").isoformat() == "2026-03-29T22:00:00+00:00"
    assert due_moment(date(2026, 3, 29), None, "morning", "Europe/Berlin").hour == 10


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("daily", date(2028, 2, 28), date(2028, 3, 1), [28, 29, 1]),
        ("daily", date(2026, 2, 27), date(2026, 3, 1), [27, 28, 1]),
        ("every 10 days", date(2026, 3, 10), date(2026, 4, 10), [10, 20, 30, 9]),
        ("tuesday, friday", date(2026, 3, 9), date(2026, 3, 22), [10, 13, 17, 20]),
        ("monday to friday", date(2026, 3, 13), date(2026, 3, 17), [13, 16, 17]),
        ("every 2 weeks on tuesday", date(2026, 3, 1), date(2026, 4, 10), [10, 24, 7]),
        ("friday to sunday", date(2026, 3, 9), date(2026, 3, 16), [13, 14, 15]),
        ("once", date(2026, 3, 1), date(2026, 3, 31), [10]),
    ],
)
def test_days_written_by_hand(text: str, first: date, last: date, expected: list[int]) -> None:
    repeat = parse_repeat(text, TUESDAY if first >= date(2026, 3, 1) else first, "Europe/Berlin")
    assert [day.day for day in due_days(repeat, first, last)] == expected


def test_after_done_counts_from_the_day_it_was_done_over_the_end_of_a_month() -> None:
    repeat = after_done(14, TUESDAY, "Europe/Berlin")
    assert repeat.mode is Mode.AFTER_DONE
    assert day_after_done(repeat, date(2028, 2, 20)) == date(2028, 3, 5)


@pytest.mark.parametrize(
    "text", ["", "sometimes", "0 days after done", "every 99 weeks on monday", "moonday"]
)
def test_what_we_do_not_understand_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_repeat(text, TUESDAY, "Europe/Berlin")
    assert "repeat" in refusal.value.errors


def test_repeats_are_said_in_words() -> None:
    said = {
        text: repeat_words(parse_repeat(text, TUESDAY, "Europe/Berlin"), "en")
        for text in ("daily", "monday to friday", "wednesday, sunday", "14 days after done", "once")
    }
    assert list(said.values()) == [
        "every day", "Monday to Friday", "every Wednesday and Sunday", "14 days after it is done", "once",
    ]  # fmt: skip


def test_a_rhythm_is_said_with_its_times_and_how_long_it_may_take() -> None:
    daily = parse_repeat("daily", TUESDAY, "Europe/Berlin")
    said = [
        rhythm_words(Rhythm(daily, [time(18), time(8)]), "en"),
        rhythm_words(Rhythm(daily, (), "evening", 1), "en"),
        rhythm_words(Rhythm(daily, (), "", 2), "de"),
    ]
    assert said == [
        "every day, by 08:00 and 18:00",
        "every day, in the evening, or 1 day later",
        "jeden Tag, oder bis zu 2 Tage später",
    ]


@pytest.mark.parametrize(
    ("title", "picture"),
    [
        ("Feed the cat", "p-cat"),
        ("Brush your teeth", "p-tooth"),
        ("Walk the dog", "p-dog"),
        ("Practice piano", "p-piano"),
        ("Be kind", "p-house"),
    ],
)
def test_a_title_finds_its_picture(title: str, picture: str) -> None:
    assert picture_for(title) == picture


@pytest.mark.parametrize(
    ("text", "times", "expected"),
    [
        ("tuesday, friday", [], ["10", "13", "17"]),
        (
            "daily",
            [time(18), time(8)],
            ["10 08:00", "10 18:00", "11 08:00", "11 18:00", "12 08:00", "12 18:00"],
        ),
        ("14 days after done", [], ["10", "24", "7"]),
        ("once", [time(9)], ["10 09:00"]),
    ],
)
def test_the_next_dates_are_told_before_anything_is_saved(
    text: str, times: list[time], expected: list[str]
) -> None:
    rhythm = Rhythm(parse_repeat(text, TUESDAY, "Europe/Berlin"), times)
    found = [(one.day, one.at) for one in coming(rhythm, TUESDAY, 3)]
    assert [f"{day.day} {at:%H:%M}" if at else str(day.day) for day, at in found] == expected


def test_a_preview_begins_today_and_knows_how_long_each_may_take() -> None:
    repeat = parse_repeat("monthly on the 30th", date(2020, 1, 30), "Europe/Berlin")
    february = coming(Rhythm(repeat, (), "", 2), date(2027, 2, 1))[0]
    assert (february.day, february.until) == (date(2027, 2, 28), date(2027, 3, 2))
    assert february.due_at == due_moment(date(2027, 3, 2), None, "", "Europe/Berlin")
    assert len(coming(Rhythm(repeat), date(2027, 2, 1))) == 10
