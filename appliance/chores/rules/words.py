"""A repeat as text that can be typed (`tuesday, friday`) and as words in the reader's language."""

import re
from collections.abc import Mapping
from datetime import date

from babel.dates import get_day_names

from appliance.chores.rules.repeats import (
    Mode,
    Repeat,
    after_done,
    every_days,
    interval,
    on_weekdays,
    once,
    weekdays,
)
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SCHOOL_DAYS = [0, 1, 2, 3, 4]
NOT_UNDERSTOOD = _("We did not understand how often. Try: daily, tuesday, friday, or 14 days after done.")


def parse_repeat(text: str, start: date, zone: str) -> Repeat:
    """`daily`, `tuesday, friday`, `monday to friday`, `every 2 weeks on friday`, `9 days after done`"""
    said = " ".join(text.lower().split())
    if said == "once":
        return once(start, zone)
    if said in ("daily", "every day"):
        return every_days(1, start, zone)
    if found := re.fullmatch(r"(\d{1,3}) days? after done", said):
        return after_done(_count(found[1], 365), start, zone)
    if found := re.fullmatch(r"every (\d{1,3}) days", said):
        return every_days(_count(found[1], 365), start, zone)
    if found := re.fullmatch(r"every (\d{1,2}) weeks on (.+)", said):
        return on_weekdays(_named_days(found[2]), _count(found[1], 52), start, zone)
    return on_weekdays(_named_days(said), 1, start, zone)


def repeat_text(repeat: Repeat) -> str:
    """What `parse_repeat` reads."""
    n = interval(repeat)
    if repeat.mode is Mode.ONCE:
        return "once"
    if repeat.mode is Mode.AFTER_DONE:
        return f"{n} days after done"
    days = weekdays(repeat)
    if not days:
        return "daily" if n == 1 else f"every {n} days"
    listed = "monday to friday" if days == SCHOOL_DAYS else ", ".join(DAYS[day] for day in days)
    return listed if n == 1 else f"every {n} weeks on {listed}"


def repeat_words(repeat: Repeat, language: str) -> str:
    n = interval(repeat)
    if repeat.mode is Mode.ONCE:
        return say(language, _("once"))
    if repeat.mode is Mode.AFTER_DONE:
        text = _("the day after it is done") if n == 1 else _("%(n)s days after it is done")
        return say(language, text, n=n) if n > 1 else say(language, text)
    days = weekdays(repeat)
    if not days:
        return say(language, _("every day")) if n == 1 else say(language, _("every %(n)s days"), n=n)
    listed = days_in_words(days, language)
    if n == 1:
        return listed if days == SCHOOL_DAYS else say(language, _("every %(days)s"), days=listed)
    return say(language, _("every %(n)s weeks on %(days)s"), n=n, days=listed)


def days_in_words(days: list[int], language: str) -> str:
    names: Mapping[int, str] = get_day_names("wide", locale=language)
    if days == SCHOOL_DAYS:
        return say(language, _("%(first)s to %(last)s"), first=names[0], last=names[4])
    named = [names[day] for day in days]
    if len(named) == 1:
        return named[0]
    return say(language, _("%(first)s and %(last)s"), first=", ".join(named[:-1]), last=named[-1])


def weekday_names(language: str, first: int) -> list[tuple[int, str]]:
    """Short names in the order of the family's week."""
    names: Mapping[int, str] = get_day_names("abbreviated", locale=language)
    return [(day % 7, names[day % 7]) for day in range(first, first + 7)]


def _named_days(said: str) -> list[int]:
    span = re.fullmatch(r"(\w+) to (\w+)", said)
    named = [span[1], span[2]] if span else re.split(r",\s*|\s+and\s+", said)
    if not all(name in DAYS for name in named):
        raise Invalid(NOT_UNDERSTOOD, {"repeat": NOT_UNDERSTOOD})
    days = [DAYS.index(name) for name in named]
    if span:
        days = [(days[0] + step) % 7 for step in range((days[1] - days[0]) % 7 + 1)]
    return sorted(set(days))


def _count(digits: str, most: int) -> int:
    if not 1 <= int(digits) <= most:
        raise Invalid(NOT_UNDERSTOOD, {"repeat": NOT_UNDERSTOOD})
    return int(digits)
