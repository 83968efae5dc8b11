"""What went because it was old."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OldUsageForgotten(Event):
    """Single intervals of days before that one; what each day was in all stays."""

    topic: ClassVar[str] = "screen_time"
    member_id: int
    before: date
    intervals: int
