"""Keys for programs: one's own, and those that a parent may end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household import policy
from appliance.household.models import ApiToken, Family, Member, actor_of
from appliance.household.queries.homes import is_here

SOON = timedelta(days=7)


@dataclass(frozen=True)
class KeyInUse:
    id: int
    actor: Actor
    used_at: datetime | None


@dataclass(frozen=True)
class ShownKey:
    token: ApiToken
    member: Member

    def ends_soon(self, now: datetime) -> bool:
        return self.token.expires_at <= now + SOON


async def key_in_use(db: AsyncSession, token: str, now: datetime) -> KeyInUse | None:
    found = await db.exec(
        select(ApiToken, Member, Family)
        .join(Member, col(Member.id) == ApiToken.member_id)
        .join(Family, col(Family.id) == ApiToken.family_id)
        .where(ApiToken.token_hash == token_hash(token), col(ApiToken.revoked_at).is_(None))
        .where(ApiToken.expires_at > now, *is_here(now))
    )
    row = found.first()
    if row is None:
        return None
    key, member, family = row
    return KeyInUse(key.id or 0, actor_of(member, family, may_write="write" in key.scopes), key.used_at)


async def actor_here(db: AsyncSession, member_id: int, now: datetime) -> Actor | None:
    """Without a sign-in: whoever asks has proof of its own that this member is meant."""
    found = await db.exec(
        select(Member, Family)
        .join(Family, col(Family.id) == Member.family_id)
        .where(Member.id == member_id, *is_here(now))
    )
    row = found.first()
    return actor_of(*row) if row else None


async def keys_for(look: Reading) -> Sequence[ShownKey]:
    """The viewer's own, then those of others that they may end; the next to end first."""
    found = await look.db.exec(
        select(ApiToken, Member)
        .join(Member, col(Member.id) == ApiToken.member_id)
        .where(ApiToken.family_id == look.viewer.family_id, col(Member.left_at).is_(None))
        .where(col(ApiToken.revoked_at).is_(None), ApiToken.expires_at > look.now)
        .order_by(col(ApiToken.expires_at), col(ApiToken.id))
    )
    keys = [ShownKey(token, member) for token, member in found.all()]
    seen = [key for key in keys if policy.may_end_sign_in(look.viewer, key.member)]
    return sorted(seen, key=lambda key: key.member.id != look.viewer.member_id)


async def own_key(look: Reading, token_id: int) -> ApiToken:
    found = await look.db.exec(
        select(ApiToken)
        .where(ApiToken.id == token_id, ApiToken.family_id == look.viewer.family_id)
        .where(ApiToken.member_id == look.viewer.member_id, ApiToken.expires_at > look.now)
        .where(col(ApiToken.revoked_at).is_(None))
    )
    key = found.first()
    if key is None:
        raise NotFound(_("This key is gone already."))
    return key
