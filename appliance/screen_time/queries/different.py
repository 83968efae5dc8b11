"""Days that are different, now and to come, as those see them whom they are about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select

from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.screen_time.models import ScreenException
from appliance.screen_time.policy import may_see_time_of
from appliance.screen_time.queries.balance import must_see
from appliance.screen_time.queries.history import name_of
from appliance.screen_time.rules import Different, Stretch


@dataclass(frozen=True)
class SeenDays:
    """`who` is None where it is for all children."""

    id: int
    who: Member | None
    what: Different
    set_by: str
    set_at: datetime
    now: bool

    @property
    def one_day(self) -> bool:
        return self.what.first == self.what.last


async def different_days(look: Reading, member_id: int | None = None) -> list[SeenDays]:
    """Not over and not ended, the soonest first: of one child, or of all whose time the viewer may see."""
    if member_id is not None:
        await must_see(look, member_id)
    setter = aliased(Member)
    asked = (
        select(ScreenException, Member, setter)
        .outerjoin(Member, col(Member.id) == ScreenException.member_id)
        .outerjoin(setter, col(setter.id) == ScreenException.set_by)
        .where(ScreenException.family_id == look.viewer.family_id, col(ScreenException.last) >= look.today)
        .where(col(ScreenException.ended_at).is_(None))
        .order_by(col(ScreenException.first), col(ScreenException.id))
    )
    if member_id is not None:
        mine = or_(ScreenException.member_id == 0, ScreenException.member_id == member_id)
        asked = asked.where(mine)
    rows = (await look.db.exec(asked)).all()
    return [
        _seen(look, row, who, by)
        for row, who, by in rows
        if not row.member_id or may_see_time_of(look.viewer, row.member_id)
    ]


def _seen(look: Reading, row: ScreenException, who: Member | None, by: Member | None) -> SeenDays:
    return SeenDays(row.id or 0, who, said(row), name_of(look, by), row.set_at, row.first <= look.today)


def said(row: ScreenException) -> Different:
    bed = Stretch(row.bed_from, row.bed_until) if row.bed_from and row.bed_until else None
    return Different(
        row.kind,
        row.first,
        row.last,
        row.minutes,
        row.unlimited,
        row.open_hours,
        row.no_bed,
        bed,
        row.why,
    )
