"""What is typed into the API or said to the assistant: English, and read back as it is written."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from appliance.chores.rules.days import Rule
from appliance.chores.rules.repeats import (
    LAST,
    WORKDAY,
    Mode,
    Repeat,
    after_done,
    days_named,
    every_days,
    months_after_done,
    on_month_days,
    on_month_weekday,
    on_weekdays,
    on_year_day,
    on_year_weekday,
    once,
    places_named,
    rule_of,
)
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}
SCHOOL_DAYS = [0, 1, 2, 3, 4]
SEVERAL = {"weekdays": SCHOOL_DAYS, "weekends": [5, 6]}
MOST = {"day": 365, "week": 52, "month": 60, "year": 10}
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
NOT_UNDERSTOOD = _(
    "We did not understand how often. Try: daily, tuesday, friday, monthly on the 15th or 9 days after done."
)
ONLY_ALONE = _("Not every month has a 29th or 30th. Take it alone, or together with the last day.")

_place = f"(?:{'|'.join(PLACES)})"
EVERY = re.compile(
    rf"(?:({'|'.join(ADVERBS)})|every (?:(\d{{1,3}}|other) )?(day|week|month|year)s?)(?: on (?:the )?(.+))?"
)
AFTER = re.compile(r"(\d{1,3}) (day|week|month)s? after done")
NTH = re.compile(rf"({_place}(?:(?:, | and )(?:the )?{_place})*) ({'|'.join(DAYS)})")
OF_A_YEAR = re.compile(rf"(.+?) (?:(?:of|in) )?({'|'.join(MONTHS)})")
MONTH_FIRST = re.compile(rf"({'|'.join(MONTHS)}) (.+)")


@dataclass(frozen=True)
class _Said:
    """How often, the words after `on`, and the first day."""

    every: int
    named: str
    start: date
    zone: str
    week_start: int


def parse_repeat(text: str, start: date, zone: str, week_start: int = 0) -> Repeat:
    """`daily`, `every 3 days`, `tuesday, friday`, `monday to friday`, `every 2 weeks on friday`,
    `monthly on the 1st and last day`, `every 3 months on the second tuesday`, `yearly on 24 december`,
    `yearly on the last sunday of may`, `9 days after done`, `2 months after done`, `once`.

    Without `on` it is the first one's day. `week_start` decides which days lie in the same week.
    """
    said = " ".join(text.lower().split())
    if said == "once":
        return once(start, zone)
    if found := AFTER.fullmatch(said):
        return _after(_count(found[1], found[2]), found[2], start, zone)
    found = EVERY.fullmatch(said)
    if not found:
        return on_weekdays(_named_days(said.removeprefix("every ")), 1, start, zone)
    unit = ADVERBS.get(found[1] or "", found[3])
    every = 2 if found[2] == "other" else _count(found[2] or "1", unit)
    return UNITS[unit](_Said(every, found[4] or "", start, zone, week_start))


def repeat_text(repeat: Repeat) -> str:
    """What `parse_repeat` reads."""
    rule = rule_of(repeat)
    if repeat.mode is Mode.ONCE:
        return "once"
    if repeat.mode is Mode.AFTER_DONE:
        unit = "month" if rule.freq == "MONTHLY" else "day"
        return f"{rule.every} {unit}{'s' if rule.every > 1 or unit == 'day' else ''} after done"
    return TEXTS[rule.freq](rule)


def _count(digits: str, unit: str) -> int:
    if not 1 <= int(digits) <= MOST[unit]:
        raise _unclear()
    return int(digits)


def _unclear(sentence: str = NOT_UNDERSTOOD) -> Invalid:
    return Invalid(sentence, {"repeat": sentence})


def _after(number: int, unit: str, start: date, zone: str) -> Repeat:
    if unit == "month":
        return months_after_done(number, start, zone)
    return after_done(number * 7 if unit == "week" else number, start, zone)


def _of_days(said: _Said) -> Repeat:
    if said.named:
        raise _unclear()
    return every_days(said.every, said.start, said.zone)


def _of_weeks(said: _Said) -> Repeat:
    days = _named_days(said.named) if said.named else [said.start.weekday()]
    return on_weekdays(days, said.every, said.start, said.zone, said.week_start)


def _of_months(said: _Said) -> Repeat:
    if found := NTH.fullmatch(said.named):
        places, weekday = _nth(found[1], found[2])
        return on_month_weekday(places, weekday, said.every, said.start, said.zone)
    days = [_day(part) for part in _parts(said.named)] if said.named else [said.start.day]
    if not {LAST, 31} & set(days) and len(set(days)) > 1 and {29, 30} & set(days):
        raise _unclear(ONLY_ALONE)
    return on_month_days(days, said.every, said.start, said.zone)


def _of_years(said: _Said) -> Repeat:
    if not said.named:
        return on_year_day(said.start.month, said.start.day, said.every, said.start, said.zone)
    found, turned = OF_A_YEAR.fullmatch(said.named), MONTH_FIRST.fullmatch(said.named)
    if not (found or turned):
        raise _unclear()
    day, name = (found[1], found[2]) if found else (turned[2], turned[1])  # type: ignore[index]
    month = MONTHS.index(name) + 1
    if nth := NTH.fullmatch(day):
        places, weekday = _nth(nth[1], nth[2])
        if len(places) > 1:
            raise _unclear()
        return on_year_weekday(places[0], weekday, month, said.every, said.start, said.zone)
    return on_year_day(month, _day_in(month, _day(day)), said.every, said.start, said.zone)


UNITS: dict[str, Callable[[_Said], Repeat]] = {
    "day": _of_days,
    "week": _of_weeks,
    "month": _of_months,
    "year": _of_years,
}


def _day(text: str) -> int:
    said = text.removeprefix("the ")
    if said in ("last day", "last"):
        return LAST
    found = re.fullmatch(r"(?:day )?(\d{1,2})(?:st|nd|rd|th|\.)?", said)
    if not found or not 1 <= int(found[1]) <= 31:
        raise _unclear()
    return int(found[1])


def _day_in(month: int, day: int) -> int:
    if day > monthrange(2028, month)[1]:
        raise _unclear()
    return day


def _nth(places: str, weekday: str) -> tuple[list[int], int]:
    found = [PLACES[part.removeprefix("the ")] for part in _parts(places)]
    if weekday == DAYS[WORKDAY] and len(found) > 1:
        raise _unclear()
    return found, DAYS.index(weekday)


def _parts(text: str) -> list[str]:
    return re.split(r",\s*(?:and\s+)?|\s+and\s+", text)


def _named_days(said: str) -> list[int]:
    if said in SEVERAL:
        return SEVERAL[said]
    span = re.fullmatch(r"(\w+) to (\w+)", said)
    named = [span[1], span[2]] if span else _parts(said)
    if not all(name in DAYS[:WORKDAY] for name in named):
        raise _unclear()
    days = [DAYS.index(name) for name in named]
    if span:
        days = [(days[0] + step) % 7 for step in range((days[1] - days[0]) % 7 + 1)]
    return sorted(set(days))


def _daily(rule: Rule) -> str:
    return _every(rule, "daily", "days")


def _weekly(rule: Rule) -> str:
    days = [weekday for _which, weekday in rule.weekdays]
    listed = "monday to friday" if days == SCHOOL_DAYS else ", ".join(DAYS[day] for day in days)
    return listed if rule.every == 1 else f"every {rule.every} weeks on {listed}"


def _monthly(rule: Rule) -> str:
    named = _nth_text(rule) if rule.weekdays else _listed(_day_text(day) for day in days_named(rule))
    return f"{_every(rule, 'monthly', 'months')} on the {named}"


def _yearly(rule: Rule) -> str:
    month = MONTHS[rule.month - 1]
    every = _every(rule, "yearly", "years")
    if rule.weekdays:
        return f"{every} on the {_nth_text(rule)} of {month}"
    day = days_named(rule)[0]
    return f"{every} on the last day of {month}" if day == LAST else f"{every} on {day} {month}"


TEXTS: dict[str, Callable[[Rule], str]] = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}


def _every(rule: Rule, one: str, units: str) -> str:
    return one if rule.every == 1 else f"every {rule.every} {units}"


def _nth_text(rule: Rule) -> str:
    names = {place: name for name, place in PLACES.items()}
    places, weekday = places_named(rule)
    return f"{_listed(names[place] for place in places)} {DAYS[weekday]}"


def _day_text(day: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}
    return "last day" if day == LAST else f"{day}{endings.get(day, 'th')}"


def _listed(named: Iterable[str]) -> str:
    *most, last = named
    return f"{', '.join(most)} and {last}" if most else last
