"""What pages and the API take in."""

from datetime import UTC, time
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from appliance.core.errors import Invalid
from appliance.core.forms import Sent
from appliance.core.i18n import mark as _
from appliance.screen_time.rules import Measured, Rules, Span, same_every_week

App = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Category = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Once = Annotated[str, StringConstraints(max_length=40)]


class RulesSent(Sent):
    """Minutes by day, bedtime as wall time (past midnight where it ends earlier than it begins)."""

    weekday_minutes: int = Field(ge=0, le=1440)
    weekend_minutes: int = Field(ge=0, le=1440)
    bed_from: time | None = None
    bed_until: time | None = None
    bonus_cap: int = Field(default=60, ge=0, le=240)

    @property
    def rules(self) -> Rules:
        half = {"bed_from": self.bed_from, "bed_until": self.bed_until}
        missing = {name for name, at in half.items() if at is None}
        if len(missing) == 1:
            raise Invalid(
                _("These rules need another look."), {missing.pop(): _("Bedtime needs both times.")}
            )
        return same_every_week(
            self.weekday_minutes, self.weekend_minutes, self.bed_from, self.bed_until, self.bonus_cap
        )


class GiftSent(Sent):
    """`once` names the gift: the same name again gives nothing more."""

    minutes: int = Field(ge=1, le=240)
    why: Why = ""
    once: Once = ""


class GiftTyped(GiftSent):
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
