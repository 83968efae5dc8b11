"""Wishes: parents see all of the family's, a child their own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import and_, col, or_, select
from sqlmodel.sql.expression import Select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.rewards.models import Reward, Wish
from appliance.rewards.rules.wishes import REMEMBERED, State

# Made once: Today of everyone asks them.
WAITING = (
    select(Wish, Reward.picture)
    .join(Reward, col(Reward.id) == Wish.reward_id)
    .where(Wish.family_id == bindparam("family"), Wish.state == "waiting")
    .order_by(col(Wish.asked_at), col(Wish.id))
)
OWN_WAITING = WAITING.where(Wish.member_id == bindparam("member"))


@dataclass(frozen=True)
class SeenWish:
    """`note` is a parent's word with a no, or with points that came back."""

    id: int
    reward_id: int
    member_id: int
    title: str
    picture: str
    points: int
    minutes: int
    state: str
    note: str
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    redeemed_by: int | None
    redeemed_at: datetime | None
    refunded_by: int | None
    refunded_at: datetime | None


async def wishes_waiting(look: Reading) -> list[SeenWish]:
    """Longest waiting first: all of the family's for a parent, a child's own."""
    found = WAITING if look.viewer.is_parent else OWN_WAITING
    sought = {"family": look.viewer.family_id, "member": look.viewer.member_id}
    return [wish_in(wish, picture) for wish, picture in await look.db.exec(found, params=sought)]


async def wishes_open(look: Reading) -> list[SeenWish]:
    """What waits for an answer, then what was promised lately and not handed over; the longest first."""
    found = await look.db.exec(
        wishes_seen(look)
        .where(is_open(look))
        .order_by(col(Wish.state).desc(), col(Wish.asked_at), col(Wish.id))
    )
    return [wish_in(wish, picture) for wish, picture in found.all()]


def is_open(look: Reading) -> ColumnElement[bool]:
    lately = col(Wish.decided_at) > look.now - REMEMBERED
    return and_(
        col(Wish.state).in_((State.WAITING, State.GRANTED)), or_(col(Wish.decided_at).is_(None), lately)
    )


async def wish_of(look: Reading, wish_id: int) -> SeenWish:
    row = (await look.db.exec(wishes_seen(look).where(Wish.id == wish_id))).first()
    if row is None:
        raise NotFound(_("We could not find that wish."))
    return wish_in(*row)


def wishes_seen(look: Reading) -> Select[Wish, str]:
    found = select(Wish, Reward.picture).join(Reward, col(Reward.id) == Wish.reward_id)
    if not look.viewer.is_parent:
        found = found.where(Wish.member_id == look.viewer.member_id)
    return found.where(Wish.family_id == look.viewer.family_id)


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
        note=wish.note,
        asked_at=wish.asked_at,
        decided_by=wish.decided_by,
        decided_at=wish.decided_at,
        redeemed_by=wish.redeemed_by,
        redeemed_at=wish.redeemed_at,
        refunded_by=wish.refunded_by,
        refunded_at=wish.refunded_at,
    )
