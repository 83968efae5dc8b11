"""What is kept for a wish while nobody has decided: its points, and one off the stock."""

from typing import TypedDict

from sqlalchemy import update
from sqlmodel import col, select

from appliance.core.errors import NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.actions.book import balance, book, book_back, entry_for
from appliance.rewards.models import Reward, Wish
from appliance.rewards.policy import may_see_points
from appliance.rewards.rules import grant_cause, may_spend, missing_for, wish_cause
from appliance.rewards.rules.wishes import INSTEAD, State


class About(TypedDict):
    """The fields that every event of a wish carries."""

    family_id: int
    wish_id: int
    reward_id: int
    title: str
    member_id: int
    points: int


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


def yes_cause(wish: Wish) -> str:
    return grant_cause(about(wish)["wish_id"], wish.round)


async def wish_for(work: Work, wish_id: int) -> Wish:
    found = await work.db.exec(select(Wish).where(Wish.id == wish_id, Wish.family_id == work.actor.family_id))
    wish = found.first()
    if wish is None or not may_see_points(work.actor, wish.member_id):
        raise NotFound(_("We could not find that wish."))
    return wish


async def change_state(work: Work, wish: Wish, before: tuple[State, ...], **values: object) -> None:
    """Of two people at once, one wins; the other reads what became of it."""
    if wish.state not in before:
        raise RuleBroken(INSTEAD[State(wish.state)])
    changed = await work.db.exec(
        update(Wish)
        .where(col(Wish.id) == wish.id, col(Wish.state) == wish.state, col(Wish.round) == wish.round)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount == 0:
        raise RuleBroken(INSTEAD[State(wish.state)])
    await work.db.refresh(wish)


async def put_aside(work: Work, wish: Wish) -> None:
    wish_id = about(wish)["wish_id"]
    cause = wish_cause(wish_id, wish.bookings)
    await book(work, wish.member_id, -wish.points, "spent", cause, wish.title, wish_id=wish_id)


async def give_back(work: Work, wish: Wish, note: str = "") -> None:
    entry = await entry_for(work, wish_cause(about(wish)["wish_id"], wish.bookings))
    assert entry is not None
    await book_back(work, entry, note)


async def one_at_a_time(work: Work, reward_id: int, member_id: int) -> None:
    found = await work.db.exec(
        select(Wish.id).where(
            Wish.reward_id == reward_id, Wish.member_id == member_id, Wish.state == State.WAITING
        )
    )
    if found.first() is not None:
        raise RuleBroken(_("This wish waits for a parent already."))


async def afford(work: Work, member_id: int, title: str, price: int) -> None:
    has = await balance(work, member_id)
    if not may_spend(has, price):
        sentence = counted(
            "%(title)s needs %(missing)s more point.", "%(title)s needs %(missing)s more points."
        )
        raise RuleBroken(sentence, title=title, missing=missing_for(has, price))


async def take_one(work: Work, reward: Reward) -> bool:
    """False where nobody counts them. Of two who want the last one, one gets it."""
    if reward.stock is None:
        return False
    changed = await work.db.exec(
        update(Reward)
        .where(col(Reward.id) == reward.id, col(Reward.stock) > 0)
        .values(stock=Reward.stock - 1)  # type: ignore[operator]
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount == 0:
        raise RuleBroken(_("There is none left just now: %(title)s."), title=reward.title)
    await work.db.refresh(reward)
    return True


async def put_one_back(work: Work, wish: Wish) -> None:
    if wish.from_stock:
        await work.db.exec(
            update(Reward)
            .where(col(Reward.id) == wish.reward_id, col(Reward.stock).is_not(None))
            .values(stock=Reward.stock + 1)  # type: ignore[operator]
        )
