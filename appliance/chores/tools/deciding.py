"""A yes to a chore, said in words."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.chores.actions import approve
from appliance.chores.queries.story import undo_href
from appliance.chores.rules.states import State
from appliance.chores.tools.meant import meant, todays
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Work
from appliance.household.queries import member_called


class ChoreApprove(BaseModel):
    model_config = ConfigDict(extra="forbid")

    chore: str = Field(min_length=1, max_length=120, description="The chore's title")
    member: str = Field(min_length=1, max_length=80, description="Whose chore it is, or who did it: a name")


async def approve_chore(work: Work, asked: BaseModel) -> Answer:
    """What waits for a yes before what nobody has ticked off."""
    assert isinstance(asked, ChoreApprove)
    member = await member_called(work, asked.member)
    duty = meant(await todays(work, member), asked.chore, {State.WAITING})
    done = await approve(work, duty.id, member.id)
    sentence = (
        counted(
            "You said yes to %(title)s. %(name)s gets %(points)s point.",
            "You said yes to %(title)s. %(name)s gets %(points)s points.",
        )
        if done.paid
        else _("You said yes to %(title)s.")
    )
    return Answer(
        sentence,
        {"title": done.title, "name": member.name, "points": done.paid},
        undo_href=await undo_href(work, duty.id),
        link=f"/occurrences/{done.id}",
    )


TOOLS = (
    Tool(
        name="chore_approve",
        call=_("Say yes to “%(chore)s” of %(member)s"),
        describes="Says yes to a chore that somebody has done: points and bonus minutes follow.",
        input=ChoreApprove,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT, Role.GUEST}),
        acts=approve_chore,
        examples=(
            "approve Leo's bottles",
            "Maya's bed looks fine, that counts",
            "yes to the dishwasher",
            "the lawn is good, give Leo his points",
            "accept Maya's homework",
        ),
    ),
)
