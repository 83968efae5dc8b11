"""The day that a sentence names, as a date of the family's calendar."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

WEEKDAY_NAMES = (
    "monday mon montag",
    "tuesday tue tues dienstag",
    "wednesday wed mittwoch",
    "thursday thu thur thurs donnerstag",
    "friday fri freitag",
    "saturday sat samstag sonnabend",
    "sunday sun sonntag",
)
MONTH_NAMES = (
    "january jan januar",
    "february feb februar",
    "march mar märz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sep sept",
    "october oct oktober",
    "november nov",
    "december dec dezember",
)
WEEKDAYS = {name: number for number, names in enumerate(WEEKDAY_NAMES) for name in names.split()}
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}
RELATIVE = {"today": 0, "tonight": 0, "heute": 0, "tomorrow": 1, "morgen": 1, "yesterday": -1, "gestern": -1}
RELATIVE |= {"übermorgen": 2, "vorgestern": -2}
SPANS = frozenset(
    {"week", "weekend", "weekends", "month", "year", "weeks", "days", "woche", "wochenende", "monat"}
)
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
NUMBERED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?$")


def names_a_span(words: Sequence[str]) -> bool:
    return any(word in SPANS for word in words)


def day_named(text: str, words: Sequence[str], today: date) -> date | None:
    """None where no day is named; ValueError where one is named that cannot be."""
    if found := ISO.search(text):
        return date(*(int(part) for part in found.groups()))
    for at, word in enumerate(words):
        if word == "tomorrow" and list(words[max(0, at - 2) : at]) == ["day", "after"]:
            return today + timedelta(days=2)
        if word in RELATIVE:
            return today + timedelta(days=RELATIVE[word])
        if word in WEEKDAYS and (len(word) > 3 or words[at - 1] in ("on", "next", "this", "for")):
            return _weekday(WEEKDAYS[word], words[at - 1] if at else "", today)
    return _dated(words, today)


def _weekday(number: int, before: str, today: date) -> date:
    ahead = (number - today.weekday()) % 7
    if before == "last":
        return today - timedelta(days=(today.weekday() - number) % 7 or 7)
    following_week = before == "next" and ahead <= 6 - today.weekday()
    return today + timedelta(days=ahead + 7 * following_week)


def _dated(words: Sequence[str], today: date) -> date | None:
    for at, word in enumerate(words):
        near = [*words[max(0, at - 1) : at], *words[at + 1 : at + 3]]
        numbers = [int(found[1]) for w in near if (found := NUMBERED.match(w))]
        if word in MONTHS and numbers:
            return _coming(numbers[0], MONTHS[word], today)
        if re.match(r"^\d{1,2}(st|nd|rd|th)$", word) and not any(w in MONTHS for w in near):
            return _coming(int(word[:-2]), today.month, today)
    return None


def _coming(day: int, month: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today - timedelta(days=60) else date(today.year + 1, month, day)
