"""The last step of a wish is taken back, and what followed from it too."""

from appliance.core.clock import local_day
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.actions.answers import must_decide
from appliance.rewards.actions.aside import (
    about,
    afford,
    change_state,
    one_at_a_time,
    put_aside,
    take_one,
    wish_for,
    yes_cause,
)
from appliance.rewards.actions.goals import go_on_saving_for
from appliance.rewards.actions.shop import price_for, reward_for
from appliance.rewards.events import AnswerUndone, GrantUndone, RedemptionUndone, RefundUndone
from appliance.rewards.models import Wish
from appliance.rewards.policy import may_undo
from appliance.rewards.rules.wishes import ANSWERED_YES, INSTEAD, State, before_undo

UNDECIDED = {"decided_by": None, "decided_at": None, "redeemed_by": None, "redeemed_at": None, "note": ""}


async def undo_wish(work: Work, wish_id: int) -> Wish:
    """Whatever was done to it last: the yes, the no, the handing over, the refund, the child's own change
    of mind."""
    wish = await wish_for(work, wish_id)
    to = before_undo(wish.state, wish.minutes, wish.redeemed_at is not None)
    if to is None:
        raise RuleBroken(INSTEAD[State.WAITING])
    by = wish.decided_by if wish.state == State.WITHDRAWN else wish.redeemed_by
    if not may_undo(work.actor, wish.state, wish.member_id, by):
        raise NotAllowed(_("Only a parent can take this back."))
    if wish.state == State.REFUNDED:
        return await _undo_refund(work, wish, to)
    if to is State.GRANTED:
        return await _undo_redemption(work, wish)
    if wish.state in ANSWERED_YES:
        return await undo_grant(work, wish_id)
    return await _undo_answer(work, wish)


async def undo_grant(work: Work, wish_id: int) -> Wish:
    """Back to waiting: its points stay put aside until it is decided anew."""
    wish = await wish_for(work, wish_id)
    must_decide(work)
    await one_at_a_time(work, wish.reward_id, wish.member_id)
    with_the_yes = (State.GRANTED, State.REDEEMED) if wish.minutes else (State.GRANTED,)
    cause, was_goal = yes_cause(wish), wish.was_goal
    await change_state(work, wish, with_the_yes, state=State.WAITING, was_goal=False, **UNDECIDED)
    if was_goal:
        await go_on_saving_for(work, wish)
    await work.emit(GrantUndone(**about(wish), cause=cause))
    return wish


async def _undo_answer(work: Work, wish: Wish) -> Wish:
    """At the price as it was asked; the points may be gone meanwhile, and the last piece too."""
    await one_at_a_time(work, wish.reward_id, wish.member_id)
    await afford(work, wish.member_id, wish.title, wish.points)
    if wish.state == State.WITHDRAWN:
        await _still_on_offer(work, wish)
    again = {"state": State.WAITING, "bookings": wish.bookings + 1, **UNDECIDED}
    await change_state(work, wish, (State.DECLINED, State.WITHDRAWN), **again)
    wish.from_stock = await take_one(work, await reward_for(work, wish.reward_id))
    await put_aside(work, wish)
    await work.emit(AnswerUndone(**about(wish)))
    return wish


async def _undo_redemption(work: Work, wish: Wish) -> Wish:
    back = {"state": State.GRANTED, "redeemed_by": None, "redeemed_at": None}
    await change_state(work, wish, (State.REDEEMED,), **back)
    await work.emit(RedemptionUndone(**about(wish)))
    return wish


async def _undo_refund(work: Work, wish: Wish, to: State) -> Wish:
    await afford(work, wish.member_id, wish.title, wish.points)
    again = {"state": to, "bookings": wish.bookings + 1, "round": wish.round + 1, "note": ""}
    await change_state(work, wish, (State.REFUNDED,), refunded_by=None, refunded_at=None, **again)
    if to is State.GRANTED:
        wish.from_stock = await take_one(work, await reward_for(work, wish.reward_id))
    await put_aside(work, wish)
    day = local_day(wish.decided_at or work.now, work.actor.zone)
    await work.emit(RefundUndone(**about(wish), minutes=wish.minutes, day=day, cause=yes_cause(wish)))
    return wish


async def _still_on_offer(work: Work, wish: Wish) -> None:
    """Or an old price could be had by taking back what was taken back."""
    reward = await reward_for(work, wish.reward_id)
    offered = (await price_for(work, reward, wish.member_id), reward.minutes)
    if reward.put_away_at is not None or offered != (wish.points, wish.minutes):
        raise RuleBroken(_("The shop has changed since. Please ask anew."))
