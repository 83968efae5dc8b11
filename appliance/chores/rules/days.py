"""Which days of the calendar a rule names.

Each is counted from the first day and none from another one: a look at next month costs the same after ten
years, and a day that was left out moves nothing.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Rule:
    """The part of an RFC 5545 rule that a family needs.

    `weekdays`: which of the month (0: each, -1: the last), and the weekday. `position`: only that one of the
    month's days (BYSETPOS).
    """

    freq: str
    every: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    month: int = 0
    position: int = 0
    week_start: int = 0


def read_rule(rrule: str) -> Rule:
    parts = {key: value for key, _equals, value in (part.partition("=") for part in rrule.split(";"))}
    return Rule(
        freq=parts["FREQ"],
        every=int(parts.get("INTERVAL", "1")),
        weekdays=tuple(_weekday(code) for code in parts.get("BYDAY", "").split(",") if code),
        month_days=_numbers(parts, "BYMONTHDAY"),
        month=int(parts.get("BYMONTH", "0")),
        position=int(parts.get("BYSETPOS", "0")),
        week_start=DAY_CODES.index(parts.get("WKST", "MO")),
    )


def days_from(rule: Rule, start: date, first: date) -> Iterator[date]:
    """In order and without an end: whoever asks stops."""
    first = max(first, start)
    if rule.freq == "DAILY":
        found = _in_steps(rule, start, first)
    elif rule.freq == "WEEKLY":
        found = _in_weeks(rule, start, first)
    else:
        found = _in_months(rule, start, first)
    return (day for day in found if day >= first)


def _in_steps(rule: Rule, start: date, first: date) -> Iterator[date]:
    before = (first - start).days // rule.every
    return (start + timedelta(days=rule.every * step) for step in count(before))


def _in_weeks(rule: Rule, start: date, first: date) -> Iterator[date]:
    week = start - timedelta(days=(start.weekday() - rule.week_start) % 7)
    named = {weekday for _which, weekday in rule.weekdays} or {start.weekday()}
    offsets = sorted((weekday - rule.week_start) % 7 for weekday in named)
    for step in count((first - week).days // 7 // rule.every):
        monday = week + WEEK * rule.every * step
        yield from (monday + timedelta(days=offset) for offset in offsets)


def _in_months(rule: Rule, start: date, first: date) -> Iterator[date]:
    """A year is twelve months of which one is named."""
    yearly = rule.freq == "YEARLY"
    step = rule.every * (12 if yearly else 1)
    begin = start.year * 12 + (rule.month if yearly else start.month) - 1
    before = max(0, (first.year * 12 + first.month - 1 - begin) // step)
    for number in count(before):
        year, month = divmod(begin + step * number, 12)
        yield from _of_month(rule, year, month + 1)


def _of_month(rule: Rule, year: int, month: int) -> list[date]:
    first, length = date(year, month, 1), monthrange(year, month)[1]
    days = {_from_end(number, length) for number in rule.month_days}
    for which, weekday in rule.weekdays:
        all_of_it = range(1 + (weekday - first.weekday()) % 7, length + 1, 7)
        days |= set(all_of_it if not which else _one(all_of_it, which))
    found = sorted(day for day in days if 1 <= day <= length)
    return [date(year, month, day) for day in (_one(found, rule.position) if rule.position else found)]


def _one(days: "list[int] | range", which: int) -> list[int]:
    place = which - 1 if which > 0 else len(days) + which
    return [days[place]] if 0 <= place < len(days) else []


def _from_end(number: int, length: int) -> int:
    return number if number > 0 else length + 1 + number


def _weekday(code: str) -> tuple[int, int]:
    return int(code[:-2] or "0"), DAY_CODES.index(code[-2:])


def _numbers(parts: Mapping[str, str], name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in parts.get(name, "").split(",") if number)
