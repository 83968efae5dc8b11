"""What is on offer: parents fill the shop."""

from dataclasses import dataclass

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.queries import member_of
from appliance.rewards.events import RewardChanged, RewardPriced
from appliance.rewards.models import Reward, RewardPrice
from appliance.rewards.policy import may_decide
from appliance.rewards.rules import picture_for

MOST = 5000


@dataclass(frozen=True)
class RewardPlan:
    """`stock` None: nobody counts them."""

    title: str
    points: int
    minutes: int = 0
    stock: int | None = None


@dataclass(frozen=True)
class Seen:
    """How many there were when whoever changes the reward looked."""

    stock: int | None


async def add_reward(work: Work, plan: RewardPlan) -> int:
    _check(work, plan)
    title = " ".join(plan.title.split())
    reward = Reward(
        family_id=work.actor.family_id,
        title=title,
        picture=picture_for(title),
        points=plan.points,
        minutes=plan.minutes,
        stock=plan.stock,
        created_by=work.actor.member_id,
        created_at=work.now,
    )
    work.db.add(reward)
    await work.db.flush()
    assert reward.id is not None
    await _tell(work, reward)
    return reward.id


async def change_reward(work: Work, reward_id: int, plan: RewardPlan, seen: Seen | None = None) -> None:
    """Wishes that wait keep the price at which they were asked, and what was taken off the stock for them."""
    _check(work, plan)
    reward = await reward_for(work, reward_id)
    if seen is not None and seen.stock != reward.stock:
        raise Invalid(
            _("Not saved yet."),
            {"stock": _("Meanwhile somebody asked for one, or brought one back. Please look again.")},
        )
    reward.title = " ".join(plan.title.split())
    reward.picture = picture_for(reward.title)
    reward.points, reward.minutes, reward.stock = plan.points, plan.minutes, plan.stock
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


async def set_price(work: Work, reward_id: int, member_id: int, points: int | None) -> None:
    """What it costs one child; None: what it costs all, again."""
    _ask(work)
    reward = await reward_for(work, reward_id)
    member = await member_of(work, member_id)
    if member.role not in YOUNG:
        raise Invalid(_("Not saved yet."), {"member": _("Please choose a child.")})
    if points is not None and not 1 <= points <= MOST:
        raise Invalid(_("Not saved yet."), {"price": _("Points are a whole number from 1 to 5000.")})
    await _price(work, reward, member_id, points)
    priced = RewardPriced(
        family_id=reward.family_id,
        reward_id=reward_id,
        title=reward.title,
        member_id=member_id,
        points=points,
    )
    await work.emit(priced)


async def price_for(work: Work, reward: Reward, member_id: int) -> int:
    own = await _own_price(work, reward, member_id)
    return own.points if own is not None else reward.points


async def reward_for(work: Work, reward_id: int) -> Reward:
    found = await work.db.exec(
        select(Reward).where(Reward.id == reward_id, Reward.family_id == work.actor.family_id)
    )
    reward = found.first()
    if reward is None:
        raise NotFound(_("We could not find that reward."))
    return reward


async def _own_price(work: Work, reward: Reward, member_id: int) -> RewardPrice | None:
    found = await work.db.exec(
        select(RewardPrice).where(RewardPrice.reward_id == reward.id, RewardPrice.member_id == member_id)
    )
    return found.first()


async def _price(work: Work, reward: Reward, member_id: int, points: int | None) -> None:
    own = await _own_price(work, reward, member_id)
    if points is None:
        if own is not None:
            await work.db.delete(own)
        return
    price = own or RewardPrice(
        family_id=reward.family_id, reward_id=reward.id or 0, member_id=member_id, points=points
    )
    price.points = points
    work.db.add(price)


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
    if not 1 <= plan.points <= MOST:
        wrong["points"] = _("Points are a whole number from 1 to 5000.")
    if not 0 <= plan.minutes <= 600:
        wrong["minutes"] = _("Minutes are a whole number from 0 to 600.")
    if plan.stock is not None and not 0 <= plan.stock <= 999:
        wrong["stock"] = _("How many there are is a whole number from 0 to 999.")
    if wrong:
        raise Invalid(_("Not saved yet."), wrong)
