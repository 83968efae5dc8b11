"""The family decides about measuring."""

from dataclasses import dataclass
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenPolicyChanged(Event):
    topic: ClassVar[str] = "screen_time"
    keep_titles: bool
    keep_days: int
    keep_told_days: int
    silence: str
    silence_after: int
    alert_silence: bool
    request_hours: int
