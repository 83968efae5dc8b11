"""What the assistant may ask about screen time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from babel.dates import format_datetime
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
    values |= {"allowed": balance.allowed, "by": _who(balance), "until": _when(look, balance.decision.until)}
    link = "/screen" if own else f"/screen/members/{member.id}"
    return Answer(_sentence(balance)[own], values, link=link)


def _who(balance: Balance) -> str:
    """With their own words for it."""
    note = balance.decision.note
    return f"{balance.set_by} ({note})" if note else balance.set_by


def _when(look: Reading, moment: datetime | None) -> str:
    if moment is None:
        return ""
    there = look.viewer.local(moment)
    if moment - look.now < SOON:
        return there.strftime("%H:%M")
    return format_datetime(there, "EEEE HH:mm", locale=look.viewer.language)


SOON = timedelta(hours=18)  # beyond it the day is said too

Sentences = dict[bool, str]  # by whether it is the speaker's own time

NO_LIMIT: Sentences = {
    True: counted(
        "You have no limit. You used %(used)s minute today.",
        "You have no limit. You used %(used)s minutes today.",
    ),
    False: counted(
        "%(name)s has no limit and used %(used)s minute today.",
        "%(name)s has no limit and used %(used)s minutes today.",
    ),
}
UNLIMITED: Sentences = {
    True: counted(
        "Your minutes have no end today, says %(by)s. You used %(used)s minute.",
        "Your minutes have no end today, says %(by)s. You used %(used)s minutes.",
    ),
    False: counted(
        "The minutes of %(name)s have no end today, says %(by)s. %(used)s minute is used.",
        "The minutes of %(name)s have no end today, says %(by)s. %(used)s minutes are used.",
    ),
}
LEFT: Sentences = {
    True: counted(
        "You have %(left)s minute left of %(allowed)s today.",
        "You have %(left)s minutes left of %(allowed)s today.",
    ),
    False: counted(
        "%(name)s has %(left)s minute left of %(allowed)s today.",
        "%(name)s has %(left)s minutes left of %(allowed)s today.",
    ),
}
LEFT_UNTIL: Sentences = {
    True: counted(
        "You have %(left)s minute left of %(allowed)s today, until %(until)s at the latest.",
        "You have %(left)s minutes left of %(allowed)s today, until %(until)s at the latest.",
    ),
    False: counted(
        "%(name)s has %(left)s minute left of %(allowed)s today, until %(until)s at the latest.",
        "%(name)s has %(left)s minutes left of %(allowed)s today, until %(until)s at the latest.",
    ),
}
USED_UP: Sentences = {
    True: _("You used %(used)s of %(allowed)s minutes today. It opens again %(until)s."),
    False: _("%(name)s used %(used)s of %(allowed)s minutes today. It opens again %(until)s."),
}
ASLEEP: Sentences = {
    True: _("It is bedtime until %(until)s. You used %(used)s of %(allowed)s minutes today."),
    False: _("It is bedtime for %(name)s until %(until)s. %(used)s of %(allowed)s minutes are used."),
}
CLOSED: Sentences = {
    True: _(
        "Screens are closed for you until %(until)s. You have %(left)s of %(allowed)s minutes left today."
    ),
    False: _("Screens are closed for %(name)s until %(until)s. %(left)s of %(allowed)s minutes are left."),
}
PAUSED: Sentences = {
    True: _("%(by)s paused your screens. A parent lets them go on; your minutes wait for you."),
    False: _("%(by)s paused the screens of %(name)s. A parent lets them go on; no minutes are lost."),
}
PAUSED_UNTIL: Sentences = {
    True: _("%(by)s paused your screens until %(until)s. Your minutes wait for you."),
    False: _("%(by)s paused the screens of %(name)s until %(until)s. No minutes are lost."),
}
# Without and with a known end. Where minutes do not end, a bedtime is said as hours are.
SAID: Mapping[Why, tuple[Sentences, Sentences]] = {
    Why.NO_LIMIT: (NO_LIMIT, NO_LIMIT),
    Why.UNLIMITED: (UNLIMITED, UNLIMITED),
    Why.OPEN: (LEFT, LEFT),
    Why.USED_UP: (LEFT, USED_UP),
    Why.BEDTIME: (LEFT, ASLEEP),
    Why.HOURS: (LEFT, CLOSED),
    Why.PAUSED: (PAUSED, PAUSED_UNTIL),
}
ENDLESS: Sentences = {
    True: _("Screens are closed for you until %(until)s."),
    False: _("Screens are closed for %(name)s until %(until)s."),
}


def _sentence(balance: Balance) -> Sentences:
    decision = balance.decision
    if decision.why in (Why.BEDTIME, Why.HOURS) and balance.allowed is None:
        return ENDLESS
    if decision.why is Why.OPEN and decision.until is not None and decision.until == decision.next_change:
        return LEFT_UNTIL
    return SAID[decision.why][decision.until is not None]


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
