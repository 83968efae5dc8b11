"""One day of a child: what it was in all, where it went, what was on top, and the rules that held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import BindParameter, bindparam
from sqlmodel import col, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import (
    BonusMinutes,
    MeasuredDevice,
    ScreenDay,
    ScreenException,
    ScreenLook,
    ScreenRule,
    UsageDay,
)
from appliance.screen_time.queries.balance import usage_between
from appliance.screen_time.queries.beside import (
    FAMILY,
    MEMBER,
    DayRow,
    DeviceRow,
    RuleRow,
    all_of,
    rows_of,
    rule_of,
    utc,
)
from appliance.screen_time.queries.child import DeviceLine, as_set, device_lines
from appliance.screen_time.queries.days import DayOfWeek, day_alive, day_over
from appliance.screen_time.queries.history import BonusLine, SetRule, bonus_lines, must_see_usage
from appliance.screen_time.queries.people import BonusRow, ExceptionRow, Person, exceptional, on_top_of
from appliance.screen_time.rules import Exceptional, day_of, in_order
from appliance.screen_time.rules.days import Piece, sum_of_day
from appliance.screen_time.rules.shares import Where, where_of_pieces, where_of_today

DAY: BindParameter[date] = bindparam("day")
ENDS: BindParameter[datetime] = bindparam("ends")
FIRST = date(2000, 1, 1)  # nothing was measured before


class PieceRow(NamedTuple):
    device_id: int
    device: str
    app: str
    category: str
    standing: str
    seconds: int


class Kept(NamedTuple):
    """What the database has of one day."""

    days: list[DayRow]
    pieces: list[PieceRow]
    bonus: list[BonusRow]
    exceptions: list[ExceptionRow]
    rules: list[RuleRow]
    devices: list[DeviceRow]
    looks: list[tuple[datetime]]


KEPT = TypeAdapter(Kept)
ON_THE_DAY = (
    rows_of(ScreenDay, DayRow._fields).where(col(ScreenDay.member_id) == MEMBER, col(ScreenDay.day) == DAY),
    rows_of(UsageDay, PieceRow._fields).where(col(UsageDay.member_id) == MEMBER, col(UsageDay.day) == DAY),
    rows_of(BonusMinutes, BonusRow._fields).where(
        col(BonusMinutes.member_id) == MEMBER, col(BonusMinutes.day) == DAY
    ),
    rows_of(ScreenException, ExceptionRow._fields)
    .where(col(ScreenException.family_id) == FAMILY, col(ScreenException.member_id).in_((0, MEMBER)))
    .where(col(ScreenException.first) <= DAY, col(ScreenException.last) >= DAY),
    rows_of(ScreenRule, RuleRow._fields)
    .where(col(ScreenRule.member_id) == MEMBER, col(ScreenRule.set_at) < ENDS)
    .order_by(col(ScreenRule.id).desc())
    .limit(1),
    rows_of(MeasuredDevice, DeviceRow._fields).where(col(MeasuredDevice.family_id) == FAMILY),
    rows_of(ScreenLook, ("at",))
    .where(col(ScreenLook.member_id) == MEMBER, col(ScreenLook.viewer_id) == bindparam("viewer"))
    .where(col(ScreenLook.day) == bindparam("today")),
)
OF_DAY = all_of(*ON_THE_DAY)


@dataclass(frozen=True)
class ChildDay:
    """`whole`: minutes used and allowed. Of a day that is `final` only sums are kept."""

    member: Member
    day: date
    is_today: bool
    whole: DayOfWeek
    counted: int
    free: int
    final: bool
    where: Where
    devices: Sequence[DeviceLine]
    gifts: Sequence[BonusLine]
    rule: SetRule | None
    different: Sequence[Exceptional]
    names: Mapping[int, str]
    own_look: datetime | None


async def day_seen(look: Reading, member_id: int, day: date) -> ChildDay:
    """3 queries at most: the family, what is kept of the day, and single intervals where it has no row."""
    _must_be_seen(look, member_id, day)
    child, names = await _family(look, member_id)
    kept = await _kept(look, member_id, day)
    rules = [rule_of(row, member_id) for row in kept.rules]
    person = _person(look, child, kept, day, rules)
    counted, free, where, whole = await _summed(look, person, kept, day, rules)
    return ChildDay(
        member=child,
        day=day,
        is_today=day == look.today,
        whole=whole,
        counted=counted,
        free=free,
        final=bool(kept.days and kept.days[0].final),
        where=where,
        devices=[line for line in device_lines(where.devices, kept.devices) if line.seconds],
        gifts=bonus_lines(look, person.on_top, names, day),
        rule=as_set(rules[0], names) if rules else None,
        different=person.exceptions,
        names=names,
        own_look=next((utc(at) for (at,) in kept.looks), None),
    )


def _must_be_seen(look: Reading, member_id: int, day: date) -> None:
    must_see_usage(look, member_id)
    if not FIRST <= day <= look.today:
        raise NotFound(_("We have nothing of this day."))


def _person(look: Reading, child: Member, kept: Kept, day: date, rules: Sequence[ScreenRule]) -> Person:
    """As they were on that day."""
    different = [exceptional(row, look.viewer.zone) for row in kept.exceptions]
    held = in_order([one for one in different if one.holds_on(day)])
    return Person(child, rules[0].rules if rules else None, on_top_of(kept.bonus), [], held)


async def _family(look: Reading, member_id: int) -> tuple[Member, dict[int, str]]:
    found = await look.db.exec(select(Member).where(Member.family_id == look.viewer.family_id))
    people = {member.id or 0: member for member in found}
    child = people.get(member_id)
    if child is None or child.role not in YOUNG or child.left_at is not None:
        raise NotFound(_("We could not find that person."))
    return child, {number: shown_name(look, one.name, one.left_at) for number, one in people.items()}


async def _kept(look: Reading, member_id: int, day: date) -> Kept:
    asked = {
        "family": look.viewer.family_id,
        "member": member_id,
        "viewer": look.viewer.member_id,
        "day": day,
        "today": look.today,
        "ends": day_of(day, look.viewer.zone).end,
    }
    connection = await look.db.connection()
    return KEPT.validate_json((await connection.execute(OF_DAY, asked)).scalar_one())


async def _summed(
    look: Reading, person: Person, kept: Kept, day: date, rules: Sequence[ScreenRule]
) -> tuple[int, int, Where, DayOfWeek]:
    if kept.days:
        row = kept.days[0]
        return (
            row.counted,
            row.free,
            where_of_pieces([Piece(*piece) for piece in kept.pieces]),
            day_over(row, person.exceptions),
        )
    zone = look.viewer.zone
    window = day_of(day, zone)
    used = await usage_between(look, person.member.id or 0, window)
    found = sum_of_day(used, window)
    whole = day_alive(person, rules, day, used, zone)
    return found.counted, found.free, where_of_today(used, window), whole
