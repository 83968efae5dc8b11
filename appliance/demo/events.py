"""What the demo has made up."""

from dataclasses import dataclass

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysMadeUp(Event):
    what: str
    rows: int
