"""Minutes given, taken back and stored."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesGiven(Event):
    """`kind`: earned by a chore, bought in the shop, or granted by a parent."""

    topic: ClassVar[str] = "screen_time"
    member_id: int
    minutes: int
    day: date
    kind: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesTakenBack(MinutesGiven):
    """`cause` is that of the minutes it reverses, `gift_id` their row."""

    gift_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageStored(Event):
    topic: ClassVar[str] = "screen_time"
    member_id: int
    intervals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageTakenBack(Event):
    topic: ClassVar[str] = "screen_time"
    member_id: int
    interval_id: int
