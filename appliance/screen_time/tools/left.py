"""What the assistant may ask about screen time."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.registry import WITH_GUESTS, Answer, Risk, Tool
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import members_of
from appliance.screen_time.policy import may_see_time_of
from appliance.screen_time.queries import Balance, time_left
from appliance.screen_time.rules import Why


class WhoseTime(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=60, description="The person's name")


async def tell_time_left(look: Reading, asked: BaseModel) -> Answer:
    assert isinstance(asked, WhoseTime)
    member = _named(await members_of(look), asked.member)
    assert member.id is not None
    if not may_see_time_of(look.viewer, member.id):
        raise NotAllowed(_("You can ask about your own screen time."))
    if member.role not in YOUNG:
        return Answer(_("%(name)s is grown up and has no limit here."), {"name": member.name})
    return told(look, member, await time_left(look, member.id))


def _named(members: Sequence[Member], name: str) -> Member:
    wanted = name.strip().casefold()
    for member in members:
        if member.name.casefold() == wanted or wanted in {called.casefold() for called in member.called}:
            return member
    raise NotFound(_("We could not find that person."))


def told(look: Reading, member: Member, balance: Balance) -> Answer:
    own = look.viewer.member_id == member.id
    values: dict[str, object] = {"name": member.name, "used": balance.used, "left": balance.left}
    values["allowed"] = balance.allowed
    link = "/screen" if own else f"/screen/members/{member.id}"
    until = balance.decision.until
    if until is not None:
        values["until"] = look.viewer.local(until).strftime("%H:%M")
    return Answer(_sentence(balance.decision.why, own, until is not None), values, link=link)


# By whether it is the speaker's own time.
UNLIMITED = {
    True: counted(
        "You have no limit. You used %(used)s minute today.",
        "You have no limit. You used %(used)s minutes today.",
    ),
    False: counted(
        "%(name)s has no limit and used %(used)s minute today.",
        "%(name)s has no limit and used %(used)s minutes today.",
    ),
}
LEFT = {
    True: counted(
        "You have %(left)s minute left of %(allowed)s today.",
        "You have %(left)s minutes left of %(allowed)s today.",
    ),
    False: counted(
        "%(name)s has %(left)s minute left of %(allowed)s today.",
        "%(name)s has %(left)s minutes left of %(allowed)s today.",
    ),
}
ASLEEP = {
    True: _("It is bedtime until %(until)s. You used %(used)s of %(allowed)s minutes today."),
    False: _("It is bedtime for %(name)s until %(until)s. %(used)s of %(allowed)s minutes are used."),
}


def _sentence(why: Why, own: bool, has_end: bool) -> str:
    if why is Why.NO_LIMIT:
        return UNLIMITED[own]
    return ASLEEP[own] if why is Why.BEDTIME and has_end else LEFT[own]


TOOLS = (
    Tool(
        name="screen_time_left",
        call=_("Screen time of %(member)s"),
        describes="How many minutes of screen time a child has left today, and until when.",
        input=WhoseTime,
        risk=Risk.READ,
        roles=WITH_GUESTS,
        reads=tell_time_left,
        examples=(
            "how much screen time do I have left",
            "can I still watch TV today?",
            "how long may Leo still play",
            "is Maya's tablet time used up?",
            "how many minutes are left for Leo",
        ),
    ),
)
