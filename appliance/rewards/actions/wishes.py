"""A wish puts its points aside at once; a parent's yes spends them, a no gives them back."""

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.actions.aside import (
    about,
    afford,
    change_state,
    give_back,
    one_at_a_time,
    put_aside,
    put_one_back,
    take_one,
    wish_for,
)
from appliance.rewards.actions.shop import price_for, reward_for
from appliance.rewards.events import RewardAsked, WishWithdrawn
from appliance.rewards.models import Reward, Wish
from appliance.rewards.policy import may_wish
from appliance.rewards.rules.wishes import State


async def ask_for_reward(work: Work, reward_id: int) -> Wish:
    reward = await reward_for(work, reward_id)
    if not may_wish(work.actor):
        raise NotAllowed(_("Rewards are for the children of the family."))
    if reward.put_away_at is not None:
        raise RuleBroken(_("This reward is not in the shop any more."))
    await one_at_a_time(work, reward_id, work.actor.member_id)
    price = await price_for(work, reward, work.actor.member_id)
    await afford(work, work.actor.member_id, reward.title, price)
    wish = await _note(work, reward, price, await take_one(work, reward))
    await put_aside(work, wish)
    await work.emit(RewardAsked(**about(wish), left=reward.stock))
    return wish


async def withdraw_wish(work: Work, wish_id: int) -> Wish:
    wish = await wish_for(work, wish_id)
    said = {"decided_by": work.actor.member_id, "decided_at": work.now}
    await change_state(work, wish, (State.WAITING,), state=State.WITHDRAWN, **said)
    await give_back(work, wish)
    await put_one_back(work, wish)
    await work.emit(WishWithdrawn(**about(wish)))
    return wish


async def _note(work: Work, reward: Reward, price: int, from_stock: bool) -> Wish:
    wish = Wish(
        family_id=work.actor.family_id,
        reward_id=reward.id or 0,
        member_id=work.actor.member_id,
        title=reward.title,
        points=price,
        minutes=reward.minutes,
        asked_at=work.now,
        from_stock=from_stock,
    )
    work.db.add(wish)
    await work.db.flush()
    return wish
