"""Devices that report: told a code, enrolled, named, assigned, given new keys, ended."""

from dataclasses import dataclass
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDeviceCodeMade(Event):
    """`replaces_id`: the device that gets new keys by it; 0: a new one."""

    topic: ClassVar[str] = "screen_time"
    code_id: int
    name: str
    replaces_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDeviceEnrolled(Event):
    topic: ClassVar[str] = "screen_time"
    device_id: int
    name: str
    way: str
    member_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDeviceKeysReplaced(Event):
    """The old ones open nothing any more."""

    topic: ClassVar[str] = "screen_time"
    device_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDeviceChanged(Event):
    topic: ClassVar[str] = "screen_time"
    device_id: int
    name: str
    member_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDeviceRevoked(Event):
    """What it told stays; it can tell nothing more."""

    topic: ClassVar[str] = "screen_time"
    device_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAccountAssigned(Event):
    """`member_id` None: nobody's yet. Not `counted`: a grown-up's, of which nothing is kept."""

    topic: ClassVar[str] = "screen_time"
    device_id: int
    account_id: int
    member_id: int | None
    counted: bool
