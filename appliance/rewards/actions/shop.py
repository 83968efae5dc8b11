"""What is on offer: parents fill the shop."""

from dataclasses import dataclass

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.events import RewardChanged
from appliance.rewards.models import Reward
from appliance.rewards.policy import may_decide
from appliance.rewards.rules import picture_for


@dataclass(frozen=True)
class RewardPlan:
    title: str
    points: int
    minutes: int = 0


async def add_reward(work: Work, plan: RewardPlan) -> int:
    _check(work, plan)
    title = " ".join(plan.title.split())
    reward = Reward(
        family_id=work.actor.family_id,
        title=title,
        picture=picture_for(title),
        points=plan.points,
        minutes=plan.minutes,
        created_by=work.actor.member_id,
        created_at=work.now,
    )
    work.db.add(reward)
    await work.db.flush()
    assert reward.id is not None
    await _tell(work, reward)
    return reward.id


async def change_reward(work: Work, reward_id: int, plan: RewardPlan) -> None:
    """Wishes that wait keep the price at which they were asked."""
    _check(work, plan)
    reward = await reward_for(work, reward_id)
    reward.title = " ".join(plan.title.split())
    reward.picture = picture_for(reward.title)
    reward.points, reward.minutes = plan.points, plan.minutes
    await _tell(work, reward)


async def put_away_reward(work: Work, reward_id: int) -> None:
    _ask(work)
    reward = await reward_for(work, reward_id)
    reward.put_away_at = work.now
    await _tell(work, reward)


async def bring_back_reward(work: Work, reward_id: int) -> None:
    _ask(work)
    reward = await reward_for(work, reward_id)
    reward.put_away_at = None
    await _tell(work, reward)


async def reward_for(work: Work, reward_id: int) -> Reward:
    found = await work.db.exec(
        select(Reward).where(Reward.id == reward_id, Reward.family_id == work.actor.family_id)
    )
    reward = found.first()
    if reward is None:
        raise NotFound(_("We could not find that reward."))
    return reward


async def _tell(work: Work, reward: Reward) -> None:
    assert reward.id is not None
    await work.emit(RewardChanged(family_id=reward.family_id, reward_id=reward.id, title=reward.title))


def _ask(work: Work) -> None:
    if not may_decide(work.actor):
        raise NotAllowed(_("Only a parent can change the rewards."))


def _check(work: Work, plan: RewardPlan) -> None:
    _ask(work)
    wrong = {}
    if not 1 <= len(plan.title.strip()) <= 80:
        wrong["title"] = _("A reward needs a name of at most 80 letters.")
    if not 1 <= plan.points <= 5000:
        wrong["points"] = _("Points are a whole number from 1 to 5000.")
    if not 0 <= plan.minutes <= 600:
        wrong["minutes"] = _("Minutes are a whole number from 0 to 600.")
    if wrong:
        raise Invalid(_("Not saved yet."), wrong)
