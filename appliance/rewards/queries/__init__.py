"""Balances, wishes and the ledger. Parents see all children's, a child only their own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, or_, select
from sqlmodel.sql.expression import Select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.rewards.models import PointEntry, PointSum, Reward, Wish
from appliance.rewards.policy import may_see_points

# Made once: Today of everyone asks them.
WAITING = (
    select(Wish, Reward.picture)
    .join(Reward, col(Reward.id) == Wish.reward_id)
    .where(Wish.family_id == bindparam("family"), Wish.state == "waiting")
    .order_by(col(Wish.asked_at), col(Wish.id))
)
OWN_WAITING = WAITING.where(Wish.member_id == bindparam("member"))


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
class Explained:
    """A balance in parts: earned + given - taken - spent - aside = points."""

    earned: int
    given: int
    taken: int
    spent: int
    aside: int
    points: int


@dataclass(frozen=True)
class LedgerLine:
    """`reversed_` where a later entry took it back; `state` is the wish's where it is one."""

    id: int
    member_id: int
    amount: int
    kind: str
    title: str
    by_member_id: int
    at: datetime
    reversed_: bool
    state: str


@dataclass(frozen=True)
class SeenReward:
    id: int
    title: str
    picture: str
    points: int
    minutes: int
    put_away: bool


@dataclass(frozen=True)
class SeenWish:
    id: int
    reward_id: int
    member_id: int
    title: str
    picture: str
    points: int
    minutes: int
    state: str
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None


async def balance_of(look: Reading, member_id: int) -> Balance:
    """One member's balance. NotFound for whom the viewer may not see."""
    must_see_points(look, member_id)
    found = (await look.db.exec(_purses(look).where(Member.id == member_id))).first()
    if found is None:
        raise NotFound(_("We could not find that person."))
    return _balance(*found)


async def purses(look: Reading) -> list[tuple[Member, Balance]]:
    """Every child of the family with its balance, by age: for parents."""
    children = _purses(look).where(col(Member.role).in_(YOUNG), col(Member.left_at).is_(None))
    found = await look.db.exec(children.order_by(col(Member.born), col(Member.id)))
    return [
        (member, _balance(member, points, aside))
        for member, points, aside in found.all()
        if may_see_points(look.viewer, member.id or 0)
    ]


async def balances(look: Reading) -> dict[int, Balance]:
    """By member: a parent sees every child's, a child their own."""
    return {balance.member_id: balance for _member, balance in await purses(look)}


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


async def wishes_waiting(look: Reading) -> list[SeenWish]:
    """Longest waiting first: all of the family's for a parent, a child's own."""
    found = WAITING if look.viewer.is_parent else OWN_WAITING
    sought = {"family": look.viewer.family_id, "member": look.viewer.member_id}
    return [wish_in(wish, picture) for wish, picture in await look.db.exec(found, params=sought)]


async def wish_of(look: Reading, wish_id: int) -> SeenWish:
    row = (await look.db.exec(wishes_seen(look).where(Wish.id == wish_id))).first()
    if row is None:
        raise NotFound(_("We could not find that wish."))
    return wish_in(*row)


async def ledger(
    look: Reading, member_id: int, limit: int = 30, before: int | None = None
) -> list[LedgerLine]:
    """Newest first; `before` is the id of the last line of the page above."""
    must_see_points(look, member_id)
    lines = lines_of(look, member_id)
    if before is not None:
        lines = lines.where(col(PointEntry.id) < before)
    found = await look.db.exec(lines.order_by(col(PointEntry.id).desc()).limit(limit))
    return [line_in(entry, taken_back is not None, state or "") for entry, taken_back, state in found.all()]


async def shop_of(look: Reading) -> list[tuple[SeenReward, SeenWish | None]]:
    """What is on offer, each with the viewer's own wish where one waits. Cheapest first."""
    mine = and_(Wish.reward_id == Reward.id, Wish.member_id == look.viewer.member_id, Wish.state == "waiting")
    found = await look.db.exec(
        select(Reward, Wish)
        .outerjoin(Wish, mine)
        .where(Reward.family_id == look.viewer.family_id)
        .where(or_(col(Reward.put_away_at).is_(None), col(Wish.id).is_not(None)))
        .order_by(col(Reward.points), col(Reward.title))
    )
    return [(_reward(reward), _mine(wish, reward)) for reward, wish in found.all()]


async def rewards_of(look: Reading, *, put_away: bool = False) -> list[SeenReward]:
    """Cheapest first."""
    found = select(Reward).where(Reward.family_id == look.viewer.family_id)
    if not put_away:
        found = found.where(col(Reward.put_away_at).is_(None))
    rows = (await look.db.exec(found.order_by(col(Reward.points), col(Reward.title)))).all()
    return [_reward(reward) for reward in rows]


async def reward_of(look: Reading, reward_id: int) -> SeenReward:
    found = await look.db.exec(
        select(Reward).where(Reward.id == reward_id, Reward.family_id == look.viewer.family_id)
    )
    reward = found.first()
    if reward is None:
        raise NotFound(_("We could not find that reward."))
    return _reward(reward)


def must_see_points(look: Reading, member_id: int) -> None:
    if not may_see_points(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


def lines_of(look: Reading, member_id: int) -> Select[PointEntry, int | None, str | None]:
    later = aliased(PointEntry)
    return (
        select(PointEntry, later.id, Wish.state)
        .outerjoin(later, col(later.reverses_id) == PointEntry.id)
        .outerjoin(Wish, col(Wish.id) == PointEntry.wish_id)
        .where(PointEntry.family_id == look.viewer.family_id, PointEntry.member_id == member_id)
    )


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


def _balance(member: Member, points: int, aside: int) -> Balance:
    return Balance(member.id or 0, int(points), int(aside))


def wishes_seen(look: Reading) -> Select[Wish, str]:
    found = select(Wish, Reward.picture).join(Reward, col(Reward.id) == Wish.reward_id)
    if not look.viewer.is_parent:
        found = found.where(Wish.member_id == look.viewer.member_id)
    return found.where(Wish.family_id == look.viewer.family_id)


def line_in(entry: PointEntry, taken_back: bool, state: str) -> LedgerLine:
    assert entry.id is not None
    return LedgerLine(
        id=entry.id,
        member_id=entry.member_id,
        amount=entry.amount,
        kind=entry.kind,
        title=entry.title,
        by_member_id=entry.by_member_id,
        at=entry.at,
        reversed_=taken_back,
        state=state,
    )


def _reward(reward: Reward) -> SeenReward:
    assert reward.id is not None
    put_away = reward.put_away_at is not None
    return SeenReward(reward.id, reward.title, reward.picture, reward.points, reward.minutes, put_away)


def _mine(wish: Wish | None, reward: Reward) -> SeenWish | None:
    return None if wish is None else wish_in(wish, reward.picture)


def wish_in(wish: Wish, picture: str) -> SeenWish:
    assert wish.id is not None
    return SeenWish(
        id=wish.id,
        reward_id=wish.reward_id,
        member_id=wish.member_id,
        title=wish.title,
        picture=picture,
        points=wish.points,
        minutes=wish.minutes,
        state=wish.state,
        asked_at=wish.asked_at,
        decided_by=wish.decided_by,
        decided_at=wish.decided_at,
    )
