"""A wish puts its points aside at once; a parent's yes spends them, a no gives them back."""

from typing import TypedDict

from sqlalchemy import update
from sqlmodel import col, select

from appliance.core.errors import NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.actions.book import balance, book, book_back, entry_for
from appliance.rewards.actions.shop import reward_for
from appliance.rewards.events import GrantUndone, RewardAsked, RewardDeclined, RewardGranted, WishWithdrawn
from appliance.rewards.models import Reward, Wish
from appliance.rewards.policy import may_decide, may_see_points, may_wish
from appliance.rewards.rules import grant_cause, may_spend, wish_cause

INSTEAD = {
    "waiting": _("This wish still waits for a parent."),
    "granted": _("A parent has said yes already."),
    "declined": _("A parent has answered this wish already."),
    "withdrawn": _("This wish was taken back."),
}


class About(TypedDict):
    """The fields that every event of a wish carries."""

    family_id: int
    wish_id: int
    reward_id: int
    title: str
    member_id: int
    points: int


async def ask_for_reward(work: Work, reward_id: int) -> Wish:
    reward = await reward_for(work, reward_id)
    if not may_wish(work.actor):
        raise NotAllowed(_("Rewards are for the children of the family."))
    await _check(work, reward)
    wish = Wish(
        family_id=work.actor.family_id,
        reward_id=reward_id,
        member_id=work.actor.member_id,
        title=reward.title,
        points=reward.points,
        minutes=reward.minutes,
        asked_at=work.now,
    )
    work.db.add(wish)
    await work.db.flush()
    assert wish.id is not None
    await book(work, wish.member_id, -wish.points, "spent", wish_cause(wish.id), wish.title, wish.id)
    await work.emit(RewardAsked(**about(wish)))
    return wish


async def withdraw_wish(work: Work, wish_id: int) -> Wish:
    wish = await _wish(work, wish_id)
    await _decide(work, wish, "waiting", state="withdrawn")
    await _give_back(work, wish)
    await work.emit(WishWithdrawn(**about(wish)))
    return wish


async def grant_wish(work: Work, wish_id: int) -> Wish:
    wish = await _wish(work, wish_id)
    _ask(work)
    await _decide(work, wish, "waiting", state="granted", round=wish.round + 1)
    facts = about(wish)
    cause = grant_cause(facts["wish_id"], wish.round)
    await work.emit(RewardGranted(**facts, minutes=wish.minutes, day=work.today, cause=cause))
    return wish


async def decline_wish(work: Work, wish_id: int) -> Wish:
    wish = await _wish(work, wish_id)
    _ask(work)
    await _decide(work, wish, "waiting", state="declined")
    await _give_back(work, wish)
    await work.emit(RewardDeclined(**about(wish)))
    return wish


async def undo_grant(work: Work, wish_id: int) -> Wish:
    """Back to waiting: its points stay put aside until it is decided anew."""
    wish = await _wish(work, wish_id)
    _ask(work)
    facts = about(wish)
    await _one_at_a_time(work, wish.reward_id, wish.member_id)
    await _decide(work, wish, "granted", state="waiting")
    await work.emit(GrantUndone(**facts, cause=grant_cause(facts["wish_id"], wish.round)))
    return wish


def about(wish: Wish) -> About:
    assert wish.id is not None
    return About(
        family_id=wish.family_id,
        wish_id=wish.id,
        reward_id=wish.reward_id,
        title=wish.title,
        member_id=wish.member_id,
        points=wish.points,
    )


async def _check(work: Work, reward: Reward) -> None:
    if reward.put_away_at is not None or reward.id is None:
        raise RuleBroken(_("This reward is not in the shop any more."))
    await _one_at_a_time(work, reward.id, work.actor.member_id)
    has = await balance(work, work.actor.member_id)
    if not may_spend(has, reward.points):
        sentence = counted(
            "%(title)s needs %(missing)s more point.", "%(title)s needs %(missing)s more points."
        )
        raise RuleBroken(sentence, title=reward.title, missing=reward.points - has)


async def _one_at_a_time(work: Work, reward_id: int, member_id: int) -> None:
    found = await work.db.exec(
        select(Wish.id).where(
            Wish.reward_id == reward_id, Wish.member_id == member_id, Wish.state == "waiting"
        )
    )
    if found.first() is not None:
        raise RuleBroken(_("This wish waits for a parent already."))


async def _wish(work: Work, wish_id: int) -> Wish:
    found = await work.db.exec(select(Wish).where(Wish.id == wish_id, Wish.family_id == work.actor.family_id))
    wish = found.first()
    if wish is None or not may_see_points(work.actor, wish.member_id):
        raise NotFound(_("We could not find that wish."))
    return wish


def _ask(work: Work) -> None:
    if not may_decide(work.actor):
        raise NotAllowed(_("Only a parent can answer a wish."))


async def _decide(work: Work, wish: Wish, before: str, **values: object) -> None:
    """Of two parents at once, one wins; the other reads what became of it."""
    undone = values["state"] == "waiting"
    changed = await work.db.exec(
        update(Wish)
        .where(col(Wish.id) == wish.id, col(Wish.state) == before, col(Wish.round) == wish.round)
        .values(
            decided_by=None if undone else work.actor.member_id,
            decided_at=None if undone else work.now,
            **values,
        )
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount == 0:
        raise RuleBroken(INSTEAD[wish.state])
    await work.db.refresh(wish)


async def _give_back(work: Work, wish: Wish) -> None:
    assert wish.id is not None
    entry = await entry_for(work, wish_cause(wish.id))
    assert entry is not None
    await book_back(work, entry)
