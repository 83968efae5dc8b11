"""Ledger and wishes, as programs ask for them: filtered, and page by page."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlmodel import col

from appliance.core.clock import from_local
from appliance.core.paging import Page, Part
from appliance.core.work import Reading
from appliance.rewards.models import PointEntry, Wish
from appliance.rewards.queries.ledger import LedgerLine, line_in, lines_of
from appliance.rewards.queries.purses import must_see_points
from appliance.rewards.queries.wishes import SeenWish, wish_in, wishes_seen

MIDNIGHT = time()


@dataclass(frozen=True)
class Asked:
    """What a program asks of a ledger; None leaves it open."""

    member_id: int
    kind: str | None = None
    first: date | None = None
    last: date | None = None


async def entries_of(look: Reading, asked: Asked, page: Page) -> Part[LedgerLine]:
    """Newest first."""
    must_see_points(look, asked.member_id)
    lines = lines_of(look).where(PointEntry.member_id == asked.member_id)
    if asked.kind is not None:
        lines = lines.where(PointEntry.kind == asked.kind)
    if asked.first is not None:
        lines = lines.where(PointEntry.at >= from_local(asked.first, MIDNIGHT, look.viewer.zone))
    if asked.last is not None:
        lines = lines.where(
            PointEntry.at < from_local(asked.last + timedelta(days=1), MIDNIGHT, look.viewer.zone)
        )
    found = await look.db.exec(page.of(lines, col(PointEntry.id), newest=True))
    shown = [line_in(entry, taken_back is not None, state or "") for entry, taken_back, state in found.all()]
    return page.part(shown, lambda line: (line.id,))


async def wishes_of(look: Reading, state: str | None, page: Page) -> Part[SeenWish]:
    """Newest first: all of the family's for a parent, a child's own."""
    wishes = wishes_seen(look) if state is None else wishes_seen(look).where(Wish.state == state)
    found = await look.db.exec(page.of(wishes, col(Wish.id), newest=True))
    return page.part([wish_in(wish, picture) for wish, picture in found.all()], lambda wish: (wish.id,))
