"""Devices that report, as a parent sees all of them and a child its own: when each was heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, cast, literal
from sqlmodel import col, func, select

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.screen_time.models import (
    Bucket,
    DeviceAccount,
    DeviceCode,
    DeviceQuiet,
    MeasuredDevice,
    OpenApp,
    ScreenPolicy,
    Source,
    ToldEvent,
    UsageInterval,
)
from appliance.screen_time.policy import may_see_devices
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules import LONGEST, Span, clipped, day_of, minutes_in
from appliance.screen_time.rules.silence import LastWord, Listened, Patience, listened

WEEKS_SHOWN = timedelta(weeks=4)  # of silences
UNKNOWN = (
    select(func.count(col(DeviceAccount.id)))
    .where(DeviceAccount.device_id == MeasuredDevice.id)
    .where(col(DeviceAccount.member_id).is_(None), col(DeviceAccount.counted))
    .scalar_subquery()
)
# What of an account that is nobody's yet was kept aside, in milliseconds: see actions.unclaimed.
ASIDE = (
    select(func.coalesce(func.sum(ToldEvent.end_ms - ToldEvent.start_ms), 0))
    .join(Bucket, col(Bucket.id) == ToldEvent.bucket_id)
    .where(Bucket.device_id == DeviceAccount.device_id)
    .where(Bucket.name == literal("account:").concat(cast(DeviceAccount.id, String)))
    .scalar_subquery()
)
QUIET = (
    select(func.max(DeviceQuiet.since))
    .where(DeviceQuiet.device_id == MeasuredDevice.id, col(DeviceQuiet.heard_at).is_(None))
    .scalar_subquery()
)


@dataclass(frozen=True)
class DeviceSeen:
    """`unknown`: accounts of a shared one of which nobody has said whose they are."""

    device: MeasuredDevice
    told: Listened
    unknown: int = 0

    @property
    def id(self) -> int:
        assert self.device.id is not None
        return self.device.id


@dataclass(frozen=True)
class DevicesSeen:
    devices: Sequence[DeviceSeen]
    policy: ScreenPolicy
    people: Mapping[int, Member]
    codes: Sequence[DeviceCode] = ()


@dataclass(frozen=True)
class AppToday:
    name: str
    minutes: int
    member_id: int


@dataclass(frozen=True)
class DeviceDetail(DeviceSeen):
    policy: ScreenPolicy = field(kw_only=True)
    people: Mapping[int, Member] = field(kw_only=True)
    open: OpenApp | None = None
    accounts: Sequence[DeviceAccount] = ()
    aside: Mapping[int, int] = field(default_factory=dict)  # by account: minutes kept until it is somebody's
    silences: Sequence[DeviceQuiet] = ()
    today: Sequence[AppToday] = ()


WithAccount = tuple[MeasuredDevice, ScreenPolicy | None, OpenApp | None, DeviceAccount | None, int | None]


async def devices_seen(look: Reading, listening: datetime) -> DevicesSeen:
    """By name. `listening`: since when the house hears. 3 queries, for parents 4."""
    _must_be_of_the_family(look)
    policy = await policy_of(look)
    found = await look.db.exec(
        select(MeasuredDevice, UNKNOWN, QUIET)
        .where(*_visible(look))
        .order_by(func.lower(MeasuredDevice.name), col(MeasuredDevice.id))
    )
    devices = [
        DeviceSeen(
            device, _told(look, device, policy, quiet, listening), unknown if look.viewer.is_parent else 0
        )
        for device, unknown, quiet in found
    ]
    codes = await open_codes(look) if look.viewer.is_parent else []
    return DevicesSeen(devices, policy, await _people(look), codes)


async def device_seen(look: Reading, device_id: int, listening: datetime) -> DeviceDetail:
    """4 queries."""
    _must_be_of_the_family(look)
    rows = await _with_accounts(look, device_id)
    device, decided, opened, _first, _aside = rows[0]
    silences = await silences_of(look, device_id)
    quiet = next((row.since for row in silences if row.heard_at is None), None)
    policy = decided if decided is not None else ScreenPolicy(family_id=look.viewer.family_id)
    accounts = [account for *_device, account, _aside in rows if account is not None]
    own = look.viewer.is_parent or device.member_id == look.viewer.member_id
    return DeviceDetail(
        device,
        _told(look, device, policy, quiet, listening),
        sum(1 for account in accounts if account.member_id is None and account.counted),
        policy=policy,
        people=await _people(look),
        open=opened if own else None,
        accounts=accounts,
        aside={account.id or 0: (aside or 0) // 60_000 for *_, account, aside in rows if account},
        silences=silences,
        today=await _used_today(look, device_id),
    )


async def _with_accounts(look: Reading, device_id: int) -> list[WithAccount]:
    """Of its accounts a child sees its own alone."""
    found = await look.db.exec(
        select(MeasuredDevice, ScreenPolicy, OpenApp, DeviceAccount, ASIDE)  # type: ignore[call-overload]
        .outerjoin(ScreenPolicy, col(ScreenPolicy.family_id) == MeasuredDevice.family_id)
        .outerjoin(OpenApp, col(OpenApp.device_id) == MeasuredDevice.id)
        .outerjoin(DeviceAccount, _shown_account(look))
        .where(*_visible(look), MeasuredDevice.id == device_id)
        .order_by(col(DeviceAccount.account))
    )
    rows: list[WithAccount] = list(found.all())
    if not rows:
        raise NotFound(_("We could not find that device."))
    return rows


def _shown_account(look: Reading) -> ColumnElement[bool]:
    there = col(DeviceAccount.device_id) == MeasuredDevice.id
    return there if look.viewer.is_parent else there & (col(DeviceAccount.member_id) == look.viewer.member_id)


async def silences_of(look: Reading, device_id: int) -> Sequence[DeviceQuiet]:
    """Of the last weeks, the newest first. Whether the viewer may see the device was asked before."""
    found = await look.db.exec(
        select(DeviceQuiet)
        .where(DeviceQuiet.family_id == look.viewer.family_id, DeviceQuiet.device_id == device_id)
        .where((col(DeviceQuiet.heard_at).is_(None)) | (col(DeviceQuiet.heard_at) > look.now - WEEKS_SHOWN))
        .order_by(col(DeviceQuiet.since).desc())
    )
    return found.all()


async def _used_today(look: Reading, device_id: int) -> list[AppToday]:
    """What it told itself, the longest first. A child sees its own."""
    window = day_of(look.today, look.viewer.zone)
    sought = (
        select(UsageInterval)
        .where(UsageInterval.family_id == look.viewer.family_id, UsageInterval.device_id == device_id)
        .where(UsageInterval.start_at < window.end, UsageInterval.start_at > window.start - LONGEST)
        .where(UsageInterval.end_at > window.start, UsageInterval.source != Source.SILENCE.value)
    )
    if not look.viewer.is_parent:
        sought = sought.where(UsageInterval.member_id == look.viewer.member_id)
    spans: dict[tuple[str, int], list[Span]] = {}
    for row in await look.db.exec(sought):
        spans.setdefault((row.app, row.member_id), []).append(Span(row.start_at, row.end_at))
    used = [
        AppToday(app, minutes_in(clipped(stretches, window), window), member)
        for (app, member), stretches in spans.items()
    ]
    return sorted(used, key=lambda one: (-one.minutes, one.name))


async def open_codes(look: Reading) -> Sequence[DeviceCode]:
    found = await look.db.exec(
        select(DeviceCode)
        .where(DeviceCode.family_id == look.viewer.family_id, DeviceCode.expires_at > look.now)
        .where(col(DeviceCode.used_at).is_(None))
        .order_by(col(DeviceCode.id))
    )
    return found.all()


async def _people(look: Reading) -> Mapping[int, Member]:
    """Also who has left: minutes of theirs may be of today."""
    found = await look.db.exec(
        select(Member).where(Member.family_id == look.viewer.family_id).order_by(col(Member.id))
    )
    return {person.id or 0: person for person in found}


def _told(
    look: Reading, device: MeasuredDevice, policy: ScreenPolicy, quiet: datetime | None, listening: datetime
) -> Listened:
    return listened(last_word(device, quiet), patience_of(policy), listening, look.now)


def last_word(device: MeasuredDevice, quiet: datetime | None) -> LastWord:
    keyless = device.token_hash is None and not device.key
    return LastWord(device.way, device.heard_at, device.state, device.silence, quiet, keyless)


def patience_of(policy: ScreenPolicy) -> Patience:
    return Patience(policy.silence, timedelta(minutes=policy.silence_after))


def _visible(look: Reading) -> list[ColumnElement[bool]]:
    """Of a shared computer a child sees as much as it has an account there."""
    family = [
        col(MeasuredDevice.family_id) == look.viewer.family_id,
        col(MeasuredDevice.revoked_at).is_(None),
    ]
    if look.viewer.is_parent:
        return family
    mine = select(DeviceAccount.device_id).where(DeviceAccount.member_id == look.viewer.member_id)
    own = col(MeasuredDevice.member_id) == look.viewer.member_id
    shared = col(MeasuredDevice.member_id).is_(None) & col(MeasuredDevice.id).in_(mine)
    return [*family, own | shared]


def _must_be_of_the_family(look: Reading) -> None:
    if not may_see_devices(look.viewer):
        raise NotAllowed(_("What devices tell is between the children and their parents."))
