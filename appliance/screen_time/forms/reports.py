"""What devices send."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from appliance.core.forms import Sent
from appliance.screen_time.rules.clocks import Clocks, Told

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Account = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
Boot = Annotated[str, StringConstraints(max_length=40)]
Seconds = Annotated[float, Field(allow_inf_nan=False, ge=0, le=10_000_000_000)]
Nonce = Annotated[str, StringConstraints(min_length=16, max_length=80, pattern=r"^[\w-]+$")]
Proof = Annotated[str, StringConstraints(min_length=64, max_length=64, pattern=r"^[0-9a-f]+$")]


class EnrolmentSent(Sent):
    """`proof` is made from the code, which is not sent: see devices-that-report.md."""

    nonce: Nonce
    proof: Proof


class StretchSent(Sent):
    """`start` and `end`: ticks where `boot` is given, else seconds since 1970 by the device's clock.

    `clock`: what that clock showed at the start, for a boot of which the house has never heard.
    """

    app: Word
    start: Seconds
    end: Seconds
    kind: Literal["app", "site"] = "app"
    boot: Boot = ""
    clock: Seconds | None = None
    account: Account | None = None

    @property
    def told(self) -> Told:
        return Told(self.app, self.start, self.end, self.kind, self.boot, self.clock, self.account)


class ReportSent(Sent):
    """`ticks` and `clock` at the moment of sending, also when it is sent once more."""

    boot: Boot = ""
    ticks: Seconds | None = None
    clock: Seconds | None = None
    state: Literal["on", "locked", "asleep", "off"] = "on"
    account: Account = ""
    version: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    intervals: list[StretchSent] = Field(default_factory=list, max_length=1000)

    @property
    def clocks(self) -> Clocks:
        return Clocks(self.boot, self.ticks, self.clock)


class OpeningSent(Sent):
    """By a phone's automation: this app came to the front."""

    app: Word


class ClosingSent(Sent):
    """Without `app`: whatever was open, such as when the screen goes dark."""

    app: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
