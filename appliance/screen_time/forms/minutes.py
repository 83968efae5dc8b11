"""What pages and the API take in."""

from datetime import UTC, time
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from appliance.core.forms import Sent
from appliance.screen_time.rules import Measured, Span

App = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Category = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Once = Annotated[str, StringConstraints(max_length=40)]


class GiftSent(Sent):
    """`once` names the gift: the same name again gives nothing more. Unused by `expires_at` it lapses."""

    minutes: int = Field(ge=1, le=240)
    why: Why = ""
    once: Once = ""
    expires_at: AwareDatetime | None = None


class GiftTyped(Sent):
    """`until`: a time of today."""

    minutes: int = Field(ge=1, le=240)
    why: Why = ""
    once: Once = ""
    until: time | None = None
    back: str = ""


class UsageTyped(Sent):
    app: App
    category: Category = "other"
    minutes: int = Field(ge=1, le=1440)
    until: time | None = None


class IntervalSent(Sent):
    start: AwareDatetime
    end: AwareDatetime
    app: App
    category: Category = "other"

    @property
    def measured(self) -> Measured:
        return Measured(Span(self.start.astimezone(UTC), self.end.astimezone(UTC)), self.app, self.category)


class UsageSent(Sent):
    """`device` keeps the clocks of several apart; the same interval again is stored once."""

    device: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    intervals: list[IntervalSent] = Field(min_length=1, max_length=1000)
