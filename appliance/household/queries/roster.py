"""Who lives in the house, for whoever runs it: over all families."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.household.models import Family, Member


@dataclass(frozen=True)
class Listed:
    member: Member
    family: Family

    @property
    def signs_in(self) -> str:
        """By what; or why not."""
        if self.member.disabled_at is not None:
            return "disabled"
        return "password" if self.member.password else "PIN" if self.member.pin else "not yet"


async def families_named(db: AsyncSession, name: str) -> Sequence[Family]:
    """All of them where no name is said."""
    wanted = name.strip().casefold()
    found = await db.exec(select(Family).order_by(col(Family.id)))
    return [family for family in found.all() if wanted in ("", family.name.casefold())]


async def everyone_in(db: AsyncSession, family: str) -> Sequence[Listed]:
    homes = {home.id: home for home in await families_named(db, family)}
    found = await db.exec(
        select(Member)
        .where(col(Member.left_at).is_(None), col(Member.family_id).in_(homes))
        .order_by(col(Member.family_id), col(Member.role) != "parent", col(Member.born), col(Member.id))
    )
    return [Listed(member, homes[member.family_id]) for member in found.all()]
