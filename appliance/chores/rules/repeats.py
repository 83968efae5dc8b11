"""Recurrence in local wall time, always counted from its anchor and never from the last occurrence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile

from dateutil.relativedelta import relativedelta

from appliance.chores.rules.days import DAY_CODES, Rule, days_from, read_rule
from appliance.core.clock import from_local, is_a_day
from appliance.core.people import USUAL_BLOCKS, Blocks

AHEAD = timedelta(days=21)
PARTS = ("morning", "afternoon", "evening")
LAST = -1  # of a month: its last day, or the last of a weekday
WORKDAY = 7  # beside the seven weekdays: any day from Monday to Friday
WORKDAYS = ("MO", "TU", "WE", "TH", "FR")


class Mode(StrEnum):
    SCHEDULE = "schedule"
    AFTER_DONE = "after_done"
    ONCE = "once"


@dataclass(frozen=True)
class Frame:
    """The first day where none is said, the family's zone, and the day on which its weeks begin."""

    start: date
    zone: str
    week_start: int = 0


@dataclass(frozen=True)
class Repeat:
    """`rrule` is empty for `once`; for `after_done` its interval counts from the day it was done."""

    rrule: str
    start: date
    zone: str
    mode: Mode


def stored(repeat: Repeat) -> dict[str, str]:
    start = datetime.combine(repeat.start, time()).isoformat()
    return {"rrule": repeat.rrule, "dtstart_local": start, "zone": repeat.zone, "mode": repeat.mode.value}


def read_repeat(columns: Mapping[str, str]) -> Repeat:
    start = datetime.fromisoformat(columns["dtstart_local"]).date()
    return Repeat(columns["rrule"], start, columns["zone"], Mode(columns["mode"]))


def rule_of(repeat: Repeat) -> Rule:
    """Of what is done once: each day, which nobody asks."""
    return read_rule(repeat.rrule) if repeat.rrule else Rule("DAILY")


def interval(repeat: Repeat) -> int:
    return rule_of(repeat).every


def weekdays(repeat: Repeat) -> list[int]:
    """0 is Monday; empty where the rule names no days of the week."""
    rule = rule_of(repeat)
    return sorted(weekday for _which, weekday in rule.weekdays) if rule.freq == "WEEKLY" else []


def days_named(rule: Rule) -> list[int]:
    """Of the month: 1 to 30 or `LAST`, as they were named."""
    return [max(rule.month_days)] if rule.position else list(rule.month_days)


def places_named(rule: Rule) -> tuple[list[int], int]:
    """Which of the month, and the weekday, that may be `WORKDAY`."""
    if rule.position:
        return [rule.position], WORKDAY
    return [which for which, _weekday in rule.weekdays], rule.weekdays[0][1]


def on_weekdays(days: Iterable[int], weeks: int, start: date, zone: str, week_start: int = 0) -> Repeat:
    """`week_start` decides which days lie in the same week, where not every week counts."""
    codes = ",".join(DAY_CODES[day] for day in sorted(set(days)))
    begins = f";WKST={DAY_CODES[week_start]}" if week_start and weeks > 1 else ""
    return _schedule("WEEKLY", weeks, f"BYDAY={codes}{begins}", start, zone)


def in_weeks_from(week_start: int, repeat: Repeat) -> Repeat:
    """The same, with every second or third week counted in such weeks."""
    rule = rule_of(repeat)
    if rule.freq != "WEEKLY" or rule.every == 1:
        return repeat
    return on_weekdays(weekdays(repeat), rule.every, repeat.start, repeat.zone, week_start)


def every_days(days: int, start: date, zone: str) -> Repeat:
    return _schedule("DAILY", days, "", start, zone)


def on_month_days(days: Iterable[int], months: int, start: date, zone: str) -> Repeat:
    """`LAST` is the last day, and so is 31. A month without a 29th or 30th has its last day instead."""
    return _schedule("MONTHLY", months, _month_days(days), start, zone)


