"""A device says nothing, or speaks again."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWentQuiet(Event):
    """Nobody announced it. `alert`: the family wants parents to be told. `counts`: nothing or used."""

    topic: ClassVar[str] = "screen_time"
    device_id: int
    quiet_id: int
    name: str
    member_id: int | None
    since: datetime
    counts: str
    alert: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSpokeAgain(Event):
    topic: ClassVar[str] = "screen_time"
    device_id: int
    quiet_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSilenceSet(Event):
    """How silence of this one counts. Empty: as the family's policy says."""

    topic: ClassVar[str] = "screen_time"
    device_id: int
    name: str
    silence: str
