"""What happens to alerts. Addresses and tokens are never a field."""

from dataclasses import dataclass
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEvent(Event):
    topic: ClassVar[str] = "notifications"
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSaved(TargetEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRemoved(TargetEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertTried(TargetEvent):
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryNoted(TargetEvent):
    """`result`: sent, later or failed; `trouble` why not."""

    letter_id: int
    result: str
    trouble: str
