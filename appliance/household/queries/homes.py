"""One person, several families: a row of `member` in each, all with the same `person`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.people import Home
from appliance.household.models import Family, Member, SignIn


def is_here(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]:
    """Has neither left nor, as a guest, come to the end of their time; and may sign in."""
    until, disabled = col(Member.guest_until), col(Member.disabled_at)
    return col(Member.left_at).is_(None), disabled.is_(None), or_(until.is_(None), until > now)


async def other_homes(db: AsyncSession, member: Member, now: datetime) -> list[tuple[Member, Family]]:
    """Where this person may come in too."""
    if not member.person:
        return []
    found = await db.exec(
        select(Member, Family)
        .join(Family, col(Family.id) == Member.family_id)
        .where(Member.person == member.person, Member.family_id != member.family_id, *is_here(now))
        .order_by(col(Family.name), col(Member.id))
    )
    return list(found.all())


async def homes_of(db: AsyncSession, member: Member, now: datetime) -> tuple[Home, ...]:
    return tuple(Home(there.id or 0, family.name) for there, family in await other_homes(db, member, now))


async def same_person(db: AsyncSession, member: Member) -> Sequence[tuple[Member, Family]]:
    """Their rows in other families, also where a guest's time is over: they share the password."""
    if not member.person:
        return []
    found = await db.exec(
        select(Member, Family)
        .join(Family, col(Family.id) == Member.family_id)
        .where(Member.person == member.person, Member.id != member.id)
        .where(Member.family_id != member.family_id, col(Member.left_at).is_(None))
    )
    return found.all()


async def last_entered(db: AsyncSession, members: Sequence[int]) -> int | None:
    found = await db.exec(
        select(SignIn.member_id)
        .where(col(SignIn.member_id).in_(members))
        .order_by(col(SignIn.id).desc())
        .limit(1)
    )
    return found.first()
