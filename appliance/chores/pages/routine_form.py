"""What a parent fills in to set up a routine, and what it means."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from appliance.chores.actions.routines import RoutinePlan
from appliance.chores.rules.repeats import PARTS, every_days, on_weekdays
from appliance.chores.rules.routines import MOST_CARDS, TYPICAL, Card
from appliance.chores.rules.words import SCHOOL_DAYS
from appliance.core.forms import LINES, RowId, Sent
from appliance.core.i18n import mark as _
from appliance.core.i18n import say


def _known(keys: list[str]) -> list[str]:
    if not set(keys) <= TYPICAL.keys():
        raise ValueError(_("Please choose one of these."))
    return keys


def _ids(order: str) -> str:
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in order.split(",")):
        raise ValueError(_("Please choose one of these."))
    return order


def _short_lines(text: str) -> str:
    if any(len(line) > 80 for line in text.splitlines()):
        raise ValueError(_("A card has at most 80 letters."))
    return text


OwnCards = Annotated[str, LINES, Field(max_length=1000), AfterValidator(_short_lines)]
"""One a line."""


class RoutineForm(Sent):
    people: list[RowId] = Field(default_factory=list, max_length=20)
    cards: Annotated[list[str], AfterValidator(_known)] = Field(default_factory=list, max_length=MOST_CARDS)
    own_morning: OwnCards = ""
    own_afternoon: OwnCards = ""
    own_evening: OwnCards = ""
    repeat: Literal["daily", "school_days"] = "daily"
    points: int = Field(default=0, ge=0, le=500)
    auto_approve: bool = False


class OrderForm(Sent):
    """`order`: ids of chores with commas. `person`: whose routine is looked at."""

    part_of_day: Literal["morning", "afternoon", "evening"]
    order: Annotated[str, AfterValidator(_ids)] = Field(max_length=2000)
    person: RowId | None = None

    @property
    def chore_ids(self) -> list[int]:
        return [int(one) for one in self.order.split(",")]


def routine_of(form: RoutineForm, language: str, today: date, zone: str) -> RoutinePlan:
    """Typical cards first, in the order of a usual day, then those of one's own."""
    typical = [card for key, card in TYPICAL.items() if key in form.cards]
    named = [Card(card.part_of_day, say(language, card.title), card.picture) for card in typical]
    own = [Card(part, line) for part in PARTS for line in _lines(getattr(form, f"own_{part}"))]
    daily = form.repeat == "daily"
    return RoutinePlan(
        people=tuple(dict.fromkeys(form.people)),
        repeat=every_days(1, today, zone) if daily else on_weekdays(SCHOOL_DAYS, 1, today, zone),
        cards=(*named, *own),
        points=form.points,
        auto_approve=form.auto_approve,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
