"""What a child's page shows beside today: days that are over, who looked, devices, earlier rules."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import BindParameter, Select, bindparam
from sqlalchemy import select as plain_select
from sqlmodel import SQLModel, col, func

from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import (
    DeviceAccount,
    MeasuredDevice,
    ScreenDay,
    ScreenLook,
    ScreenPolicy,
    ScreenRule,
)
from appliance.screen_time.policy import may_see_usage_of

MEMBER: BindParameter[int] = bindparam("member")
FAMILY: BindParameter[int] = bindparam("family")
SINCE: BindParameter[date] = bindparam("since")
LATELY: BindParameter[date] = bindparam("lately")
LOOKS_SHOWN = timedelta(days=6)
WEEKS_SHOWN = timedelta(weeks=12)
RULES_SHOWN = 20


class DayRow(NamedTuple):
    """Seconds that counted, and those in which only what does not count was used; minutes allowed."""

    day: date
    counted: int
    free: int
    allowed: int | None
    bonus: int
    final: bool


class LookRow(NamedTuple):
    id: int
    name: str
    called: str
    left_at: datetime | None
    day: date
    at: datetime


class DeviceRow(NamedTuple):
    """`heard_at` is None before its first word."""

    id: int
    name: str
    kind: str
    heard_at: datetime | None
    state: str
    revoked_at: datetime | None


class RuleRow(NamedTuple):
    id: int
    minutes: str
    hours: str
    beds: str
    caps: str
    bonus_cap: int
    why: str
    since: str
    set_by: int
    set_at: datetime


class PolicyRow(NamedTuple):
    keep_titles: bool
    keep_days: int


USUAL = ScreenPolicy(family_id=0)
UNDECIDED = PolicyRow(USUAL.keep_titles, USUAL.keep_days)  # what holds until a parent decides
MonthSums = list[tuple[date, int, int]]  # its first day, days that are known, seconds that counted
Rows = tuple[list[DayRow], MonthSums, list[LookRow], list[DeviceRow], list[RuleRow], list[PolicyRow]]
ROWS: TypeAdapter[Rows] = TypeAdapter(Rows)


def rows_of(table: type[SQLModel], columns: Sequence[str]) -> Select[str]:
    return as_json(*(getattr(table, name) for name in columns))


def as_json(*columns: object) -> Select[str]:
    return plain_select(func.json_array(*columns).label("one"))


def all_of(*kinds: Select[str]) -> Select[str]:
    """As one JSON text: a query of its own for each kind would cost more than all of them."""
    texts = []
    for rows in kinds:
        found = rows.subquery()
        text = plain_select(func.json_group_array(func.json(found.c.one))).scalar_subquery()
        texts.append(func.json(text))
    return plain_select(func.json_array(*texts))


DAYS = rows_of(ScreenDay, DayRow._fields).where(
    col(ScreenDay.member_id) == MEMBER, col(ScreenDay.family_id) == FAMILY, col(ScreenDay.day) >= SINCE
)
FIRST_OF_MONTH = func.strftime("%Y-%m-01", ScreenDay.day)
MONTHS = (
    as_json(FIRST_OF_MONTH, func.count(), func.sum(ScreenDay.counted))
    .where(col(ScreenDay.member_id) == MEMBER, col(ScreenDay.family_id) == FAMILY)
    .where(col(ScreenDay.day) >= bindparam("year"))
    .group_by(FIRST_OF_MONTH)
)
LOOKS = (
    as_json(Member.id, Member.name, Member.called, Member.left_at, ScreenLook.day, ScreenLook.at)
    .where(col(Member.id) == ScreenLook.viewer_id)
    .where(col(ScreenLook.member_id) == MEMBER, col(ScreenLook.family_id) == FAMILY)
    .where(col(ScreenLook.day) >= LATELY)
)
THEIRS = plain_select(col(DeviceAccount.device_id)).where(col(DeviceAccount.member_id) == MEMBER)
DEVICES = rows_of(MeasuredDevice, DeviceRow._fields).where(
    col(MeasuredDevice.family_id) == FAMILY,
    (col(MeasuredDevice.member_id) == MEMBER) | col(MeasuredDevice.id).in_(THEIRS),
)
RULES = (
    rows_of(ScreenRule, RuleRow._fields)
    .where(col(ScreenRule.member_id) == MEMBER, col(ScreenRule.family_id) == FAMILY)
    .order_by(col(ScreenRule.id).desc())
    .limit(RULES_SHOWN)
)
POLICY = rows_of(ScreenPolicy, PolicyRow._fields).where(col(ScreenPolicy.family_id) == FAMILY)
# Made once: building a statement takes longer than SQLite needs to answer it.
BESIDE = all_of(DAYS, MONTHS, LOOKS, DEVICES, RULES, POLICY)


@dataclass(frozen=True, slots=True)
class Looked:
    """The last time on that day. `called` is how the children say it."""

    viewer_id: int
    name: str
    called: str
    day: date
    at: datetime


@dataclass(frozen=True)
class Beside:
    days: Mapping[date, DayRow] = field(default_factory=dict)
    looks: Sequence[Looked] = ()
    devices: Sequence[DeviceRow] = ()
    rules: Sequence[ScreenRule] = ()
    policy: PolicyRow = UNDECIDED
    own_look: datetime | None = None
    months: Mapping[date, tuple[int, int]] = field(default_factory=dict)


async def beside_today(look: Reading, member_id: int) -> Beside:
    """Days of twelve weeks, sums of twelve months, who looked; to a guest the rules alone. 1 query."""
    asked = {
        "member": member_id,
        "family": look.viewer.family_id,
        "since": look.today - (WEEKS_SHOWN if not look.viewer.sees_cards else LOOKS_SHOWN),
        "year": (look.today.replace(day=1) - timedelta(days=335)).replace(day=1),
        "lately": look.today - LOOKS_SHOWN,
    }
    connection = await look.db.connection()
    text = (await connection.execute(BESIDE, asked)).scalar_one()
    days, months, looks, devices, rules, policy = ROWS.validate_json(text)
    known = [rule_of(row, member_id) for row in rows_newest(rules)]
    seen = sorted((_looked(look, row) for row in looks), key=lambda one: one.at, reverse=True)
    own = next((one.at for one in seen if one.viewer_id == look.viewer.member_id), None)
    if not may_see_usage_of(look.viewer, member_id):
        return Beside(rules=known, own_look=own)
    decided = policy[0] if policy else UNDECIDED
    sums = {first: (number, seconds) for first, number, seconds in months}
    return Beside({row.day: row for row in days}, seen, devices, known, decided, own, sums)


def rows_newest(rules: Sequence[RuleRow]) -> list[RuleRow]:
    return sorted(rules, key=lambda row: row.id, reverse=True)


def rule_of(row: RuleRow, member_id: int) -> ScreenRule:
    """JSON within JSON comes as text."""
    return ScreenRule(
        id=row.id,
        family_id=0,
        member_id=member_id,
        minutes=json.loads(row.minutes),
        hours=json.loads(row.hours),
        beds=json.loads(row.beds),
        caps=json.loads(row.caps),
        bonus_cap=row.bonus_cap,
        why=row.why,
        since=json.loads(row.since),
        set_by=row.set_by,
        set_at=utc(row.set_at),
    )


def _looked(look: Reading, row: LookRow) -> Looked:
    words: list[str] = json.loads(row.called)
    shown = shown_name(look, row.name, row.left_at)
    return Looked(row.id, shown, words[0].capitalize() if words else shown, row.day, utc(row.at))


def utc(stored: datetime) -> datetime:
    """The database keeps moments in UTC, without saying so."""
    return stored.replace(tzinfo=UTC)
