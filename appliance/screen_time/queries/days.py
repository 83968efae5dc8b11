"""What days that are over were allowed, and of a week what each was in all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from appliance.core.work import Reading
from appliance.screen_time.models import ScreenRule
from appliance.screen_time.queries.balance import allowance_of, as_child
from appliance.screen_time.queries.beside import DayRow
from appliance.screen_time.queries.people import Person, people_since
from appliance.screen_time.rules import Exceptional, Rules, day_of, in_order
from appliance.screen_time.rules.days import Sitting

WEEK = 7


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes that a day had, those on top included."""

    allowed: int
    bonus: int


@dataclass(frozen=True)
class DayOfWeek:
    """`allowed` is None where minutes did not end; `different` is the kind of an exception."""

    day: date
    used: int
    allowed: int | None
    bonus: int
    different: str = ""


async def rooms_on(
    look: Reading, member_id: int, days: Sequence[date], used: Sequence[Sitting]
) -> dict[date, Room | None]:
    """With the rules that held at the end of each day. None where minutes did not end. 2 queries."""
    mine = ScreenRule.member_id == member_id, ScreenRule.family_id == look.viewer.family_id
    rows = (await look.db.exec(select(ScreenRule).where(*mine).order_by(col(ScreenRule.id).desc()))).all()
    people, _names = await people_since(look, min(days, default=look.today))
    person = next((one for one in people if one.member.id == member_id), None)
    if person is None:
        return dict.fromkeys(days)
    return {day: room_on(person, rows, day, used, look.viewer.zone) for day in days}


def room_on(
    person: Person, rows: Sequence[ScreenRule], day: date, used: Sequence[Sitting], zone: str
) -> Room | None:
    end = day_of(day, zone).end
    child = as_child(replace(person, rules=rules_on(rows, end)), day, used, zone)
    base, bonus = allowance_of(child, end, zone)
    return None if base is None else Room(base + bonus, bonus)


def rules_on(rows: Sequence[ScreenRule], end_of_day: datetime) -> Rules | None:
    """`rows`: the newest first."""
    return next((row.rules for row in rows if row.set_at < end_of_day), None)


def last_days(today: date) -> list[date]:
    return [today - timedelta(days=back) for back in reversed(range(WEEK))]


def day_over(row: DayRow, exceptions: Sequence[Exceptional]) -> DayOfWeek:
    return DayOfWeek(row.day, row.counted // 60, row.allowed, row.bonus, kind_on(exceptions, row.day))


def day_alive(
    person: Person, rows: Sequence[ScreenRule], day: date, used: Sequence[Sitting], zone: str
) -> DayOfWeek:
    """One without a row yet: its single intervals are there."""
    room = room_on(person, rows, day, used, zone)
    child = as_child(person, day, used, zone)
    minutes, kind = int(child.used_seconds // 60), kind_on(person.exceptions, day)
    return DayOfWeek(day, minutes, room.allowed if room else None, room.bonus if room else 0, kind)


def kind_on(exceptions: Sequence[Exceptional], day: date) -> str:
    return next((one.kind for one in in_order(exceptions) if one.holds_on(day)), "")


def seconds_by_day(days: Mapping[date, DayRow]) -> dict[date, int]:
    return {day: row.counted for day, row in days.items()}
