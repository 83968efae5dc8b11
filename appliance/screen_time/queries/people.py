"""Everyone with what decides over their screens, in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, cast

from pydantic import TypeAdapter
from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, bindparam
from sqlmodel import SQLModel, col, func, or_, select

from appliance.core.clock import local_day
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import parents_first
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import BonusMinutes, ScreenException, ScreenPause, ScreenRule
from appliance.screen_time.rules import Exceptional, Gift, Paused, Rules, Since, Stretch, day_of

FAMILY: BindParameter[int] = bindparam("family")
SINCE: BindParameter[date] = bindparam("since")
NIGHTS: BindParameter[date] = bindparam("nights")
BEGINS: BindParameter[datetime] = bindparam("begins")
REACH = timedelta(days=2)  # a bedtime of an evening may reach into the day after the next


@dataclass(frozen=True)
class OnTop:
    """Minutes on top of a day, whether they still stand or not."""

    id: int
    gift: Gift
    why: str
    by: int
    taken_back: bool


@dataclass(frozen=True)
class Person:
    member: Member
    rules: Rules | None
    on_top: Sequence[OnTop]
    pauses: Sequence[Paused]
    exceptions: Sequence[Exceptional]

    @property
    def gifts(self) -> list[Gift]:
        return [one.gift for one in self.on_top if not one.taken_back]


class BonusRow(NamedTuple):
    id: int
    day: date
    minutes: int
    kind: str
    at: datetime
    expires_at: datetime | None
    why: str
    by_member_id: int
    reverses_id: int | None


class PauseRow(NamedTuple):
    id: int
    set_at: datetime
    until: datetime | None
    ended_at: datetime | None
    set_by: int
    why: str


class ExceptionRow(NamedTuple):
    id: int
    member_id: int
    kind: str
    first: date
    last: date
    minutes: int | None
    unlimited: bool
    open_hours: bool
    no_bed: bool
    bed_from: time | None
    bed_until: time | None
    why: str
    set_by: int
    set_at: datetime
    ended_at: datetime | None


BESIDES = TypeAdapter(tuple[list[BonusRow], list[PauseRow], list[ExceptionRow]])


def _gathered(table: type[SQLModel], row: type[NamedTuple], *where: ColumnElement[bool]) -> ScalarSelect[str]:
    """Rows of a table as one JSON text: a query of its own for each kind would cost more than all of them."""
    columns = [getattr(table, name) for name in row._fields]
    rows = select(func.json_group_array(func.json_array(*columns))).where(*where)
    return rows.correlate(Member).scalar_subquery()


ON_TOP = _gathered(
    BonusMinutes,
    BonusRow,
    col(BonusMinutes.member_id) == Member.id,
    col(BonusMinutes.day) >= SINCE,
)
PAUSES = _gathered(
    ScreenPause,
    PauseRow,
    col(ScreenPause.family_id) == FAMILY,
    col(ScreenPause.member_id) == Member.id,
    or_(col(ScreenPause.ended_at).is_(None), col(ScreenPause.ended_at) > BEGINS),
)
EXCEPTIONS = _gathered(
    ScreenException,
    ExceptionRow,
    col(ScreenException.family_id) == FAMILY,
    col(ScreenException.last) >= NIGHTS,
    or_(ScreenException.member_id == 0, ScreenException.member_id == Member.id),
    or_(col(ScreenException.ended_at).is_(None), col(ScreenException.ended_at) > BEGINS),
)
# Made once: building a statement takes longer than SQLite needs to answer it.
NEWEST = (
    select(func.max(ScreenRule.id)).where(ScreenRule.family_id == FAMILY).group_by(col(ScreenRule.member_id))
)
PEOPLE = (
    select(
        Member,
        ScreenRule,
        cast(
            ColumnElement[str], func.json_array(*(func.json(rows) for rows in (ON_TOP, PAUSES, EXCEPTIONS)))
        ),
    )
    .outerjoin(ScreenRule, (col(ScreenRule.member_id) == col(Member.id)) & col(ScreenRule.id).in_(NEWEST))
    .where(Member.family_id == FAMILY)
    .order_by(*parents_first())
)


async def people_since(look: Reading, first: date | None = None) -> tuple[list[Person], dict[int, str]]:
    """Those who are here, parents first, and the names of all who may have set something. 1 query.

    `first`: minutes on top from that day on; exceptions and pauses that end before it are left out.
    """
    first, zone = first or look.today, look.viewer.zone
    begins = day_of(first, zone).start
    asked = {"family": look.viewer.family_id, "since": first, "nights": first - REACH, "begins": begins}
    rows = (await look.db.exec(PEOPLE, params=asked)).all()
    names = {member.id or 0: shown_name(look, member.name, member.left_at) for member, *_rest in rows}
    here = [(member, rule, text) for member, rule, text in rows if member.left_at is None]
    return [_person(member, rule, text, zone) for member, rule, text in here], names


async def setters_of(look: Reading) -> dict[int, str]:
    """Names by member, of those too who have left."""
    found = await look.db.exec(
        select(Member.id, Member.name, Member.left_at).where(Member.family_id == look.viewer.family_id)
    )
    return {member_id or 0: shown_name(look, name, left_at) for member_id, name, left_at in found}


def _person(member: Member, rule: ScreenRule | None, besides: str, zone: str) -> Person:
    on_top, pauses, different = BESIDES.validate_json(besides)
    return Person(
        member,
        rule.rules if rule else None,
        on_top_of(on_top),
        [paused(row) for row in pauses],
        [exceptional(row, zone) for row in different],
    )


def on_top_of(rows: Iterable[BonusRow]) -> list[OnTop]:
    """In the order in which they were given, without the rows that only reverse another."""
    rows = sorted(rows, key=lambda row: row.id)
    back = {row.reverses_id for row in rows}
    return [
        OnTop(
            row.id,
            Gift(row.day, row.minutes, row.kind, utc(row.at), row.expires_at and utc(row.expires_at)),
            row.why,
            row.by_member_id,
            row.id in back,
        )
        for row in rows
        if row.reverses_id is None
    ]


def paused(row: PauseRow) -> Paused:
    ends = [utc(end) for end in (row.until, row.ended_at) if end]
    at = utc(row.set_at)
    return Paused(row.id, at, min(ends, default=None), Since(row.set_by, at, row.why))


def exceptional(row: ExceptionRow, zone: str) -> Exceptional:
    """One that was ended early held until the day before."""
    last = row.last
    if row.ended_at is not None:
        last = min(last, local_day(utc(row.ended_at), zone) - timedelta(days=1))
    return Exceptional(
        id=row.id,
        kind=row.kind,
        first=row.first,
        last=last,
        minutes=row.minutes,
        unlimited=row.unlimited,
        open_hours=row.open_hours,
        no_bed=row.no_bed,
        bed=Stretch(row.bed_from, row.bed_until) if row.bed_from and row.bed_until else None,
        own=row.member_id != 0,
        since=Since(row.set_by, utc(row.set_at), row.why),
    )


def utc(stored: datetime) -> datetime:
    return stored.replace(tzinfo=UTC)
