"""The lines of the ledger, newest first, and what a balance came from."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import case
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, select
from sqlmodel.sql.expression import Select

from appliance.core.clock import from_local
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.rewards.models import PointEntry, Wish
from appliance.rewards.policy import may_see_points
from appliance.rewards.queries.purses import Balance, balance_of, must_see_points
from appliance.rewards.rules.story import DAYS, Part, Story, part_of

MIDNIGHT = time()


@dataclass(frozen=True)
class LedgerLine:
    """`reversed_` where a later entry took it back; `state` is the wish's where it is one, and `note` a
    parent's word why it was taken back."""

    id: int
    member_id: int
    amount: int
    kind: str
    title: str
    note: str
    by_member_id: int
    at: datetime
    reversed_: bool
    state: str
    cause: str
    reverses_id: int | None
    wish_id: int | None
    occurrence_id: int | None


async def ledger(
    look: Reading, member_id: int, limit: int = 30, before: int | None = None
) -> list[LedgerLine]:
    """Newest first; `before` is the id of the last line of the page above."""
    must_see_points(look, member_id)
    lines = lines_of(look).where(PointEntry.member_id == member_id)
    if before is not None:
        lines = lines.where(col(PointEntry.id) < before)
    found = await look.db.exec(lines.order_by(col(PointEntry.id).desc()).limit(limit))
    return [line_in(entry, taken_back is not None, state or "") for entry, taken_back, state in found.all()]


async def line_of(look: Reading, entry_id: int) -> LedgerLine:
    found = (await look.db.exec(lines_of(look).where(PointEntry.id == entry_id))).first()
    if found is None or not may_see_points(look.viewer, found[0].member_id):
        raise NotFound(_("We could not find that entry."))
    return line_in(found[0], found[1] is not None, found[2] or "")


async def story_of(look: Reading, member_id: int) -> Story:
    """How the balance of some weeks ago became that of now: opening + parts - aside = points."""
    balance = await balance_of(look, member_id)
    since = look.today - timedelta(days=DAYS)
    found = await look.db.exec(_parts(look, member_id, since))
    parts = [part for row in found.all() if (part := part_of(*row)) is not None]
    return _told(member_id, since, balance, parts)


def _told(member_id: int, since: date, balance: Balance, parts: list[Part]) -> Story:
    opening = balance.points - sum(part.points for part in parts)
    return Story(member_id, since, opening, tuple(parts), balance.points)


def _parts(look: Reading, member_id: int, since: date) -> Select[str, str, int, int]:
    """By what they are for. A line that takes another one back counts against that one."""
    start = from_local(since, MIDNIGHT, look.viewer.zone)
    first = aliased(PointEntry)
    kind = func.coalesce(first.kind, PointEntry.kind)
    waits = and_(kind == "spent", Wish.state == "waiting")
    what = case((col(first.at) < start, "corrected"), (waits, "aside"), else_=kind)
    times = func.sum(case((col(PointEntry.reverses_id).is_(None), 1), else_=-1))
    return (
        select(what, PointEntry.title, func.sum(PointEntry.amount), times)
        .outerjoin(first, col(first.id) == PointEntry.reverses_id)
        .outerjoin(Wish, col(Wish.id) == PointEntry.wish_id)
        .where(PointEntry.family_id == look.viewer.family_id, PointEntry.member_id == member_id)
        .where(PointEntry.at >= start)
        .group_by(what, col(PointEntry.title))
    )


def lines_of(look: Reading) -> Select[PointEntry, int | None, str | None]:
    later = aliased(PointEntry)
    return (
        select(PointEntry, later.id, Wish.state)
        .outerjoin(later, col(later.reverses_id) == PointEntry.id)
        .outerjoin(Wish, col(Wish.id) == PointEntry.wish_id)
        .where(PointEntry.family_id == look.viewer.family_id)
    )


def line_in(entry: PointEntry, taken_back: bool, state: str) -> LedgerLine:
    assert entry.id is not None
    return LedgerLine(
        id=entry.id,
        member_id=entry.member_id,
        amount=entry.amount,
        kind=entry.kind,
        title=entry.title,
        note=entry.note,
        by_member_id=entry.by_member_id,
        at=entry.at,
        reversed_=taken_back,
        state=state,
        cause=entry.cause,
        reverses_id=entry.reverses_id,
        wish_id=entry.wish_id,
        occurrence_id=entry.occurrence_id,
    )
