"""What the API tells of devices that report. No key and no print of one is in any of it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from appliance.screen_time.models import DeviceAccount, DeviceCode, DeviceQuiet
from appliance.screen_time.queries.measured import AppToday, DeviceDetail, DeviceSeen


class MeasuredDeviceShown(BaseModel):
    """`quiet_since` and `counts` are of a silent one; one that is `lost` needs new keys.

    `member_id` null: shared. `clock_off`: seconds that its clock is ahead. `unknown_accounts`: for parents,
    accounts of a shared one of which nobody has said whose they are.
    """

    id: int
    name: str
    kind: str
    way: Literal["agent", "activitywatch", "rest"]
    member_id: int | None
    voice: Literal["new", "lost", "heard", "awaited", "asleep", "off", "silent"]
    state: str
    heard_at: datetime | None
    quiet_since: datetime | None
    counts: Literal["nothing", "used"]
    silence: Literal["family", "nothing", "used"]
    clock_off: int
    version: str
    enrolled_by: int
    enrolled_at: datetime
    unknown_accounts: int


class AppOnDevice(BaseModel):
    app: str
    minutes: int
    member_id: int


class OneDeviceShown(MeasuredDeviceShown):
    """`today`: what it told itself, the longest first. `open_app`: what a phone has open."""

    open_app: str
    today: list[AppOnDevice]


class SilenceShown(BaseModel):
    """`heard_at` is null while it lasts. `counted`: as used, or for nothing."""

    id: int
    since: datetime
    noticed_at: datetime
    heard_at: datetime | None
    counted: Literal["nothing", "used"]


class AccountShown(BaseModel):
    """Not `counted`: a grown-up's, of which nothing is kept."""

    id: int
    device_id: int
    account: str
    member_id: int | None
    counted: bool
    seen_at: datetime


class CodeShown(BaseModel):
    """The code itself was told once. `replaces_id`: the device that gets new keys by it."""

    id: int
    name: str
    kind: str
    member_id: int | None
    replaces_id: int | None
    expires_at: datetime


class KeysMade(BaseModel):
    """Shown this once: `code` for what signs, good for ten minutes, or the `token` of what cannot."""

    code: str = ""
    token: str = ""


class DeviceMade(KeysMade):
    """`id` is null where the device is only there once it was enrolled with the code."""

    id: int | None = None


def show_measured_device(seen: DeviceSeen) -> MeasuredDeviceShown:
    return MeasuredDeviceShown.model_validate(_facts(seen))


def show_one(seen: DeviceDetail) -> OneDeviceShown:
    facts = _facts(seen) | {"open_app": seen.open.app if seen.open else ""}
    return OneDeviceShown.model_validate({**facts, "today": [_app(used) for used in seen.today]})


def _facts(seen: DeviceSeen) -> dict[str, object]:
    told = seen.told
    return {
        **seen.device.model_dump(include=set(MeasuredDeviceShown.model_fields)),
        "voice": told.voice.value,
        "quiet_since": told.since,
        "counts": told.counts,
        "silence": seen.device.silence or "family",
        "unknown_accounts": seen.unknown,
    }


def _app(used: AppToday) -> AppOnDevice:
    return AppOnDevice(app=used.name, minutes=used.minutes, member_id=used.member_id)


def show_silence(row: DeviceQuiet) -> SilenceShown:
    return SilenceShown.model_validate(row, from_attributes=True)


def show_account(row: DeviceAccount) -> AccountShown:
    return AccountShown.model_validate(row, from_attributes=True)


def show_code(row: DeviceCode) -> CodeShown:
    return CodeShown.model_validate(row, from_attributes=True)
