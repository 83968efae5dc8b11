"""Who is signed in where, why a session ended, and which sign-ins nobody has owned up to yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import Device, Member, SignIn
from appliance.household.rules import Ending, why_ended

NEWS_LAST = timedelta(days=30)


@dataclass(frozen=True)
class Ended:
    """Told to whoever holds the session's own cookie, and to nobody else."""

    member_id: int
    why: Ending
    by: str = ""

    @property
    def by_choice(self) -> bool:
        return self.why is Ending.LEFT


@dataclass(frozen=True)
class DeviceSignIn:
    """An open one on a browser of the family."""

    id: int
    member: Member
    seen_at: datetime
    brief: bool


@dataclass(frozen=True)
class NewSignIn:
    id: int
    browser: str
    at: datetime


async def ended_session(db: AsyncSession, token: str, now: datetime, idle: timedelta) -> Ended | None:
    """None for a cookie that never was one of ours."""
    other = aliased(Member)
    found = await db.exec(
        select(SignIn, Device, other.name, Member.guest_until)
        .join(Member, col(Member.id) == SignIn.member_id)
        .outerjoin(Device, col(Device.id) == SignIn.device_id)
        .outerjoin(other, col(other.id) == SignIn.ended_by)
        .where(SignIn.token_hash == token_hash(token))
    )
    row = found.first()
    if row is None:
        return None
    session, device, name, stay = cast(tuple[SignIn, Device | None, str | None, datetime | None], row)
    over = session.revoked_at is None and stay is not None and stay <= now
    why = Ending.STAY if over else why_ended(session, device, now, idle)
    return Ended(session.member_id, why, (name or "") if why is Ending.PERSON else "")


async def sign_ins_by_device(look: Reading, idle: timedelta) -> Mapping[int, Sequence[DeviceSignIn]]:
    """The open ones of the family by the browser they are on, the last used first."""
    found = await look.db.exec(
        select(SignIn, Member)
        .join(Member, col(Member.id) == SignIn.member_id)
        .where(SignIn.family_id == look.viewer.family_id, col(SignIn.device_id).is_not(None))
        .where(col(SignIn.revoked_at).is_(None), SignIn.ends_at > look.now)
        .where(SignIn.seen_at > look.now - idle)
        .order_by(col(SignIn.seen_at).desc())
    )
    grouped: dict[int, list[DeviceSignIn]] = {}
    for row, member in found.all():
        if why_ended(row, None, look.now, idle) is Ending.NOT_YET:
            shown = DeviceSignIn(row.id or 0, member, row.seen_at, row.brief)
            grouped.setdefault(row.device_id or 0, []).append(shown)
    return grouped


async def new_sign_ins(db: AsyncSession, asking: SignIn, now: datetime) -> tuple[NewSignIn, ...]:
    """That person's own in browsers that nobody has confirmed; never the one that asks, nor its browser.

    One that has ended by now is still news: whoever came in may have left again.
    """
    if asking.news and asking.created_at > now - NEWS_LAST:
        return ()
    found = await db.exec(
        select(SignIn, Device.name)
        .outerjoin(Device, col(Device.id) == SignIn.device_id)
        .where(SignIn.member_id == asking.member_id, col(SignIn.news))
        .where(SignIn.created_at > now - NEWS_LAST)
        .order_by(col(SignIn.id))
    )
    others = [(row, name or "") for row, name in found.all() if _is_elsewhere(row, asking)]
    newest = {row.device_id or -(row.id or 0): (row, name) for row, name in others}
    return tuple(NewSignIn(row.id or 0, name, row.created_at) for row, name in newest.values())


def _is_elsewhere(row: SignIn, asking: SignIn) -> bool:
    return row.device_id is None or row.device_id != asking.device_id
