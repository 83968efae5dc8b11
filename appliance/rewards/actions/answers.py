"""What a parent makes of a wish: yes or no, handed over, or the points back."""

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.actions.aside import (
    about,
    change_state,
    give_back,
    put_one_back,
    wish_for,
    yes_cause,
)
from appliance.rewards.actions.goals import end_saving_for
from appliance.rewards.events import RewardDeclined, RewardGranted, RewardRedeemed, RewardRefunded
from appliance.rewards.models import Wish
from appliance.rewards.policy import may_decide, may_redeem
from appliance.rewards.rules.wishes import ANSWERED_YES, State, after_yes


async def grant_wish(work: Work, wish_id: int) -> Wish:
    """Minutes come with the yes; anything else is promised until it was handed over."""
    wish = await wish_for(work, wish_id)
    must_decide(work)
    values = {"decided_by": work.actor.member_id, "decided_at": work.now, "round": wish.round + 1}
    if wish.minutes:
        values |= {"redeemed_by": work.actor.member_id, "redeemed_at": work.now}
    await change_state(work, wish, (State.WAITING,), state=after_yes(wish.minutes), **values)
    wish.was_goal = await end_saving_for(work, wish)
    facts = about(wish)
    await work.emit(RewardGranted(**facts, minutes=wish.minutes, day=work.today, cause=yes_cause(wish)))
    return wish


async def decline_wish(work: Work, wish_id: int, note: str = "") -> Wish:
    wish = await wish_for(work, wish_id)
    must_decide(work)
    said = {"decided_by": work.actor.member_id, "decided_at": work.now, "note": a_word(note)}
    await change_state(work, wish, (State.WAITING,), state=State.DECLINED, **said)
    await give_back(work, wish, wish.note)
    await put_one_back(work, wish)
    await work.emit(RewardDeclined(**about(wish)))
    return wish


async def redeem_wish(work: Work, wish_id: int) -> Wish:
    """The child has it: said by the child, or by the parent who handed it over."""
    wish = await wish_for(work, wish_id)
    if not may_redeem(work.actor, wish.member_id):
        raise NotAllowed(_("Only a parent, or whose wish it was, can say so."))
    had = {"redeemed_by": work.actor.member_id, "redeemed_at": work.now}
    await change_state(work, wish, (State.GRANTED,), state=State.REDEEMED, **had)
    await work.emit(RewardRedeemed(**about(wish)))
    return wish


async def refund_wish(work: Work, wish_id: int, note: str = "") -> Wish:
    """Points and minutes back after a yes; what was not handed over lies in the shop again."""
    wish = await wish_for(work, wish_id)
    must_decide(work)
    values = {"refunded_by": work.actor.member_id, "refunded_at": work.now, "note": a_word(note)}
    await change_state(work, wish, ANSWERED_YES, state=State.REFUNDED, **values)
    await give_back(work, wish, wish.note)
    if wish.redeemed_at is None:
        await put_one_back(work, wish)
    await work.emit(RewardRefunded(**about(wish), cause=yes_cause(wish)))
    return wish


def must_decide(work: Work) -> None:
    if not may_decide(work.actor):
        raise NotAllowed(_("Only a parent can answer a wish."))


def a_word(note: str) -> str:
    word = " ".join(note.split())
    if len(word) > 200:
        raise Invalid(_("Not saved yet."), {"note": _("At most 200 letters.")})
    return word
