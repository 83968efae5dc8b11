"""More time, asked for and answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent(Event):
    """`minutes` is what was asked for."""

    topic: ClassVar[str] = "screen_time"
    request_id: int
    member_id: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAsked(RequestEvent):
    lapses_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAskedAgain(TimeAsked):
    """It waits once more: "later" has come, or an answer was taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAnswered(RequestEvent):
    """`saying`: yes, less, later or no; `granted` minutes."""

    saying: str
    granted: int
    later_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(RequestEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLapsed(RequestEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRead(RequestEvent):
    """The child has put the answer away."""
