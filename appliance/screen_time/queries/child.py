"""One child's page: what is left, where it went, the last days and months, and who looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.screen_time.models import ScreenRule
from appliance.screen_time.policy import may_see_usage_of
from appliance.screen_time.queries.balance import Balance, balance_of, has_minutes, must_see, usage_between
from appliance.screen_time.queries.beside import Beside, DeviceRow, Looked, beside_today, utc
from appliance.screen_time.queries.days import DayOfWeek, day_alive, day_over, last_days, seconds_by_day
from appliance.screen_time.queries.history import BonusLine, SetRule, bonus_lines
from appliance.screen_time.queries.people import Person, people_since
from appliance.screen_time.rules import Cap, Span, day_of
from appliance.screen_time.rules.days import BY_HAND, Period, Sitting, months_of, weeks_of
from appliance.screen_time.rules.shares import DeviceShare, Where, where_of_today

Rooms = Mapping[tuple[str, str], int]


class DeviceLine(NamedTuple):
    """`known`: it was enrolled, so that it is heard from."""

    device_id: int
    name: str
    kind: str
    seconds: int
    heard_at: datetime | None
    known: bool
    by_hand: bool

    @property
    def minutes(self) -> int:
        return self.seconds // 60


@dataclass(frozen=True)
class ChildScreen:
    """To a guest only what is left and the rules: `in_full` is False, and the rest empty.

    `rooms`: minutes of categories and apps that have a limit of their own.
    """

    member: Member
    balance: Balance
    rules: Sequence[SetRule]
    bonus: Sequence[BonusLine]
    today: date
    in_full: bool
    own_look: datetime | None
    where: Where = field(default_factory=Where)
    rooms: Rooms = field(default_factory=dict)
    devices: Sequence[DeviceLine] = ()
    week: Sequence[DayOfWeek] = ()
    weeks: Sequence[Period] = ()
    months: Sequence[Period] = ()
    looks: Sequence[Looked] = ()
    titles_kept: bool = False
    keep_days: int = 0


async def screen_of(look: Reading, member_id: int) -> ChildScreen:
    """3 queries: everyone with what is decided, what stands beside today, usage of days without a row."""
    await must_see(look, member_id)
    week = last_days(look.today)
    people, names = await people_since(look, week[0])
    person = next((one for one in people if one.member.id == member_id), None)
    if person is None or not has_minutes(look, person.member):
        raise NotFound(_("We could not find that person."))
    beside = await beside_today(look, member_id)
    full = may_see_usage_of(look.viewer, member_id)
    used = await usage_between(look, member_id, open_days(look, beside, week if full else week[-1:]))
    seen = ChildScreen(
        member=person.member,
        balance=balance_of(look, person, used, names),
        rules=[as_set(row, names) for row in beside.rules],
        bonus=bonus_lines(look, person.on_top, names),
        today=look.today,
        in_full=full,
        own_look=beside.own_look,
    )
    return with_usage(look, seen, person, beside, used) if full else seen


def open_days(look: Reading, beside: Beside, week: Sequence[date]) -> Span:
    """From the first day of the week that has no row yet; the job may not have come to it."""
    first, zone = next(day for day in week if day not in beside.days), look.viewer.zone
    return Span(day_of(first, zone).start, day_of(look.today, zone).end)


def as_set(row: ScreenRule, names: Mapping[int, str]) -> SetRule:
    return SetRule(row.rules, names.get(row.set_by, ""), row.set_by, row.set_at, row.why)


def with_usage(
    look: Reading, seen: ChildScreen, person: Person, beside: Beside, used: Sequence[Sitting]
) -> ChildScreen:
    where = where_of_today(used, day_of(look.today, look.viewer.zone))
    sums = seconds_by_day(beside.days)
    return replace(
        seen,
        where=where,
        rooms=caps_on(look.today, person.rules.caps if person.rules else ()),
        devices=device_lines(where.devices, beside.devices),
        week=week_of(look, person, beside, used),
        weeks=weeks_of(sums, look.today, look.viewer.week_start),
        months=months_of(beside.months, look.today),
        looks=[one for one in beside.looks if one.viewer_id != look.viewer.member_id],
        titles_kept=beside.policy.keep_titles,
        keep_days=beside.policy.keep_days,
    )


def week_of(look: Reading, person: Person, beside: Beside, used: Sequence[Sitting]) -> list[DayOfWeek]:
    return [
        day_over(beside.days[day], person.exceptions)
        if day in beside.days
        else day_alive(person, beside.rules, day, used, look.viewer.zone)
        for day in last_days(look.today)
    ]


def caps_on(day: date, caps: Sequence[Cap]) -> Rooms:
    most = {(cap.of, cap.name): cap.minutes[day.weekday()] for cap in caps}
    return {name: minutes for name, minutes in most.items() if minutes is not None}


def device_lines(shares: Sequence[DeviceShare], devices: Sequence[DeviceRow]) -> list[DeviceLine]:
    """Used ones first, the longest; then those that are heard from and were not used."""
    by_id = {device.id: device for device in devices}
    lines = [_line(share, by_id.get(share.device_id)) for share in shares]
    used = {share.device_id for share in shares}
    unused = [one for one in devices if one.id not in used and one.revoked_at is None]
    return lines + [DeviceLine(one.id, one.name, one.kind, 0, heard(one), True, False) for one in unused]


def heard(device: DeviceRow) -> datetime | None:
    return utc(device.heard_at) if device.heard_at else None


def _line(share: DeviceShare, device: DeviceRow | None) -> DeviceLine:
    if device is None:
        by_hand = share.device == BY_HAND
        return DeviceLine(0, "" if by_hand else share.device, "", share.seconds, None, False, by_hand)
    still = device.revoked_at is None
    return DeviceLine(device.id, device.name, device.kind, share.seconds, heard(device), still, False)
