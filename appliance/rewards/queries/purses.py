"""Balances: parents see all children's, a child only their own."""

from dataclasses import dataclass
from typing import TypeVarTuple

from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, select
from sqlmodel.sql.expression import Select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.rewards.models import PointEntry, PointRules, PointSum, Reward, RewardPrice, SavingGoal, Wish
from appliance.rewards.policy import may_see_points
from appliance.rewards.rules import missing_for

Row = TypeVarTuple("Row")


@dataclass(frozen=True)
class Balance:
    """`points` can be spent now; `aside` is kept for wishes that wait. Below zero it is owed."""

    member_id: int
    points: int
    aside: int

    @property
    def owed(self) -> int:
        return max(0, -self.points)


@dataclass(frozen=True)
class Goal:
    """What someone saves for. `have` never shows more than it costs, nor less than nothing."""

    member_id: int
    reward_id: int
    title: str
    picture: str
    price: int
    points: int

    @property
    def missing(self) -> int:
        return missing_for(self.points, self.price)

    @property
    def have(self) -> int:
        return min(max(self.points, 0), self.price)


@dataclass(frozen=True)
class Purse:
    """A child's points, and what they are saved for."""

    member: Member
    balance: Balance
    goal: Goal | None


@dataclass(frozen=True)
class Explained:
    """A balance in parts: earned + given - taken - spent - aside = points."""

    earned: int
    given: int
    taken: int
    spent: int
    aside: int
    points: int


async def balance_of(look: Reading, member_id: int) -> Balance:
    """One member's balance. NotFound for whom the viewer may not see."""
    must_see_points(look, member_id)
    found = (await look.db.exec(_purses(look).where(Member.id == member_id))).first()
    if found is None:
        raise NotFound(_("We could not find that person."))
    return _balance(*found)


async def purses(look: Reading) -> list[tuple[Member, Balance]]:
    """Every child of the family with its balance, by age: for parents."""
    found = await look.db.exec(_by_age(_purses(look)))
    return [
        (member, _balance(member, points, aside))
        for member, points, aside in found.all()
        if may_see_points(look.viewer, member.id or 0)
    ]


async def purses_with_goals(look: Reading) -> list[Purse]:
    """The same, with what each saves for."""
    found = await look.db.exec(_by_age(_saving(_purses(look))))
    purses = []
    for member, points, aside, reward, price in found.all():
        balance = _balance(member, points, aside)
        if may_see_points(look.viewer, balance.member_id):
            purses.append(Purse(member, balance, _goal(balance, reward, price)))
    return purses


async def balances(look: Reading) -> dict[int, Balance]:
    """By member: a parent sees every child's, a child their own."""
    return {balance.member_id: balance for _member, balance in await purses(look)}


async def goals(look: Reading) -> list[Goal]:
    """All of the family's for a parent, a child's own."""
    return [purse.goal for purse in await purses_with_goals(look) if purse.goal]


async def penalties_allowed(look: Reading) -> bool:
    """Whether parents of this family take points away at all: children may know."""
    found = await look.db.exec(
        select(PointRules.penalties).where(PointRules.family_id == look.viewer.family_id)
    )
    return found.first() is not False


async def explained(look: Reading, member_id: int) -> Explained:
    """Where the points came from and went; what was taken back is no longer counted."""
    balance = await balance_of(look, member_id)
    first = aliased(PointEntry)
    kind = func.coalesce(first.kind, PointEntry.kind)
    found = await look.db.exec(
        select(kind, func.sum(PointEntry.amount))
        .outerjoin(first, col(first.id) == PointEntry.reverses_id)
        .where(PointEntry.family_id == look.viewer.family_id, PointEntry.member_id == member_id)
        .group_by(kind)
    )
    sums = {name: int(amount) for name, amount in found.all()}
    return Explained(
        earned=sums.get("earned", 0),
        given=sums.get("bonus", 0),
        taken=-sums.get("penalty", 0),
        spent=-sums.get("spent", 0) - balance.aside,
        aside=balance.aside,
        points=balance.points,
    )


def must_see_points(look: Reading, member_id: int) -> None:
    if not may_see_points(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


def _by_age(found: Select[*Row]) -> Select[*Row]:
    children = found.where(col(Member.role).in_(YOUNG), col(Member.left_at).is_(None))
    return children.order_by(col(Member.born), col(Member.id))


def _purses(look: Reading) -> Select[Member, int, int]:
    points = select(PointSum.points).where(PointSum.member_id == Member.id)
    aside = select(func.coalesce(func.sum(Wish.points), 0)).where(
        Wish.member_id == Member.id, Wish.family_id == look.viewer.family_id, Wish.state == "waiting"
    )
    return select(
        Member,
        func.coalesce(points.correlate(Member).scalar_subquery(), 0),
        aside.correlate(Member).scalar_subquery(),
    ).where(Member.family_id == look.viewer.family_id)


def _saving(found: Select[Member, int, int]) -> Select[Member, int, int, Reward | None, int | None]:
    own = and_(RewardPrice.reward_id == Reward.id, RewardPrice.member_id == Member.id)
    on_offer = and_(Reward.id == SavingGoal.reward_id, col(Reward.put_away_at).is_(None))
    return (
        found.add_columns(Reward, RewardPrice.points)  # type: ignore[arg-type, return-value]
        .outerjoin(SavingGoal, col(SavingGoal.member_id) == Member.id)
        .outerjoin(Reward, on_offer)
        .outerjoin(RewardPrice, own)
    )


def _balance(member: Member, points: int, aside: int) -> Balance:
    return Balance(member.id or 0, int(points), int(aside))


def _goal(balance: Balance, reward: Reward | None, price: int | None) -> Goal | None:
    if reward is None or reward.id is None:
        return None
    return Goal(
        balance.member_id, reward.id, reward.title, reward.picture, price or reward.points, balance.points
    )
