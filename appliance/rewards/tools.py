"""What the assistant may say about points, and ask for in the shop."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz.fuzz import ratio
from rapidfuzz.utils import default_process as plain

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Reading, Work
from appliance.household.queries import member_called
from appliance.rewards.actions import ask_for_reward
from appliance.rewards.policy import may_see_points
from appliance.rewards.queries import Balance, SeenReward, balance_of, rewards_of, story_of
from appliance.rewards.rules.story import sentences

ALIKE = 88  # of 100: "ice creams" is the ice cream, "a cake" is not


class PointsBalance(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=80, description="Whose points: a name")


class RewardRedeem(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reward: str = Field(min_length=1, max_length=80, description="The reward's title")


async def tell_balance(look: Reading, asked: BaseModel) -> Answer:
    assert isinstance(asked, PointsBalance)
    member = await member_called(look, asked.member)
    assert member.id is not None
    if not may_see_points(look.viewer, member.id):
        raise NotAllowed(_("You can ask about your own points."))
    balance = await balance_of(look, member.id)
    own = member.id == look.viewer.member_id
    values = {"name": member.name, "points": balance.points, "aside": balance.aside, "owed": balance.owed}
    told = sentences(await story_of(look, member.id), look.viewer.language)
    link = "/rewards" if own else f"/rewards/ledger?member={member.id}"
    return Answer(_own(balance) if own else _other(balance), values, told, link=link)


async def redeem_reward(work: Work, asked: BaseModel) -> Answer:
    """Asks for it: the points are put aside, and a parent answers."""
    assert isinstance(asked, RewardRedeem)
    reward = _meant(await rewards_of(work), asked.reward)
    wish = await ask_for_reward(work, reward.id)
    sentence = _("Asked for %(title)s. Your points are put aside until a parent answers.")
    return Answer(sentence, {"title": wish.title}, undo_href=f"/wishes/{wish.id}/withdrawal", link="/rewards")


def _meant(rewards: Sequence[SeenReward], title: str) -> SeenReward:
    """Two that fit equally well are asked about."""
    scores = {reward.id: ratio(title, reward.title, processor=plain) for reward in rewards}
    best = max(scores.values(), default=0)
    fitting = [reward for reward in rewards if scores[reward.id] == best]
    if best < ALIKE:
        raise NotFound(_("There is no reward called %(title)s in the shop."), title=title.strip())
    if len(fitting) > 1:
        raise NotFound(_("Which one: %(titles)s?"), titles=", ".join(reward.title for reward in fitting))
    return fitting[0]


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
        call=_("Points of %(member)s"),
        describes="How many points someone has, and how that came about.",
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
    Tool(
        name="reward_redeem",
        call=_("Ask for “%(reward)s”"),
        describes="Asks for a reward of the shop: its points are put aside until a parent answers.",
        input=RewardRedeem,
        risk=Risk.OWN,
        roles=frozenset(YOUNG),
        acts=redeem_reward,
        examples=(
            "I want to swap my points for the movie night",
            "can I have the ice cream for my stars",
            "redeem thirty minutes of screen time",
            "get me the comic book from the shop",
        ),
    ),
)
