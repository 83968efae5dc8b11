"""Who is on holiday, sick or away now, or will be."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from appliance.chores.models import Pause
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading


@dataclass(frozen=True)
class SeenPause:
    """No member: the whole family. No last day: until somebody ends it."""

    id: int
    member_id: int | None
    kind: str
    first: date
    last: date | None
    note: str
    created_by: int
    over: bool
    on: bool


async def pauses_of(look: Reading) -> list[SeenPause]:
    """What is on or still to come, the earliest first. Teens and children see their own and the family's."""
    still = or_(col(Pause.last).is_(None), col(Pause.last) >= look.today)
    rows = (
        _seen_by(look).where(col(Pause.ended_at).is_(None), still).order_by(col(Pause.first), col(Pause.id))
    )
    return [_seen(pause, look.today) for pause in (await look.db.exec(rows)).all()]


async def pause_of(look: Reading, pause_id: int) -> SeenPause:
    """Also one that is over."""
    pause = (await look.db.exec(_seen_by(look).where(Pause.id == pause_id))).first()
    if pause is None:
        raise NotFound(_("We could not find that pause."))
    return _seen(pause, look.today)


def _seen_by(look: Reading) -> SelectOfScalar[Pause]:
    rows = select(Pause).where(Pause.family_id == look.viewer.family_id)
    if look.viewer.cares:
        return rows
    return rows.where(or_(col(Pause.member_id).is_(None), col(Pause.member_id) == look.viewer.member_id))


def _seen(pause: Pause, today: date) -> SeenPause:
    over = pause.ended_at is not None or (pause.last is not None and pause.last < today)
    return SeenPause(
        id=pause.id or 0,
        member_id=pause.member_id,
        kind=pause.kind,
        first=pause.first,
        last=pause.last,
        note=pause.note,
        created_by=pause.created_by,
        over=over,
        on=not over and pause.first <= today,
    )
