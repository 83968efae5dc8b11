"""A new chore, as a parent says it."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from appliance.chores.actions import ChorePlan, add_chore
from appliance.chores.queries import chore_named
from appliance.chores.queries.coming import frame_of
from appliance.chores.rules.words import parse_repeat, repeat_words
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import YOUNG, Role
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Work
from appliance.household.queries import member_called, members_of


class ChoreAdd(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=80, description="What there is to do, in the speaker's words")
    member: str | None = Field(
        default=None, description="Who does it: a name; left out, it is up for grabs among the children"
    )
    due: date | None = Field(default=None, description="ISO date of the first or only day, today by default")
    points: int = Field(default=0, ge=0, le=500, description="Points that a yes brings")
    repeat: str | None = Field(
        default=None,
        max_length=120,
        description="daily; weekday names joined by commas; monday to friday; every 2 weeks on friday; "
        "monthly on the last day; 14 days after done. Left out, it is due once",
    )


async def plan_chore(work: Work, asked: BaseModel) -> Answer:
    assert isinstance(asked, ChoreAdd)
    day = asked.due or work.today
    if day < work.today:
        raise RuleBroken(_("That day is over already."))
    people, frame = await _who(work, asked.member), await frame_of(work)
    title = " ".join(asked.title.split())
    plan = ChorePlan(
        title=title[:1].upper() + title[1:],
        people=people,
        repeat=parse_repeat(asked.repeat or "once", day, frame.zone, frame.week_start),
        way="pool" if len(people) > 1 else "one",
        points=asked.points,
    )
    chore_id = await add_chore(work, plan)
    return await _told(work, chore_id)


async def _who(work: Work, name: str | None) -> tuple[int, ...]:
    """The children where nobody was named; a parent without children does it themselves."""
    if name is not None:
        member = await member_called(work, name)
        assert member.id is not None
        return (member.id,)
    young = [member.id for member in await members_of(work) if member.role in YOUNG and member.id is not None]
    return tuple(young) or (work.actor.member_id,)


async def _told(work: Work, chore_id: int) -> Answer:
    chore = await chore_named(work, chore_id)
    names = {member.id: member.name for member in await members_of(work)}
    language = work.actor.language
    who = say(language, _("up for grabs")) if chore.way == "pool" else names[chore.people[0]]
    values = {"title": chore.title, "who": who, "when": repeat_words(chore.repeat, language)}
    return Answer(
        _("%(title)s is on the board: %(who)s, %(when)s."),
        values,
        undo_href=f"/chores/{chore_id}/put-away",
        link=f"/chores/{chore_id}",
    )


TOOLS = (
    Tool(
        name="chore_add",
        call=_("Put “%(title)s” on the board"),
        describes="Puts a new chore on the board: for whom, when, how often and for how many points.",
        input=ChoreAdd,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT}),
        acts=plan_chore,
        examples=(
            "new chore for Leo: wash the bikes on Saturday",
            "Maya has to pack her school bag every day",
            "add a chore to water the roses, 5 points",
            "put cleaning the fridge on the list for Sunday",
            "Leo should bring the bottles away every friday",
        ),
    ),
)