def on_month_weekday(which: Iterable[int], weekday: int, months: int, start: date, zone: str) -> Repeat:
    """`which`: 1 to 4 or `LAST`; `weekday` may be `WORKDAY`, and then one place only."""
    return _schedule("MONTHLY", months, _month_weekday(which, weekday), start, zone)


def on_year_day(month: int, day: int, years: int, start: date, zone: str) -> Repeat:
    """29 February is 28 February in a year without."""
    return _schedule("YEARLY", years, f"BYMONTH={month};{_year_day(month, day)}", start, zone)


def on_year_weekday(which: int, weekday: int, month: int, years: int, start: date, zone: str) -> Repeat:
    return _schedule("YEARLY", years, f"BYMONTH={month};{_month_weekday([which], weekday)}", start, zone)


def after_done(days: int, start: date, zone: str) -> Repeat:
    return Repeat(f"FREQ=DAILY;INTERVAL={days}", start, zone, Mode.AFTER_DONE)


def months_after_done(months: int, start: date, zone: str) -> Repeat:
    return Repeat(f"FREQ=MONTHLY;INTERVAL={months}", start, zone, Mode.AFTER_DONE)


def once(day: date, zone: str) -> Repeat:
    return Repeat("", day, zone, Mode.ONCE)


def due_days(repeat: Repeat, first: date, last: date) -> list[date]:
    """The days of a schedule within both bounds. What is not a schedule has only its first day."""
    if repeat.mode is not Mode.SCHEDULE:
        return [repeat.start] if first <= repeat.start <= last else []
    found = takewhile(lambda day: day <= last, days_from(rule_of(repeat), repeat.start, first))
    return [day for day in found if is_a_day(day, repeat.zone)]


def day_after_done(repeat: Repeat, done: date) -> date:
    """A month after 31 January is 28 February, or 29."""
    rule = rule_of(repeat)
    if rule.freq == "MONTHLY":
        return done + relativedelta(months=rule.every)
    return done + timedelta(days=rule.every)


def due_moment(
    day: date,
    due_time: time | None,
    part_of_day: str,
    zone: str,
    window_days: int = 0,
    blocks: Blocks = USUAL_BLOCKS,
) -> datetime:
    """The UTC moment from which it is late: its time, or the end of its part of the day, or of the day.

    With a window, of the window's last day.
    """
    last = day + timedelta(days=window_days)
    at = due_time or blocks.end_of(part_of_day)
    return from_local(last, at, zone) if at else from_local(last + timedelta(days=1), time(), zone)


def _schedule(freq: str, every: int, named: str, start: date, zone: str) -> Repeat:
    parts = [f"FREQ={freq}", f"INTERVAL={every}" if every > 1 else "", named]
    return Repeat(";".join(part for part in parts if part), start, zone, Mode.SCHEDULE)


def _month_days(days: Iterable[int]) -> str:
    named = sorted({LAST if day == 31 else day for day in days}, key=lambda day: (day < 0, day))
    if named in ([29], [30]):
        return _or_the_last(named[0])
    return "BYMONTHDAY=" + ",".join(str(day) for day in named)


def _year_day(month: int, day: int) -> str:
    return _or_the_last(29) if (month, day) == (2, 29) else f"BYMONTHDAY={day}"


def _or_the_last(day: int) -> str:
    """That day, or the last one of a shorter month, in the words of RFC 5545."""
    return f"BYMONTHDAY={','.join(str(number) for number in range(28, day + 1))};BYSETPOS=-1"


def _month_weekday(which: Iterable[int], weekday: int) -> str:
    places: Sequence[int] = sorted(set(which), key=lambda place: (place < 0, place))
    if weekday == WORKDAY:
        return f"BYDAY={','.join(WORKDAYS)};BYSETPOS={places[0]}"
    return "BYDAY=" + ",".join(f"{place}{DAY_CODES[weekday]}" for place in places)
