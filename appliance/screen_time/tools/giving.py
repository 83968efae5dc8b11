"""Minutes and limits, as a parent says them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.errors import Invalid
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Work
from appliance.household.queries import member_called
from appliance.screen_time.actions import grant_minutes, set_rules
from appliance.screen_time.queries import rules_of
from appliance.screen_time.rules import Rules, same_every_week


class MinutesGiven(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=80, description="Who gets them: a name")
    minutes: int = Field(ge=1, le=240, description="How many minutes more, today")


class LimitSet(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=80, description="For whom: a name")
    minutes: int = Field(ge=0, le=1440, description="Minutes a day")
    days: Literal["weekdays", "weekends"] | None = Field(
        default=None, description="weekdays or weekends; left out, it counts every day"
    )


async def give_minutes(work: Work, asked: BaseModel) -> Answer:
    assert isinstance(asked, MinutesGiven)
    member = await member_called(work, asked.member)
    assert member.id is not None
    row = await grant_minutes(work, member.id, asked.minutes)
    await work.db.flush()
    sentence = counted(
        "%(name)s has %(minutes)s minute more today.", "%(name)s has %(minutes)s minutes more today."
    )
    return Answer(
        sentence,
        {"name": member.name, "minutes": row.minutes},
        undo_href=f"/screen/grants/{row.id}/undo",
        link=f"/screen/members/{member.id}",
    )


async def limit_minutes(work: Work, asked: BaseModel) -> Answer:
    """All else stays; a first limit for some days needs the others said too."""
    assert isinstance(asked, LimitSet)
    member = await member_called(work, asked.member)
    assert member.id is not None
    _member, rules = await rules_of(work, member.id)
    row = await set_rules(work, member.id, _changed(rules[0].rules if rules else None, asked))
    await work.db.flush()
    return Answer(
        _said(row.minutes, asked),
        {"name": member.name, "minutes": asked.minutes, "weekday": row.minutes[0], "weekend": row.minutes[5]},
        undo_href=f"/screen/rules/{row.id}/undo" if rules else None,
        link=f"/screen/members/{member.id}",
    )


def _said(minutes: Sequence[int], asked: LimitSet) -> str:
    if len(set(minutes[:5])) == 1 and len(set(minutes[5:])) == 1:
        return _("Minutes a day for %(name)s: %(weekday)s on weekdays, %(weekend)s at the weekend.")
    if asked.days == "weekends":
        return _("Minutes a day for %(name)s at the weekend: %(minutes)s. The other days stay as they were.")
    return _("Minutes a day for %(name)s on weekdays: %(minutes)s. The other days stay as they were.")


def _changed(now: Rules | None, asked: LimitSet) -> Rules:
    if now is None:
        if asked.days is not None:
            raise Invalid(_("There is no limit for the other days yet. Say one for every day first."))
        return same_every_week(asked.minutes, asked.minutes)
    weekdays = now.minutes[:5] if asked.days == "weekends" else (asked.minutes,) * 5
    weekend = now.minutes[5:] if asked.days == "weekdays" else (asked.minutes,) * 2
    return replace(now, minutes=weekdays + weekend)


TOOLS = (
    Tool(
        name="screen_time_grant",
        describes="Gives a child minutes on top, for today.",
        call=counted("Give %(member)s %(minutes)s minute", "Give %(member)s %(minutes)s minutes"),
        input=MinutesGiven,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT, Role.GUEST}),
        acts=give_minutes,
        examples=(
            "give Leo 20 minutes more",
            "Maya gets half an hour extra today",
            "add 15 minutes for Leo",
            "let Maya watch 10 minutes longer",
        ),
    ),
    Tool(
        name="screen_time_limit",
        describes="Sets how many minutes a day a child may use, on all days, on weekdays or at weekends.",
        call=counted(
            "Limit %(member)s to %(minutes)s minute a day", "Limit %(member)s to %(minutes)s minutes a day"
        ),
        input=LimitSet,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT}),
        acts=limit_minutes,
        examples=(
            "limit Leo to 90 minutes a day",
            "Maya may watch one hour at weekends",
            "set Leo's screen time to 2 hours on weekdays",
            "from now on only 45 minutes a day for Maya",
        ),
    ),
)
