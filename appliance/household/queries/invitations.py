"""Who is invited, and what lies behind a code."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import Family, Invitation, Member


@dataclass(frozen=True)
class OpenInvitation:
    invitation: Invitation
    family: Family
    inviter: Member


async def invitation_behind(db: AsyncSession, code: str, now: datetime) -> OpenInvitation | None:
    found = await db.exec(
        select(Invitation, Family, Member)
        .join(Family, col(Family.id) == Invitation.family_id)
        .join(Member, col(Member.id) == Invitation.created_by)
        .where(Invitation.code_hash == token_hash(code), *_open(now))
    )
    row = found.first()
    return OpenInvitation(*row) if row else None


async def open_invitations(look: Reading) -> list[OpenInvitation]:
    """The newest first; for parents, who made them."""
    if not look.viewer.is_parent:
        return []
    found = await look.db.exec(
        select(Invitation, Family, Member)
        .join(Family, col(Family.id) == Invitation.family_id)
        .join(Member, col(Member.id) == Invitation.created_by)
        .where(Invitation.family_id == look.viewer.family_id, *_open(look.now))
        .order_by(col(Invitation.id).desc())
    )
    return [OpenInvitation(*row) for row in found.all()]


async def invitation_in_family(look: Reading, invitation_id: int) -> Invitation:
    found = await look.db.exec(
        select(Invitation).where(
            Invitation.id == invitation_id, Invitation.family_id == look.viewer.family_id, *_open(look.now)
        )
    )
    row = found.first()
    if row is None:
        raise NotFound(_("This invitation is gone already."))
    return row


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Invitation.expires_at) > now,
        col(Invitation.used_at).is_(None),
        col(Invitation.revoked_at).is_(None),
    )
