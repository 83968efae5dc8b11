"""What was measured elsewhere and brought here."""

from dataclasses import dataclass
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportBroughtIn(Event):
    topic: ClassVar[str] = "screen_time"
    device_id: int
    buckets: int
    events: int
