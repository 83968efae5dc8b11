"""Codes that let somebody found another family."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import FoundingCode
from appliance.household.policy import may_found_another


async def founding_behind(db: AsyncSession, code: str, now: datetime) -> FoundingCode | None:
    found = await db.exec(select(FoundingCode).where(FoundingCode.code_hash == token_hash(code), *_open(now)))
    return found.first()


async def open_founding_codes(look: Reading) -> Sequence[FoundingCode]:
    """Those that this family's owners made."""
    if not may_found_another(look.viewer):
        return []
    ours = select(FoundingCode).where(FoundingCode.family_id == look.viewer.family_id, *_open(look.now))
    return (await look.db.exec(ours.order_by(col(FoundingCode.id).desc()))).all()


async def founding_code_of(look: Reading, code_id: int) -> FoundingCode:
    for row in await open_founding_codes(look):
        if row.id == code_id:
            return row
    raise NotFound(_("This code is gone already."))


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(FoundingCode.expires_at) > now,
        col(FoundingCode.used_at).is_(None),
        col(FoundingCode.revoked_at).is_(None),
    )
