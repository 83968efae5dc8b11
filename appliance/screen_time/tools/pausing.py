"""Stopping a child's screens for a while, and letting them go on, as a parent says it."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Work
from appliance.household.queries import member_called
from appliance.screen_time import actions


class WhoseScreen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=80, description="Whose screens: a name")


async def pause_screens(work: Work, asked: BaseModel) -> Answer:
    assert isinstance(asked, WhoseScreen)
    member = await member_called(work, asked.member)
    assert member.id is not None
    row = await actions.pause(work, member.id)
    return Answer(
        _("The screens of %(name)s are paused until a parent lets them go on. No minutes are lost."),
        {"name": member.name},
        undo_href=f"/screen/pauses/{row.id}/end",
        link=f"/screen/members/{member.id}",
    )


async def resume_screens(work: Work, asked: BaseModel) -> Answer:
    assert isinstance(asked, WhoseScreen)
    member = await member_called(work, asked.member)
    assert member.id is not None
    await actions.resume(work, member.id)
    return Answer(
        _("The screens of %(name)s may go on."), {"name": member.name}, link=f"/screen/members/{member.id}"
    )


TOOLS = (
    Tool(
        name="screen_time_pause",
        describes="Stops a child's screens for now.",
        call=_("Pause the screens of %(member)s"),
        input=WhoseScreen,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT}),
        acts=pause_screens,
        examples=(
            "pause Leo's screen time",
            "turn off Maya's tablet for now",
            "no more screens for Leo right now",
            "stop the games of Maya",
        ),
    ),
    Tool(
        name="screen_time_resume",
        describes="Lets a child's screens go on after a pause.",
        call=_("Let the screens of %(member)s go on"),
        input=WhoseScreen,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT}),
        acts=resume_screens,
        examples=(
            "Leo may use his screens again",
            "end the pause for Maya",
            "turn Maya's tablet back on",
            "unpause Leo",
        ),
    ),
)
