"""When a chore is due, as it is typed and as it is shown again."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticUndefined

from appliance.chores.rules.days import Rule
from appliance.chores.rules.repeats import (
    LAST,
    WORKDAY,
    Frame,
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
from appliance.chores.rules.words import ONLY_ALONE, SCHOOL_DAYS
from appliance.core.errors import Invalid
from appliance.core.forms import Sent
from appliance.core.i18n import mark as _

Weekday = Annotated[int, Field(ge=0, le=6)]


def not_zero(number: int) -> int:
    if number == 0:
        raise ValueError(_("Please choose one of these."))
    return number


MonthDay = Annotated[int, Field(ge=LAST, le=31), AfterValidator(not_zero)]
Place = Annotated[int, Field(ge=LAST, le=4), AfterValidator(not_zero)]
Start = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
LEAP_YEAR = 2028
WHICH_DAYS = _("Please say on which days.")


class WhenForm(Sent):
    """Of the days only what `repeat` asks for counts. -1 is the last day, or the last of a weekday."""

    repeat: Literal[
        "daily", "school_days", "weekdays", "every_days", "month_days", "month_weekday", "yearly",
        "after_done", "once",
    ]  # fmt: skip
    days: list[Weekday] = Field(default_factory=list)
    weeks: int = Field(default=1, ge=1, le=52)
    gap: int = Field(default=2, ge=1, le=365)
    month_days: list[MonthDay] = Field(default_factory=list)
    nth: list[Place] = Field(default_factory=list)
    weekday: int = Field(default=0, ge=0, le=WORKDAY)
    months: int = Field(default=1, ge=1, le=60)
    month: int = Field(default=1, ge=1, le=12)
    year_by: Literal["date", "weekday"] = "date"
    year_day: MonthDay = 1
    years: int = Field(default=1, ge=1, le=10)
    after: int = Field(default=7, ge=1, le=365)
    after_unit: Literal["days", "weeks", "months"] = "days"
    start: Start | None = None
    times: list[time] = Field(default_factory=list, max_length=6)
    part_of_day: Literal["", "morning", "afternoon", "evening"] = ""
    window_days: int = Field(default=0, ge=0, le=30)


def repeat_of(form: WhenForm, frame: Frame) -> Repeat:
    """Refuses by the name of the field."""
    return REPEATS[form.repeat](form, replace(frame, start=form.start or frame.start))


def _daily(_form: WhenForm, frame: Frame) -> Repeat:
    return every_days(1, frame.start, frame.zone)


def _every_days(form: WhenForm, frame: Frame) -> Repeat:
    return every_days(form.gap, frame.start, frame.zone)


def _school_days(_form: WhenForm, frame: Frame) -> Repeat:
    return on_weekdays(SCHOOL_DAYS, 1, frame.start, frame.zone)


def _weekdays(form: WhenForm, frame: Frame) -> Repeat:
    days = _chosen("days", form.days)
    return on_weekdays(days, form.weeks, frame.start, frame.zone, frame.week_start)


def _month_days(form: WhenForm, frame: Frame) -> Repeat:
    days = {LAST if day == 31 else day for day in _chosen("month_days", form.month_days)}
    if len(days) > 1 and LAST not in days and days & {29, 30}:
        raise _wrong("month_days", ONLY_ALONE)
    return on_month_days(days, form.months, frame.start, frame.zone)


def _month_weekday(form: WhenForm, frame: Frame) -> Repeat:
    return on_month_weekday(_places(form), form.weekday, form.months, frame.start, frame.zone)


def _yearly(form: WhenForm, frame: Frame) -> Repeat:
    if form.year_by == "weekday":
        places = _places(form)
        if len(places) > 1:
            raise _wrong("nth", _("Once a year: please choose one."))
        return on_year_weekday(places[0], form.weekday, form.month, form.years, frame.start, frame.zone)
    if form.year_day > monthrange(LEAP_YEAR, form.month)[1]:
        raise _wrong("year_day", _("That month has no such day."))
    return on_year_day(form.month, form.year_day, form.years, frame.start, frame.zone)


def _after_done(form: WhenForm, frame: Frame) -> Repeat:
    if form.after_unit == "months":
        return months_after_done(form.after, frame.start, frame.zone)
    return after_done(form.after * (7 if form.after_unit == "weeks" else 1), frame.start, frame.zone)


def _once(_form: WhenForm, frame: Frame) -> Repeat:
    return once(frame.start, frame.zone)


REPEATS: dict[str, Callable[[WhenForm, Frame], Repeat]] = {
    "daily": _daily,
    "school_days": _school_days,
    "weekdays": _weekdays,
    "every_days": _every_days,
    "month_days": _month_days,
    "month_weekday": _month_weekday,
    "yearly": _yearly,
    "after_done": _after_done,
    "once": _once,
}


def typed_repeat(repeat: Repeat) -> tuple[dict[str, object], dict[str, list[str]]]:
    """A repeat as the form shows it, single values and lists: saved as it is, it stays what it was."""
    rule = rule_of(repeat)
    kind = repeat.mode.value if repeat.mode is not Mode.SCHEDULE else _kind(rule)
    values, lists = TYPED.get(kind, _nothing)(rule)
    return BLANK_WHEN | {"repeat": kind, "start": repeat.start.isoformat(), **values}, lists


Typed = tuple[dict[str, object], dict[str, list[str]]]
BLANK_WHEN = {
    name: field.default
    for name, field in WhenForm.model_fields.items()
    if field.default not in (None, PydanticUndefined)
}


def _kind(rule: Rule) -> str:
    if rule.freq == "DAILY":
        return "daily" if rule.every == 1 else "every_days"
    if rule.freq == "WEEKLY":
        school = rule.every == 1 and [day for _which, day in rule.weekdays] == SCHOOL_DAYS
        return "school_days" if school else "weekdays"
    if rule.freq == "YEARLY":
        return "yearly"
    return "month_weekday" if rule.weekdays else "month_days"


def _nothing(_rule: Rule) -> Typed:
    return {}, {}


def _typed_days(rule: Rule) -> Typed:
    return {"gap": rule.every}, {}


def _typed_weekdays(rule: Rule) -> Typed:
    return {"weeks": rule.every}, {"days": [str(day) for _which, day in rule.weekdays]}


def _typed_month_days(rule: Rule) -> Typed:
    return {"months": rule.every}, {"month_days": [str(day) for day in days_named(rule)]}


def _typed_month_weekday(rule: Rule) -> Typed:
    places, weekday = places_named(rule)
    return {"months": rule.every, "weekday": weekday}, {"nth": [str(place) for place in places]}


def _typed_year(rule: Rule) -> Typed:
    values: dict[str, object] = {"years": rule.every, "month": rule.month}
    if not rule.weekdays:
        return values | {"year_by": "date", "year_day": days_named(rule)[0]}, {}
    places, weekday = places_named(rule)
    return values | {"year_by": "weekday", "weekday": weekday}, {"nth": [str(place) for place in places]}


def _typed_after(rule: Rule) -> Typed:
    return {"after": rule.every, "after_unit": "months" if rule.freq == "MONTHLY" else "days"}, {}


TYPED: dict[str, Callable[[Rule], Typed]] = {
    "every_days": _typed_days,
    "weekdays": _typed_weekdays,
    "month_days": _typed_month_days,
    "month_weekday": _typed_month_weekday,
    "yearly": _typed_year,
    "after_done": _typed_after,
}


def _chosen(name: str, days: Sequence[int]) -> Sequence[int]:
    if not days:
        raise _wrong(name, WHICH_DAYS)
    return days


def _places(form: WhenForm) -> Sequence[int]:
    places = _chosen("nth", form.nth)
    if form.weekday == WORKDAY and len(set(places)) > 1:
        raise _wrong("nth", _("Please choose one of these."))
    return places


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(_("Not saved yet."), {name: sentence})
