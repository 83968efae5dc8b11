"""What a family said of an app."""

from dataclasses import dataclass
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AppChosen(Event):
    """`member_id` 0: for all children. An empty category or standing is left to the map."""

    topic: ClassVar[str] = "screen_time"
    app: str
    member_id: int
    category: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppChoiceForgotten(Event):
    topic: ClassVar[str] = "screen_time"
    app: str
    member_id: int
