"""The minute of a reminder, said at four o'clock on a Tuesday afternoon in March."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from appliance.assistant.intents.resolving.moments import moment_said

FOUR = datetime(2026, 3, 10, 16, 0)
MOMENTS_OF_MARCH = {
    "at 6": "10T18:00",
    "at 8": "10T20:00",
    "at 3": "11T15:00",
    "at 3pm": "11T15:00",
    "at 5": "10T17:00",
    "in 20 minutes": "10T16:20",
    "in an hour": "10T17:00",
    "in half an hour": "10T16:30",
    "in 2 hours": "10T18:00",
    "in two and a half hours": "10T18:30",
    "20 minutes from now": "10T16:20",
    "tomorrow morning": "11T08:00",
    "tomorrow": "11T08:00",
    "tomorrow at 8": "11T08:00",
    "tomorrow at 7am": "11T07:00",
    "half past seven": "10T19:30",
    "at half past seven": "10T19:30",
    "quarter to 8": "10T19:45",
    "at quarter past 5": "10T17:15",
    "ten past 5": "10T17:10",
    "20 to 9": "10T20:40",
    "noon": "11T12:00",
    "at noon tomorrow": "11T12:00",
    "um halb acht": "10T19:30",
    "morgen um halb acht": "11T07:30",
    "morgen früh": "11T08:00",
    "heute abend": "10T18:00",
    "heute abend um 8": "10T20:00",
    "morgen um 15 Uhr": "11T15:00",
    "um 18 Uhr": "10T18:00",
    "18 Uhr": "10T18:00",
    "um 18:30": "10T18:30",
    "um 7 Uhr 30": "10T19:30",
    "Viertel nach sieben": "10T19:15",
    "viertel vor sieben": "10T18:45",
    "in einer halben Stunde": "10T16:30",
    "in einer Stunde": "10T17:00",
    "in 10 Minuten": "10T16:10",
    "übermorgen": "12T08:00",
    "tonight": "10T20:00",
    "tonight at 8": "10T20:00",
    "this evening": "10T18:00",
    "at 18:00": "10T18:00",
    "at 6:30": "10T18:30",
    "6.30pm": "10T18:30",
    "6 pm": "10T18:00",
    "6pm": "10T18:00",
    "at 1730": "10T17:30",
    "friday at 3": "13T15:00",
    "on friday at 10": "13T10:00",
    "on Friday": "13T08:00",
    "saturday morning": "14T08:00",
    "saturday morning at 9": "14T09:00",
    "on saturday at half past nine": "14T09:30",
    "at 5 o'clock": "10T17:00",
    "five o'clock": "10T17:00",
    "tomorrow afternoon": "11T15:00",
    "tomorrow evening at 7": "11T19:00",
    "in the morning": "11T08:00",
    "this afternoon": "10T17:00",
    "in three days": "13T08:00",
    "in 3 days at 9": "13T09:00",
    "on the 14th at 10am": "14T10:00",
    "at 10am on the 14th": "14T10:00",
    "14 March at 18:15": "14T18:15",
    "at midnight": "11T00:00",
    "after school": "10T17:00",
    "tomorrow after school": "11T15:00",
    "at seven tonight": "10T19:00",
    "at 7 in the evening": "10T19:00",
    "at 7 in the morning": "11T07:00",
    "7 tomorrow": "11T07:00",
    "tomorrow 7am": "11T07:00",
    "at 16:00": "11T16:00",
    "at 4": "11T16:00",
    "at 4:30": "10T16:30",
    "after dinner": "10T18:00",
    "later": None,
    "on tuesday at 5": "10T17:00",
    "on tuesday at 3pm": "17T15:00",
    "in a week": "17T08:00",
    "next monday at 7": "16T07:00",
    "in 15 min": "10T16:15",
    "in 1h": "10T17:00",
    "in 90 minutes": "10T17:30",
    "in an hour and a half": "10T17:30",
    "at 8:15 tomorrow": "11T08:15",
    "tomorrow 8:15": "11T08:15",
    "morgen 8 Uhr": "11T08:00",
    "am Freitag um 9": "13T09:00",
    "Freitag früh": "13T08:00",
    "um 17 Uhr": "10T17:00",
    "halb sechs": "10T17:30",
    "tomorrow at six": "11T18:00",
    "at 9 p.m.": "10T21:00",
    "9 p.m.": "10T21:00",
    "today at 9": "10T21:00",
    "today at 3": None,
    "heute um 20 Uhr": "10T20:00",
    "7": "10T19:00",
    "7:00": "10T19:00",
    "saturday 10": "14T10:00",
    "at 12": "11T12:00",
    "tomorrow at 12": "11T12:00",
    "at 12:30": "11T12:30",
    "in the evening": "10T18:00",
    "before bed": "10T20:00",
    "in 5": "10T16:05",
    "10 in the morning": "11T10:00",
    "eight in the evening": "10T20:00",
    "2moro at 9": "11T09:00",
    "4 o clock": "11T16:00",
    "satruday at 10": "14T10:00",
    "15 mins": "10T16:15",
    "on tuesday": "17T08:00",
    "in exactly one hour": "10T17:00",
    "later today": None,
    "when mama comes": None,
    "this weekend": None,
}


@pytest.mark.parametrize(("said", "moment"), MOMENTS_OF_MARCH.items())
def test_a_moment_is_understood_however_it_is_said(said: str, moment: str | None) -> None:
    found = moment_said(said, FOUR)
    assert (found and found.isoformat(timespec="minutes")) == (moment and f"2026-03-{moment}")


@pytest.mark.parametrize(
    ("now", "said", "moment"),
    [
        (datetime(2026, 3, 10, 5, 0), "at 6", datetime(2026, 3, 10, 6, 0)),
        (datetime(2026, 3, 10, 7, 0), "at 8", datetime(2026, 3, 10, 8, 0)),
        (datetime(2026, 3, 10, 21, 0), "at 8", datetime(2026, 3, 11, 8, 0)),
        (datetime(2026, 3, 10, 7, 0), "this morning", datetime(2026, 3, 10, 8, 0)),
        (datetime(2026, 12, 31, 23, 30), "in an hour", datetime(2027, 1, 1, 0, 30)),
        (datetime(2026, 3, 10, 23, 0), "tonight", None),
    ],
)
def test_an_hour_is_the_next_one_that_comes(now: datetime, said: str, moment: datetime | None) -> None:
    assert moment_said(said, now) == moment


@given(some.text(max_size=60), some.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_is_always_yet_to_come(text: str, now: datetime) -> None:
    found = moment_said(text, now)
    assert found is None or found > now.replace(second=0, microsecond=0)


@given(hour=some.integers(0, 23), minute=some.integers(0, 59))
def test_a_written_time_is_that_time(hour: int, minute: int) -> None:
    found = moment_said(f"tomorrow at {hour:02}:{minute:02}", FOUR)
    expected = datetime(2026, 3, 11, hour, minute)
    assert found in (expected, expected + timedelta(hours=12) if hour < 12 else expected)
