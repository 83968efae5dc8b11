"""Stored rows page by page, as programs read them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.work import Reading
from appliance.household.queries import member_of
from appliance.screen_time.models import BonusMinutes, UsageInterval
from appliance.screen_time.queries.history import must_see_usage
from appliance.screen_time.rules import day_of


@dataclass(frozen=True)
class AskedUse:
    """What a program asks for; None leaves it open. Days are the family's."""

    member_id: int
    first: date | None = None
    last: date | None = None
    device: str | None = None
    app: str | None = None


async def intervals_asked(look: Reading, asked: AskedUse, page: Page) -> Part[UsageInterval]:
    """By their beginning, the newest first."""
    await must_be_seen(look, asked.member_id)
    start, zone = col(UsageInterval.start_at), look.viewer.zone
    found = select(UsageInterval).where(
        UsageInterval.family_id == look.viewer.family_id, UsageInterval.member_id == asked.member_id
    )
    if asked.first is not None:
        found = found.where(start >= day_of(asked.first, zone).start)
    if asked.last is not None:
        found = found.where(start < day_of(asked.last, zone).end)
    if asked.device is not None:
        found = found.where(UsageInterval.device == asked.device)
    if asked.app is not None:
        found = found.where(UsageInterval.app == asked.app)
    rows = (await look.db.exec(page.of(found, start, col(UsageInterval.id), newest=True))).all()
    return page.part(rows, lambda row: (row.start_at, row.id))


async def bonus_asked(look: Reading, asked: AskedUse, page: Page) -> Part[BonusMinutes]:
    await must_be_seen(look, asked.member_id)
    found = select(BonusMinutes).where(
        BonusMinutes.family_id == look.viewer.family_id, BonusMinutes.member_id == asked.member_id
    )
    if asked.first is not None:
        found = found.where(col(BonusMinutes.day) >= asked.first)
    if asked.last is not None:
        found = found.where(col(BonusMinutes.day) <= asked.last)
    rows = (await look.db.exec(page.of(found, col(BonusMinutes.id), newest=True))).all()
    return page.part(rows, lambda row: (row.id,))


async def must_be_seen(look: Reading, member_id: int) -> None:
    """An empty list would tell nothing of who is not there."""
    must_see_usage(look, member_id)
    if (await member_of(look, member_id)).role not in ("teen", "child"):
        raise NotFound(_("We could not find that person."))
