"""Days that are over, and what a day adds up to while its single intervals are still there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import cast

from sqlalchemy import BindParameter, bindparam
from sqlmodel import col, func, select
from sqlmodel.sql.expression import Select

from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import (
    DeviceAccount,
    MeasuredDevice,
    ScreenDay,
    ScreenLook,
    ScreenRule,
    UsageInterval,
)
from appliance.screen_time.queries.history import must_see_usage
from appliance.screen_time.queries.people import people_since
from appliance.screen_time.rules import LONGEST, Span, day_of, in_order, minutes_on, on_top
from appliance.screen_time.rules.days import Sitting

MEMBER: BindParameter[int] = bindparam("member")
FAMILY: BindParameter[int] = bindparam("family")
SINCE: BindParameter[date] = bindparam("since")
LATELY: BindParameter[date] = bindparam("lately")
LOOKS_SHOWN = timedelta(days=6)

_DAY = func.json_array(
    ScreenDay.day, ScreenDay.counted, ScreenDay.free, ScreenDay.allowed, ScreenDay.bonus, ScreenDay.final
)
_LOOK = func.json_array(Member.id, Member.name, Member.called, Member.left_at, ScreenLook.day, ScreenLook.at)
_DEVICE = func.json_array(
    MeasuredDevice.id, MeasuredDevice.name, MeasuredDevice.kind, MeasuredDevice.heard_at, MeasuredDevice.state
)
_THEIRS = select(DeviceAccount.device_id).where(DeviceAccount.member_id == MEMBER)
# One look for all of it: made once, for building a statement takes longer than SQLite needs to answer it.
BESIDE = select(
    select(func.json_group_array(_DAY))
    .where(ScreenDay.member_id == MEMBER, ScreenDay.family_id == FAMILY, ScreenDay.day >= SINCE)
    .scalar_subquery(),
    select(func.json_group_array(_LOOK))
    .join(Member, col(Member.id) == ScreenLook.viewer_id)
    .where(ScreenLook.member_id == MEMBER, ScreenLook.family_id == FAMILY, ScreenLook.day >= LATELY)
    .scalar_subquery(),
    select(func.json_group_array(_DEVICE))
    .where(MeasuredDevice.family_id == FAMILY, col(MeasuredDevice.revoked_at).is_(None))
    .where((col(MeasuredDevice.member_id) == MEMBER) | col(MeasuredDevice.id).in_(_THEIRS))
    .scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class DayOver:
    """Seconds that counted, and those in which only what does not count was used; minutes allowed."""

    day: date
    counted: int
    free: int
    allowed: int | None
    bonus: int
    final: bool = False

    @property
    def minutes(self) -> int:
        return self.counted // 60


@dataclass(frozen=True, slots=True)
class Looked:
    """The last time on that day. `called` is how the children say it."""

    viewer_id: int
    name: str
    called: str
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Reporting:
    """A device that reports for this child. `heard_at` is None before its first word."""

    device_id: int
    name: str
    kind: str
    heard_at: datetime | None
    state: str


@dataclass(frozen=True)
class Beside:
    days: Mapping[date, DayOver]
    looks: Sequence[Looked]
    devices: Sequence[Reporting]


async def beside_today(look: Reading, member_id: int) -> Beside:
    """Twelve months of days that are over, who looked within a week, devices that report: 1 query."""
    must_see_usage(look, member_id)
    asked = {
        "member": member_id,
        "family": look.viewer.family_id,
        "since": (look.today.replace(day=1) - timedelta(days=335)).replace(day=1),
        "lately": look.today - LOOKS_SHOWN,
    }
    days, looks, devices = (await look.db.exec(BESIDE, params=asked)).one()
    over = [DayOver(date.fromisoformat(day), *rest) for day, *rest in json.loads(days)]
    return Beside(
        {one.day: one for one in over},
        sorted((_looked(look, *row) for row in json.loads(looks)), key=lambda one: one.at, reverse=True),
        [_reporting(*row) for row in json.loads(devices)],
    )


def _looked(
    look: Reading, viewer_id: int, name: str, called: str, left_at: str | None, day: str, at: str
) -> Looked:
    """JSON within JSON comes as text."""
    words: list[str] = json.loads(called)
    shown = shown_name(look, name, moment_of(left_at))
    said = words[0].capitalize() if words else shown
    return Looked(viewer_id, shown, said, date.fromisoformat(day), moment_of(at) or look.now)


def _reporting(device_id: int, name: str, kind: str, heard_at: str | None, state: str) -> Reporting:
    return Reporting(device_id, name, kind, moment_of(heard_at), state)


def moment_of(text: str | None) -> datetime | None:
    """As the database writes it: without a zone, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


# Of the columns alone: whole rows of a busy day take as long as the rest of a page.
SITTINGS = cast(
    "Select[datetime, datetime, str, str, str, str, int | None]",
    select(UsageInterval.start_at, UsageInterval.end_at, UsageInterval.app, UsageInterval.category)
    .add_columns(col(UsageInterval.standing), col(UsageInterval.device), col(UsageInterval.device_id))
    .where(col(UsageInterval.family_id) == FAMILY, col(UsageInterval.member_id) == MEMBER)
    .where(col(UsageInterval.start_at) < bindparam("ends"), col(UsageInterval.end_at) > bindparam("begins"))
    .where(col(UsageInterval.start_at) > bindparam("earliest")),
)


async def sittings_between(look: Reading, member_id: int, window: Span) -> list[Sitting]:
    sought = {"family": look.viewer.family_id, "member": member_id}
    times = {"begins": window.start, "ends": window.end, "earliest": window.start - LONGEST}
    rows = await look.db.exec(SITTINGS, params={**sought, **times})
    return [
        Sitting(Span(start, end), app, category, standing, device, device_id or 0)
        for start, end, app, category, standing, device, device_id in rows
    ]


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes that a day had, those on top included."""

    allowed: int
    bonus: int


async def rooms_on(look: Reading, member_id: int, days: Sequence[date]) -> dict[date, Room | None]:
    """None where minutes did not end."""
    mine = ScreenRule.member_id == member_id, ScreenRule.family_id == look.viewer.family_id
    rows = (await look.db.exec(select(ScreenRule).where(*mine).order_by(col(ScreenRule.id).desc()))).all()
    people, _names = await people_since(look, min(days, default=look.today))
    person = next(one for one in people if one.member.id == member_id)

    def room(day: date) -> Room | None:
        end = day_of(day, look.viewer.zone).end
        rules = next((row.rules for row in rows if row.set_at < end), None)
        base, _since = minutes_on(rules, in_order(person.exceptions), day)
        if base is None:
            return None
        extra = on_top(person.gifts, day, rules.bonus_cap if rules else 0)
        return Room(base + extra, extra)

    return {day: room(day) for day in days}
