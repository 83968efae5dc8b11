"""What the assistant may say about points."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.errors import NotAllowed
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Reading
from appliance.household.queries import member_called
from appliance.rewards.policy import may_see_points
from appliance.rewards.queries import Balance, balance_of


class PointsBalance(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=80, description="Whose points: a name")


async def tell_balance(look: Reading, asked: BaseModel) -> Answer:
    assert isinstance(asked, PointsBalance)
    member = await member_called(look, asked.member)
    assert member.id is not None
    if not may_see_points(look.viewer, member.id):
        raise NotAllowed(_("You can ask about your own points."))
    balance = await balance_of(look, member.id)
    own = member.id == look.viewer.member_id
    values = {"name": member.name, "points": balance.points, "aside": balance.aside, "owed": balance.owed}
    link = "/rewards" if own else f"/rewards/ledger?member={member.id}"
    return Answer(_own(balance) if own else _other(balance), values, link=link)


def _own(balance: Balance) -> str:
    if balance.owed:
        return counted(
            "You owe %(owed)s point, because something was taken back.",
            "You owe %(owed)s points, because something was taken back.",
        )
    if balance.aside:
        return counted(
            "You have %(points)s point, and %(aside)s more are put aside.",
            "You have %(points)s points, and %(aside)s more are put aside.",
        )
    return counted("You have %(points)s point.", "You have %(points)s points.")


def _other(balance: Balance) -> str:
    if balance.owed:
        return counted(
            "%(name)s owes %(owed)s point, because something was taken back.",
            "%(name)s owes %(owed)s points, because something was taken back.",
        )
    if balance.aside:
        return counted(
            "%(name)s has %(points)s point, and %(aside)s more are put aside.",
            "%(name)s has %(points)s points, and %(aside)s more are put aside.",
        )
    return counted("%(name)s has %(points)s point.", "%(name)s has %(points)s points.")


TOOLS = (
    Tool(
        name="points_balance",
        describes="How many points someone has.",
        input=PointsBalance,
        risk=Risk.READ,
        reads=tell_balance,
        examples=(
            "how many points do I have",
            "what's my balance",
            "how many stars have I got?",
            "how many points does Maya have",
            "do I have enough points",
        ),
    ),
)
