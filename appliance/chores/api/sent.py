"""A chore as programs send it and read it."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field

from appliance.chores.actions import ChorePlan
from appliance.chores.forms import Start
from appliance.chores.queries import SeenChore
from appliance.chores.queries.coming import frame_of
from appliance.chores.rules.words import parse_repeat, repeat_text
from appliance.core.forms import LINES, RowId, Sent
from appliance.core.work import Reading


class ChoreSent(Sent):
    """`repeat`: daily; every 3 days; tuesday, friday; monday to friday; every 2 weeks on friday;
    monthly on the 1st and last day; every 3 months on the second tuesday; yearly on 24 december;
    9 days after done; 2 months after done; once
    """

    title: str = Field(min_length=1, max_length=80)
    people: list[RowId] = Field(min_length=1, max_length=20)
    way: Literal["one", "each", "pool", "turns"] = "one"
    turn_by: Literal["order", "week", "least"] = "order"
    skip_passes: bool = True
    repeat: str = Field(default="daily", max_length=240)
    start: Start | None = None
    times: list[time] = Field(default_factory=list, max_length=6)
    part_of_day: Literal["", "morning", "afternoon", "evening"] = ""
    place: int = Field(default=0, ge=0, le=99)
    window_days: int = Field(default=0, ge=0, le=30)
    overdue: Literal["keep", "drop", "half", "ask"] = "keep"
    points: int = Field(default=0, ge=0, le=500)
    bonus_minutes: int = Field(default=0, ge=0, le=120)
    effort: int = Field(default=2, ge=1, le=3)
    details: Annotated[str, LINES] = Field(default="", max_length=500)
    steps: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field(
        default_factory=list, max_length=12
    )
    photo: bool = False
    auto_approve: bool = False


class ChoreShown(ChoreSent):
    id: int
    start: date
    put_away: bool


async def plan_of_sent(look: Reading, sent: ChoreSent) -> ChorePlan:
    frame = await frame_of(look)
    repeat = parse_repeat(sent.repeat, sent.start or frame.start, frame.zone, frame.week_start)
    facts = sent.model_dump(exclude={"start", "repeat", "people", "times", "steps"})
    people, times, steps = tuple(sent.people), tuple(sent.times), tuple(sent.steps)
    return ChorePlan(people=people, times=times, steps=steps, repeat=repeat, **facts)


def shown_chore(chore: SeenChore) -> ChoreShown:
    known = {
        name: getattr(chore, name) for name in ChoreShown.model_fields if name not in ("repeat", "start")
    }
    listed = {name: list(known[name]) for name in ("people", "times", "steps")}
    return ChoreShown.model_validate(
        {**known, **listed, "repeat": repeat_text(chore.repeat), "start": chore.repeat.start}
    )
