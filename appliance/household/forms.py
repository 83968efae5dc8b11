"""What pages and API take in. Unknown fields are refused: nobody can send an owner or a date along."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from appliance.core.forms import AS_TYPED, Sent

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
DeviceName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1000), AS_TYPED]
Role = Literal["parent", "teen", "child"]


class SetupCode(Sent):
    code: Annotated[str, StringConstraints(min_length=1, max_length=40)]


class FamilySent(Sent):
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    zone: Annotated[str, StringConstraints(max_length=60)]
    language: Literal["en", "de"] = "en"
    week_start: int = Field(default=0, ge=0, le=6)
    afternoon_from: time = time(12)
    evening_from: time = time(18)


class FounderSent(Sent):
    name: Name
    face: str = "owl"
    hue: str = "plum"
    password: Secret
    born: date | None = None


class PersonSent(Sent):
    """`pin` are digits, `pictures` names joined by "-"; one of them for teens and children."""

    name: Name
    role: Role = "child"
    born: date | None = None
    called: Annotated[str, StringConstraints(max_length=200)] = ""
    face: str = "fox"
    hue: str = "sky"
    password: Secret | None = None
    pin: Annotated[str, StringConstraints(max_length=8)] | None = None
    pictures: Annotated[str, StringConstraints(max_length=80)] | None = None

    @property
    def pin_kind(self) -> str:
        return "pictures" if self.pictures else "digits"

    @property
    def pin_sent(self) -> str:
        return self.pictures or self.pin or ""

    @property
    def called_names(self) -> list[str]:
        return [name for name in self.called.replace(";", ",").split(",") if name.strip()]


class InvitationSent(Sent):
    """`days`: how long the link works; `guest_days`: how long a guest stays once they are in."""

    role: Literal["parent", "teen", "guest"]
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    days: int = Field(default=7, ge=1, le=30)
    guest_days: int = Field(default=7, ge=1, le=366)


class JoinSent(Sent):
    name: Name
    face: str = "owl"
    hue: str = "stone"
    password: Secret


class JoinAsMe(Sent):
    name: Name


class StaySent(Sent):
    until: date


class HandOverSent(Sent):
    """`stay`: the one who hands over remains an owner too."""

    password: Secret
    stay: bool = False


class LeavingSent(Sent):
    password: Secret


class PasswordSignIn(Sent):
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    password: Secret
    family: Annotated[str, StringConstraints(max_length=80)] = ""


class WallPassword(Sent):
    password: Secret
    stay: bool = False


class PinTouch(Sent):
    """Without scripts each touch is a request: `pin` was touched before, `add` is touched now."""

    pin: Annotated[str, StringConstraints(max_length=80)] = ""
    add: Annotated[str, StringConstraints(max_length=10)] = ""


class LooksSent(Sent):
    face: str
    hue: str
    theme: Literal["auto", "light", "dark"] = "auto"
    language: Literal["", "en", "de"] = ""
    week_start: int | None = Field(default=None, ge=0, le=6)
    reading: Literal["", "pictures", "simple", "full"] = ""


class PasswordChange(Sent):
    """`end_keys`: keys for programs end as well."""

    old: Secret
    password: Secret
    end_keys: bool = False


class SecretReset(Sent):
    password: Secret | None = None
    pin: Annotated[str, StringConstraints(max_length=8)] | None = None
    pictures: Annotated[str, StringConstraints(max_length=80)] | None = None


class DeviceSent(Sent):
    name: DeviceName


class DisplaySent(Sent):
    """Without hours it is never dim."""

    shows: bool = False
    dim_from: time | None = None
    dim_until: time | None = None


class ReplacementSent(Sent):
    """When the old key ends."""

    old: Literal["now", "day"] = "now"


class TokenSent(Sent):
    name: DeviceName
    days: int = Field(default=90, ge=1, le=366)
    scope: Literal["read", "write"] = "write"
