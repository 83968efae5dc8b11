"""Who lives here, and whose sign-in a token is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import ApiToken, Device, Family, Member, SignIn, actor_of


@dataclass(frozen=True)
class OpenSession:
    actor: Actor
    id: int
    device_id: int | None
    seen_at: datetime


async def families_exist(db: AsyncSession) -> bool:
    return (await db.exec(select(func.count()).select_from(Family))).one() > 0


async def session_of(db: AsyncSession, token: str, now: datetime, idle: timedelta) -> OpenSession | None:
    """The sign-in behind a cookie, unless it ended, was revoked, idled away, or its member or device left."""
    found = await db.exec(
        select(SignIn, Member, Family, Device)
        .join(Member, col(Member.id) == SignIn.member_id)
        .join(Family, col(Family.id) == SignIn.family_id)
        .outerjoin(Device, col(Device.id) == SignIn.device_id)
        .where(SignIn.token_hash == token_hash(token), col(SignIn.revoked_at).is_(None))
        .where(SignIn.ends_at > now, SignIn.seen_at > now - idle, col(Member.left_at).is_(None))
    )
    row = found.first()
    if row is None or (row[3] is not None and row[3].revoked_at is not None):
        return None
    session, member, family = row[0], row[1], row[2]
    assert session.id is not None
    return OpenSession(actor_of(member, family), session.id, session.device_id, session.seen_at)


async def token_owner(db: AsyncSession, token: str, now: datetime) -> Actor | None:
    found = await db.exec(
        select(ApiToken, Member, Family)
        .join(Member, col(Member.id) == ApiToken.member_id)
        .join(Family, col(Family.id) == ApiToken.family_id)
        .where(ApiToken.token_hash == token_hash(token), col(ApiToken.revoked_at).is_(None))
        .where(ApiToken.expires_at > now, col(Member.left_at).is_(None))
    )
    row = found.first()
    return None if row is None else actor_of(row[1], row[2], may_write="write" in row[0].scopes)


async def device_of(db: AsyncSession, token: str) -> Device | None:
    found = await db.exec(select(Device).where(Device.token_hash == token_hash(token)))
    device = found.first()
    return None if device is None or device.revoked_at is not None else device


async def members_of(look: Reading) -> Sequence[Member]:
    """Everyone of the viewer's family, parents first, then by age."""
    found = await look.db.exec(
        select(Member)
        .where(Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None))
        .order_by(col(Member.role) != "parent", col(Member.born), col(Member.id))
    )
    return found.all()


async def children_of(look: Reading) -> list[Member]:
    return [member for member in await members_of(look) if member.role != "parent"]


async def member_of(look: Reading, member_id: int) -> Member:
    """That member of the viewer's own family; anyone else's does not exist."""
    found = await look.db.exec(
        select(Member).where(
            Member.id == member_id, Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None)
        )
    )
    member = found.first()
    if member is None:
        raise NotFound(_("We could not find that person."))
    return member


async def family_of(look: Reading) -> Family:
    found = await look.db.exec(select(Family).where(Family.id == look.viewer.family_id))
    return found.one()
