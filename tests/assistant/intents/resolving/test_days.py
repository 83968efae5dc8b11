"""Days and the ways of repeating, on a Tuesday in March."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from appliance.assistant.intents.resolving.days import SeveralDays, day_said
from appliance.assistant.intents.resolving.habits import (
    NAMES,
    days_said,
    means_every_day,
    period_said,
    repeat_said,
)

TUESDAY = date(2026, 3, 10)
DAYS_OF_MARCH = {
    "today": 10,
    "tonight": 10,
    "tomorrow": 11,
    "the day after tomorrow": 12,
    "day after tomorrow": 12,
    "on tuesday": 10,
    "for Friday": 13,
    "friday": 13,
    "fri": 13,
    "on fri": 13,
    "next friday": 20,
    "next monday": 16,
    "on 14 March": 14,
    "14 March": 14,
    "March 14th": 14,
    "the 14th of March": 14,
    "on the 14th": 14,
    "the fourteenth": 14,
    "in three days": 13,
    "in a week": 17,
    "a week from today": 17,
    "am Samstag": 14,
    "übermorgen": 12,
    "morgen": 11,
    "heute": 10,
    "nächsten Freitag": 20,
    "in zwei Wochen": 24,
    "in 2 days": 12,
    "am 14.": 14,
    "14. März": 14,
    "am 14.3.": 14,
    "am 14. März": 14,
    "sa": 14,
    "bis sonntag": 15,
    "by sunday": 15,
    "tues": 10,
    "weds": 11,
    "thursday": 12,
    "this thursday": 12,
    "saturday morning": 14,
    "2026-03-14": 14,
    "tomorrow evening": 11,
    "morgen früh": 11,
    "heute morgen": 10,
    "on Tuesdays": 10,
    "friday week": 20,
    "this afternoon": 10,
    "this evening": 10,
    "after school": 10,
    "for tmrw": 11,
    "tommorrow": 11,
    "tmr": 11,
    "coming saturday": 14,
    "kommenden Samstag": 14,
    "mi": 11,
    "yesterday": 9,
    "last friday": 6,
    "a day": None,
    "may i": None,
    "the sun": None,
    "so": 15,
    "soon": None,
    "on the 31st": 31,
    "three days from now": 13,
    "tomorrow afternoon": 11,
    "wed": 11,
    "sun": 15,
    "by sat": 14,
    "on the twelfth": 12,
    "bis zum 14.": 14,
    "mittwochs": 11,
    "freitags": 13,
    "right now": None,
    "now": 10,
    "satruday": 14,
    "tomorow": 11,
}
REPEATS = {
    "every day": "daily",
    "daily": "daily",
    "each morning": "daily",
    "every evening": "daily",
    "jeden Tag": "daily",
    "täglich": "daily",
    "every tuesday and friday": "tuesday, friday",
    "on tuesdays and fridays": "tuesday, friday",
    "tuesdays": "tuesday",
    "every monday, wednesday and friday": "monday, wednesday, friday",
    "mon/wed/fri": "monday, wednesday, friday",
    "dienstags": "tuesday",
    "jeden Dienstag und Freitag": "tuesday, friday",
    "monday to friday": "monday to friday",
    "on weekdays": "monday to friday",
    "on school days": "monday to friday",
    "every weekday": "monday to friday",
    "montag bis freitag": "monday to friday",
    "Mo-Fr": "monday to friday",
    "mon-fri": "monday to friday",
    "at weekends": "saturday, sunday",
    "every 3 days": "3 days after done",
    "every other day": "2 days after done",
    "every second day": "2 days after done",
    "every two weeks": "14 days after done",
    "weekly": "7 days after done",
    "once a week": "7 days after done",
    "two weeks after it's done": "14 days after done",
    "10 days after done": "10 days after done",
    "every sunday": "sunday",
    "monday through thursday": "monday, tuesday, wednesday, thursday",
    "twice a week": None,
    "three times a week": None,
    "fortnightly": "14 days after done",
    "every week": "7 days after done",
    "14 Tage nachdem es erledigt ist": "14 days after done",
    "alle zwei Wochen": "14 days after done",
    "alle 3 Tage": "3 days after done",
    "jede Woche": "7 days after done",
    "every saturday morning": "saturday",
    "each sat": "saturday",
    "every sun": "sunday",
    "samstags und sonntags": "saturday, sunday",
    "a week after it's done": "7 days after done",
    "5 days after it was last done": "5 days after done",
    "every night": "daily",
    "every day after school": "daily",
    "once": None,
    "von montag bis freitag": "monday to friday",
    "weekly on sunday": "sunday",
    "every month": "30 days after done",
    "jeden zweiten Tag": "2 days after done",
    "every 2nd day": "2 days after done",
    "every weekend": "saturday, sunday",
    "every day except sunday": None,
}
WEEKS = {
    "on school days": "weekdays",
    "at weekends": "weekends",
    "monday to friday": "weekdays",
    "saturdays and sundays": "weekends",
    "on school nights": "weekdays",
    "am Wochenende": "weekends",
    "unter der Woche": "weekdays",
    "on sundays": None,
    "every day": None,
    "a day": None,
    "per day": None,
}
PERIODS = {
    "this week": "week",
    "last week": "last_week",
    "last month": "last_month",
    "this month": "month",
    "weekly": "week",
    "letzte Woche": "last_week",
    "diesen Monat": "month",
    "letzten Monat": "last_month",
    "the past week": "week",
    "the month": "month",
    "today": None,
}


@pytest.mark.parametrize(("said", "day"), DAYS_OF_MARCH.items())
def test_a_day_is_understood_however_it_is_said(said: str, day: int | None) -> None:
    assert day_said(said, TUESDAY) == (day and date(2026, 3, day))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("5 June", date(2026, 6, 5)),
        ("am 5.6.", date(2026, 6, 5)),
        ("the 9th", date(2026, 4, 9)),
        ("1 January", date(2027, 1, 1)),
        ("on 2026-05-01", date(2026, 5, 1)),
        ("in six months", date(2026, 9, 10)),
    ],
)
def test_a_date_is_the_next_one_of_its_name(said: str, day: date) -> None:
    assert day_said(said, TUESDAY) == day


@pytest.mark.parametrize("said", ["the 30th of february", "31 April", "am 31.11."])
def test_a_day_that_no_calendar_has_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        day_said(said, TUESDAY)


@pytest.mark.parametrize("said", ["this weekend", "am Wochenende", "next week", "this month"])
def test_several_days_are_no_day(said: str) -> None:
    with pytest.raises(SeveralDays):
        day_said(said, TUESDAY)


def test_a_weekend_can_be_asked_back_about() -> None:
    with pytest.raises(SeveralDays) as raised:
        day_said("this weekend", TUESDAY)
    assert raised.value.days == (date(2026, 3, 14), date(2026, 3, 15))


@given(today=some.dates(date(2020, 1, 1), date(2099, 1, 1)), ahead=some.integers(0, 6))
def test_a_weekday_is_within_the_next_seven_days(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert day_said(f"on {NAMES[day.weekday()]}", today) == day
    assert day_said(day.isoformat(), today) == day


@given(some.text(max_size=60), some.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_no_text_breaks_the_reading_of_days(text: str, today: date) -> None:
    with contextlib.suppress(SeveralDays, ValueError):
        day_said(text, today)
    repeat_said(text), days_said(text), period_said(text)


@pytest.mark.parametrize(("said", "repeat"), REPEATS.items())
def test_a_way_of_repeating_is_understood(said: str, repeat: str | None) -> None:
    assert repeat_said(said) == repeat


@pytest.mark.parametrize(("said", "days"), WEEKS.items())
def test_school_days_and_weekends_are_told_apart(said: str, days: str | None) -> None:
    assert days_said(said) == days


@pytest.mark.parametrize("said", ["every day", "a day", "per day", "am Tag", "pro Tag", "daily", "each day"])
def test_every_day_is_no_choice_of_days(said: str) -> None:
    assert means_every_day(said)


@pytest.mark.parametrize(("said", "period"), PERIODS.items())
def test_a_period_is_understood(said: str, period: str | None) -> None:
    assert period_said(said) == period
