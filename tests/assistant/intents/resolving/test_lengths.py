"""Lengths of time and numbers, as families say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from appliance.assistant.intents.resolving.durations import LONGEST, minutes_said
from appliance.assistant.intents.resolving.figures import in_figures, number_said

LENGTHS = {
    "half an hour": 30,
    "an hour and a half": 90,
    "one and a half hours": 90,
    "1.5 hours": 90,
    "1,5 Stunden": 90,
    "quarter of an hour": 15,
    "a quarter of an hour": 15,
    "three quarters of an hour": 45,
    "90 min": 90,
    "90min": 90,
    "90m": 90,
    "1h30": 90,
    "1h 30": 90,
    "1h30m": 90,
    "1 h 30 min": 90,
    "anderthalb Stunden": 90,
    "eineinhalb Stunden": 90,
    "'ne halbe Stunde": 30,
    "ne halbe Stunde": 30,
    "eine halbe Stunde": 30,
    "twenty five": 25,
    "twenty-five minutes": 25,
    "an hour": 60,
    "one hour": 60,
    "hour": 60,
    "half hour": 30,
    "two hours": 120,
    "2 hrs": 120,
    "1 hour 20": 80,
    "one hour twenty": 80,
    "one hour and twenty minutes": 80,
    "1 1/2 hours": 90,
    "30": 30,
    "thirty": 30,
    "thirty more": 30,
    "fünfundzwanzig Minuten": 25,
    "eine Viertelstunde": 15,
    "viertelstunde": 15,
    "eine Dreiviertelstunde": 45,
    "zwei Stunden": 120,
    "2 Std": 120,
    "zwei Stunden und 15 Minuten": 135,
    "a hundred minutes": 100,
    "one hundred and twenty minutes": 120,
    "hundred twenty": 120,
    "a few minutes": None,
    "a bit": None,
    "some time": None,
    "an extra hour": 60,
    "another half hour": 30,
    "half an hour more": 30,
    "1:30": 90,
    "1:30 h": 90,
    "two and a half hours": 150,
    "2 and a half hours": 150,
    "zweieinhalb Stunden": 150,
    "eine Stunde": 60,
    "45 minutes": 45,
    "45 minuten": 45,
    "15min": 15,
    "1hr": 60,
    "1 hr": 60,
    "2h": 120,
    "2 h": 120,
    "ten": 10,
    "a couple of hours": 120,
    "sixty mins": 60,
    "1/2 hour": 30,
    "½ hour": 30,
    "1 and a half hours": 90,
    "0 minutes": 0,
    "99 hours": None,
    "10-minute": 10,
    "30 extra minutes": 30,
    "30 more": 30,
    "hour and a half": 90,
    "an hour and 15 minutes": 75,
    "an hour and a quarter": 75,
    "five more minutes": 5,
    "5 mins": 5,
    "an additional 20 minutes": 20,
    "1 stunde 30": 90,
    "ne stunde": 60,
    "ne viertel stunde": 15,
    "20 min.": 20,
    "20.": 20,
}
NUMBERS = {
    "ten": 10,
    "twenty five": 25,
    "fünfundzwanzig": 25,
    "a hundred": 100,
    "one hundred and fifty": 150,
    "5 or 10": None,
    "some": None,
    "3 points": 3,
    "zwölf": 12,
    "hundertzwanzig": None,
    "zweihundert": 200,
}
ENGLISH_ONES = "one two three four five six seven eight nine"
ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
GERMAN_ONES = "ein zwei drei vier fünf sechs sieben acht neun"
GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"


@pytest.mark.parametrize(("said", "minutes"), LENGTHS.items())
def test_a_length_of_time_is_understood_however_it_is_said(said: str, minutes: int | None) -> None:
    assert minutes_said(said) == minutes


@pytest.mark.parametrize(("said", "number"), NUMBERS.items())
def test_a_number_is_understood_in_words_and_figures(said: str, number: int | None) -> None:
    assert number_said(said) == number


@given(hours=some.integers(1, 23), minutes=some.integers(1, 59))
def test_hours_and_minutes_add_up_in_every_spelling(hours: int, minutes: int) -> None:
    for said in (
        f"{hours} hours and {minutes} minutes",
        f"{hours}h {minutes}m",
        f"{hours}h{minutes}",
        f"{hours} Stunden {minutes} Minuten",
        f"{hours * 60 + minutes} min",
    ):
        assert minutes_said(said) == hours * 60 + minutes


@given(tens=some.integers(0, 7), ones=some.integers(0, 8))
def test_all_numbers_to_a_hundred_are_known_in_both_languages(tens: int, ones: int) -> None:
    number = 20 + tens * 10 + ones + 1
    english, german = ENGLISH_TENS.split()[tens], GERMAN_TENS.split()[tens]
    for said in (
        f"{english} {ENGLISH_ONES.split()[ones]}",
        f"{english}-{ENGLISH_ONES.split()[ones]}",
        f"{GERMAN_ONES.split()[ones]}und{german}",
    ):
        assert number_said(said) == number


@given(some.text(max_size=60))
def test_no_text_breaks_it_and_no_day_holds_more_than_a_day(text: str) -> None:
    minutes = minutes_said(text)
    assert minutes is None or 0 <= minutes <= LONGEST
    assert in_figures(in_figures(text)) is not None
