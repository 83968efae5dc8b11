"""What is on offer, at the price of whoever looks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from sqlalchemy import ColumnElement, false, true
from sqlmodel import and_, col, func, or_, select
from sqlmodel.sql.expression import Select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.rewards.models import Reward, RewardPrice, SavingGoal, Wish
from appliance.rewards.queries.wishes import SeenWish, is_open, wish_in

_PRICE = func.coalesce(RewardPrice.points, Reward.points)


@dataclass(frozen=True)
class SeenReward:
    """`points` is the price for the viewer; a parent sees that of all, and in `prices` that of single
    children. `stock` None: nobody counts them."""

    id: int
    title: str
    picture: str
    points: int
    minutes: int
    put_away: bool
    stock: int | None = None
    prices: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """A reward as one child sees it: with its own wish where one waits."""

    reward: SeenReward
    wish: SeenWish | None
    is_goal: bool


@dataclass(frozen=True)
class Shop:
    """`promised`: a parent said yes, and the child does not have it yet."""

    offers: Sequence[Offer]
    promised: Sequence[SeenWish]


@dataclass(frozen=True)
class Price:
    """Of one reward for one child; `own` where it differs from that of all."""

    member: Member
    points: int
    own: bool


async def shop_of(look: Reading) -> Shop:
    """Cheapest first. What was put away is there for as long as the viewer's wish waits."""
    me = look.viewer.member_id
    mine = and_(Wish.family_id == look.viewer.family_id, Wish.member_id == me)
    open_ = and_(Wish.reward_id == Reward.id, mine, is_open(look))
    found = await look.db.exec(
        select(Reward, Wish, SavingGoal, _PRICE)
        .outerjoin(Wish, open_)
        .outerjoin(SavingGoal, and_(SavingGoal.reward_id == Reward.id, SavingGoal.member_id == me))
        .outerjoin(RewardPrice, _own_price(me))
        .where(Reward.family_id == look.viewer.family_id)
        .where(or_(col(Reward.put_away_at).is_(None), col(Wish.id).is_not(None)))
        .order_by(_PRICE, col(Reward.title), col(Reward.id), col(Wish.id))
    )
    return _sorted([(reward, wish, goal is not None, cost) for reward, wish, goal, cost in found.all()])


def _sorted(rows: Sequence[tuple[Reward, Wish | None, bool, int]]) -> Shop:
    """A reward has a row for each wish of it that is open: at most one of them waits."""
    promised = [
        wish_in(wish, reward.picture) for reward, wish, *_ in rows if wish and wish.state == "granted"
    ]
    waiting = {wish.reward_id: wish_in(wish, reward.picture) for reward, wish, *_ in rows if _waits(wish)}
    offers = {
        reward.id: Offer(_reward(reward, cost), waiting.get(reward.id or 0), is_goal)
        for reward, _wish, is_goal, cost in rows
        if reward.put_away_at is None or reward.id in waiting
    }
    return Shop(list(offers.values()), promised)


def _waits(wish: Wish | None) -> TypeGuard[Wish]:
    return wish is not None and wish.state == "waiting"


async def rewards_of(look: Reading, *, put_away: bool = False) -> list[SeenReward]:
    """Cheapest first."""
    found = _rewards(look)
    if not put_away:
        found = found.where(col(Reward.put_away_at).is_(None))
    rows = (await look.db.exec(found.order_by(_PRICE, col(Reward.title)))).all()
    return [_reward(*row) for row in rows]


async def reward_of(look: Reading, reward_id: int) -> SeenReward:
    row = (await look.db.exec(_rewards(look).where(Reward.id == reward_id))).first()
    if row is None:
        raise NotFound(_("We could not find that reward."))
    return _reward(*row)


async def prices_of(look: Reading, reward_id: int) -> list[Price]:
    """Of every child, by age: for parents."""
    found = await look.db.exec(
        select(Member, Reward.points, RewardPrice.points)
        .select_from(Member)
        .join(Reward, true())
        .outerjoin(RewardPrice, and_(RewardPrice.reward_id == Reward.id, RewardPrice.member_id == Member.id))
        .where(Reward.id == reward_id, Reward.family_id == look.viewer.family_id)
        .where(Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None))
        .where(col(Member.role).in_(YOUNG))
        .order_by(col(Member.born), col(Member.id))
    )
    return [Price(member, own or usual, own is not None) for member, usual, own in found.all()]


def _rewards(look: Reading) -> Select[Reward, int, str]:
    """Prices of single children come along for a parent, in the same look."""
    all_prices = (
        select(func.json_group_object(RewardPrice.member_id, RewardPrice.points))
        .where(RewardPrice.reward_id == Reward.id, true() if look.viewer.is_parent else false())
        .correlate(Reward)
        .scalar_subquery()
    )
    return (
        select(Reward, _PRICE, all_prices)
        .outerjoin(RewardPrice, _own_price(look.viewer.member_id))
        .where(Reward.family_id == look.viewer.family_id)
    )


def _own_price(member_id: int) -> ColumnElement[bool]:
    return and_(RewardPrice.reward_id == Reward.id, RewardPrice.member_id == member_id)


def _reward(reward: Reward, points: int, prices: str = "{}") -> SeenReward:
    assert reward.id is not None
    return SeenReward(
        id=reward.id,
        title=reward.title,
        picture=reward.picture,
        points=points,
        minutes=reward.minutes,
        put_away=reward.put_away_at is not None,
        stock=reward.stock,
        prices={int(child): price for child, price in json.loads(prices).items()},
    )
