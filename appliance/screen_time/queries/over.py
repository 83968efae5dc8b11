"""Days that are over and who looked, page by page, as programs read them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from appliance.core.paging import Page, Part
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import ScreenDay, ScreenLook
from appliance.screen_time.queries.lists import must_be_seen


async def days_asked(
    look: Reading, member_id: int, page: Page, first: date | None = None, last: date | None = None
) -> Part[ScreenDay]:
    """Days that are over, the newest first."""
    await must_be_seen(look, member_id)
    day = col(ScreenDay.day)
    found = select(ScreenDay).where(
        ScreenDay.family_id == look.viewer.family_id, ScreenDay.member_id == member_id
    )
    if first is not None:
        found = found.where(day >= first)
    if last is not None:
        found = found.where(day <= last)
    rows = (await look.db.exec(page.of(found, day, col(ScreenDay.id), newest=True))).all()
    return page.part(rows, lambda row: (row.day, row.id))


@dataclass(frozen=True)
class LookRead:
    id: int
    viewer_id: int
    name: str
    day: date
    at: datetime


async def looks_asked(look: Reading, member_id: int, page: Page) -> Part[LookRead]:
    """The newest first: one of each who looked on a day."""
    await must_be_seen(look, member_id)
    found = (
        select(ScreenLook, Member)
        .join(Member, col(Member.id) == ScreenLook.viewer_id)
        .where(ScreenLook.family_id == look.viewer.family_id, ScreenLook.member_id == member_id)
    )
    rows = (await look.db.exec(page.of(found, col(ScreenLook.day), col(ScreenLook.id), newest=True))).all()
    seen = [
        LookRead(row.id or 0, row.viewer_id, shown_name(look, who.name, who.left_at), row.day, row.at)
        for row, who in rows
    ]
    return page.part(seen, lambda one: (one.day, one.id))
