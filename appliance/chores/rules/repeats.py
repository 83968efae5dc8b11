"""Recurrence in local wall time, always counted from its anchor and never from the last occurrence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import rrulestr

from appliance.core.clock import from_local

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = timedelta(days=21)
PART_ENDS = {"morning": time(12), "afternoon": time(18)}
PARTS = ("morning", "afternoon", "evening")


class Mode(StrEnum):
    SCHEDULE = "schedule"
    AFTER_DONE = "after_done"
    ONCE = "once"


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


def parts_of(repeat: Repeat) -> dict[str, str]:
    pairs = (part.partition("=") for part in repeat.rrule.split(";") if part)
    return {key: value for key, _equals, value in pairs}


def interval(repeat: Repeat) -> int:
    return int(parts_of(repeat).get("INTERVAL", "1"))


def weekdays(repeat: Repeat) -> list[int]:
    """0 is Monday; empty where the rule names no days."""
    named = parts_of(repeat).get("BYDAY", "")
    return sorted(DAY_CODES.index(code) for code in named.split(",") if code)


def on_weekdays(days: list[int], weeks: int, start: date, zone: str) -> Repeat:
    codes = ",".join(DAY_CODES[day] for day in sorted(set(days)))
    every = f";INTERVAL={weeks}" if weeks > 1 else ""
    return Repeat(f"FREQ=WEEKLY{every};BYDAY={codes}", start, zone, Mode.SCHEDULE)


def every_days(days: int, start: date, zone: str) -> Repeat:
    every = f";INTERVAL={days}" if days > 1 else ""
    return Repeat(f"FREQ=DAILY{every}", start, zone, Mode.SCHEDULE)


def after_done(days: int, start: date, zone: str) -> Repeat:
    return Repeat(f"FREQ=DAILY;INTERVAL={days}", start, zone, Mode.AFTER_DONE)


def once(day: date, zone: str) -> Repeat:
    return Repeat("", day, zone, Mode.ONCE)


def due_days(repeat: Repeat, first: date, last: date) -> list[date]:
    """The days of a schedule within both bounds. What is not a schedule has only its first day."""
    if repeat.mode is not Mode.SCHEDULE:
        return [repeat.start] if first <= repeat.start <= last else []
    rule = rrulestr(repeat.rrule, dtstart=datetime.combine(repeat.start, time()))
    found = rule.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    return [moment.date() for moment in found]


def next_due_day(repeat: Repeat, after: date) -> date | None:
    if repeat.mode is not Mode.SCHEDULE:
        return repeat.start if repeat.start > after else None
    rule = rrulestr(repeat.rrule, dtstart=datetime.combine(repeat.start, time()))
    found = rule.after(datetime.combine(after, time()))
    return found.date() if found else None


def day_after_done(repeat: Repeat, done: date) -> date:
    return done + timedelta(days=interval(repeat))


def due_moment(day: date, due_time: time | None, part_of_day: str, zone: str) -> datetime:
    """The UTC moment from which it is late: its time, or the end of its part of the day, or of the day."""
    at = due_time or PART_ENDS.get(part_of_day)
    return from_local(day, at, zone) if at else from_local(day + timedelta(days=1), time(), zone)


def missed_from(repeat: Repeat, day: date, due_at: datetime) -> datetime | None:
    """From when it counts as missed: the day of the next one begins, or a day has gone by. None: never."""
    if repeat.mode is not Mode.SCHEDULE:
        return None
    following = next_due_day(repeat, day)
    gone = due_at + timedelta(days=1)
    return min(from_local(following, time(), repeat.zone), gone) if following else gone
