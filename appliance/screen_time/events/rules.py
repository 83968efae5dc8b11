"""What parents decided: rules, different days, pauses."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged(Event):
    """`minutes` by weekday, Monday first; `changed`: minutes, hours, beds, caps or bonus_cap."""

    topic: ClassVar[str] = "screen_time"
    member_id: int
    minutes: list[int]
    changed: list[str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionAdded(Event):
    """`member_id` 0: for all children."""

    topic: ClassVar[str] = "screen_time"
    member_id: int
    exception_id: int
    kind: str
    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionEnded(Event):
    topic: ClassVar[str] = "screen_time"
    member_id: int
    exception_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreensPaused(Event):
    """`until` is None where somebody has to end it."""

    topic: ClassVar[str] = "screen_time"
    member_id: int
    pause_id: int
    until: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreensResumed(Event):
    topic: ClassVar[str] = "screen_time"
    member_id: int
    pause_id: int
