"""A chore as it is typed, and the plan that it means."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

from appliance.chores.actions import ChorePlan
from appliance.chores.queries import SeenChore
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
from appliance.chores.rules.words import SCHOOL_DAYS
from appliance.core.forms import LINES, RowId, Sent

Weekday = Annotated[int, Field(ge=0, le=6)]
Start = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class ChoreForm(Sent):
    title: str = Field(min_length=1, max_length=80)
    people: list[RowId] = Field(default_factory=list)
    way: Literal["each", "pool", "turns"] = "each"
    repeat: Literal["daily", "school_days", "weekdays", "after_done", "once"]
    days: list[Weekday] = Field(default_factory=list)
    weeks: int = Field(default=1, ge=1, le=12)
    after: int = Field(default=7, ge=1, le=365)
    start: Start | None = None
    times: list[time] = Field(default_factory=list, max_length=6)
    part_of_day: Literal["", "morning", "afternoon", "evening"] = ""
    place: int = Field(default=0, ge=0, le=99)
    window_days: int = Field(default=0, ge=0, le=30)
    overdue: Literal["keep", "drop", "half", "ask"] = "keep"
    order: list[RowId] = Field(default_factory=list, max_length=20, description="Of the turns")
    turn_by: Literal["order", "week", "least"] = "order"
    skip_passes: bool = False
    points: int = Field(default=0, ge=0, le=500)
    bonus_minutes: int = Field(default=0, ge=0, le=120)
    effort: int = Field(default=2, ge=1, le=3)
    details: Annotated[str, LINES] = Field(default="", max_length=500)
    steps: Annotated[str, LINES] = Field(default="", max_length=1200, description="One a line")
    photo: bool = False
    auto_approve: bool = False

    @property
    def listed_steps(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.steps.splitlines() if line.strip())


AS_TYPED = (
    *("title", "part_of_day", "place", "window_days", "overdue", "turn_by", "skip_passes", "points"),
    *("bonus_minutes", "effort", "details", "photo", "auto_approve"),
)
"""What the form, the plan and the chore call by the same name."""


def repeat_of(form: ChoreForm, today: date, zone: str) -> Repeat:
    start = form.start or today
    if form.repeat == "daily":
        return every_days(1, start, zone)
    if form.repeat == "after_done":
        return after_done(form.after, start, zone)
    if form.repeat == "once":
        return once(start, zone)
    days = SCHOOL_DAYS if form.repeat == "school_days" else form.days
    return on_weekdays(days, form.weeks if form.repeat == "weekdays" else 1, start, zone)


def plan_of(form: ChoreForm, today: date, zone: str) -> ChorePlan:
    return ChorePlan(
        people=in_order(form.people, form.order),
        repeat=repeat_of(form, today, zone),
        way=form.way if len(set(form.people)) > 1 else "one",
        times=tuple(form.times),
        steps=form.listed_steps,
        **{name: getattr(form, name) for name in AS_TYPED},
    )


def in_order(people: list[int], order: list[int]) -> tuple[int, ...]:
    """Whoever was chosen: first those whose place somebody said, then the others."""
    return tuple(dict.fromkeys([*(one for one in order if one in people), *people]))


def typed(chore: SeenChore) -> tuple[dict[str, object], dict[str, list[str]]]:
    """A stored chore as the form shows it: single values and lists."""
    values: dict[str, object] = {
        "way": "each" if chore.way == "one" else chore.way,
        "repeat": _choice(chore.repeat),
        "weeks": interval(chore.repeat) if weekdays(chore.repeat) else 1,
        "after": interval(chore.repeat) if chore.repeat.mode is Mode.AFTER_DONE else 7,
        "start": chore.repeat.start.isoformat(),
        "steps": "\n".join(chore.steps),
        **{name: getattr(chore, name) for name in AS_TYPED},
    }
    lists = {
        "people": [str(member_id) for member_id in chore.people],
        "order": [str(member_id) for member_id in chore.people] if chore.way == "turns" else [],
        "days": [str(day) for day in weekdays(chore.repeat)],
        "times": [at.strftime("%H:%M") for at in chore.times],
    }
    return values, lists


def _choice(repeat: Repeat) -> str:
    if repeat.mode is Mode.SCHEDULE:
        days = weekdays(repeat)
        if days == SCHOOL_DAYS and interval(repeat) == 1:
            return "school_days"
        return "weekdays" if days else "daily"
    return repeat.mode.value


class CalendarForm(Sent):
    member: RowId
