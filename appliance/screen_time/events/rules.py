"""What parents decided: rules, different days, pauses."""

from dataclasses import dataclass
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
