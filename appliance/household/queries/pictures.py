"""Pictures that people made of themselves, for the eyes of their own family."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.household.models import Member, MemberPicture


async def picture_of(db: AsyncSession, family_id: int, version: str, small: bool) -> bytes | None:
    """Only the size that is asked for leaves the database."""
    size = MemberPicture.small if small else MemberPicture.large
    found = await db.exec(
        select(size)
        .join(Member, col(Member.id) == MemberPicture.member_id)
        .where(MemberPicture.hash == version, MemberPicture.family_id == family_id)
        .where(col(Member.left_at).is_(None))
    )
    return found.first()
