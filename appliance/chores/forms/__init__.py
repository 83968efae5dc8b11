"""A chore as it is typed, and the plan that it means."""

from typing import Annotated, Literal

from pydantic import Field

from appliance.chores.actions import ChorePlan
from appliance.chores.forms.when import BLANK_WHEN, Start, WhenForm, repeat_of, typed_repeat
from appliance.chores.queries import SeenChore
from appliance.chores.rules.repeats import Frame
from appliance.core.forms import LINES, RowId, Sent

__all__ = ["BLANK_WHEN", "CalendarForm", "ChoreForm", "PreviewForm", "Start", "plan_of", "typed"]


class ChoreForm(WhenForm):
    title: str = Field(min_length=1, max_length=80)
    people: list[RowId] = Field(default_factory=list)
    way: Literal["each", "pool", "turns"] = "each"
    place: int = Field(default=0, ge=0, le=99)
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


class PreviewForm(ChoreForm):
    """The dates can be looked at before it has a name."""

    title: str = Field(default="", max_length=80)


AS_TYPED = (
    *("title", "part_of_day", "place", "window_days", "overdue", "turn_by", "skip_passes", "points"),
    *("bonus_minutes", "effort", "details", "photo", "auto_approve"),
)
"""What the form, the plan and the chore call by the same name."""


def plan_of(form: ChoreForm, frame: Frame) -> ChorePlan:
    return ChorePlan(
        people=in_order(form.people, form.order),
        repeat=repeat_of(form, frame),
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
    values, lists = typed_repeat(chore.repeat)
    own: dict[str, object] = {
        "way": "each" if chore.way == "one" else chore.way,
        "steps": "\n".join(chore.steps),
        **{name: getattr(chore, name) for name in AS_TYPED},
    }
    people = [str(member_id) for member_id in chore.people]
    times = [at.strftime("%H:%M") for at in chore.times]
    order = people if chore.way == "turns" else []
    return values | own, lists | {"people": people, "order": order, "times": times}


class CalendarForm(Sent):
    member: RowId


class ProposalSent(Sent):
    """`repeat` as it is typed: once; daily; monday to friday; saturday"""

    title: str = Field(min_length=1, max_length=80)
    points: int = Field(default=0, ge=0, le=500)
    repeat: str = Field(default="once", min_length=1, max_length=120)
    note: str = Field(default="", max_length=200)


class AcceptanceSent(Sent):
    """What is left out stays as it was proposed. `answer`: a word for whoever had the idea."""

    title: str | None = Field(default=None, min_length=1, max_length=80)
    points: int | None = Field(default=None, ge=0, le=500)
    repeat: str | None = Field(default=None, min_length=1, max_length=120)
    answer: str = Field(default="", max_length=200)


class AnswerSent(Sent):
    answer: str = Field(default="", max_length=200)


class TableForm(Sent):
    text: Annotated[str, LINES] = Field(min_length=1, max_length=60_000)
