"""What the API takes and gives. No password, PIN or stored key is in any of it."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from appliance.core.forms import Sent
from appliance.core.people import Actor
from appliance.household.forms import DeviceName, Name, Role, Secret
from appliance.household.models import ApiToken, Device, Family, Member
from appliance.household.queries import ShownSignIn

Called = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class MeShown(BaseModel):
    """Whom the key belongs to. `scopes`: what this key may do."""

    member_id: int
    name: str
    role: str
    owner: bool
    family_id: int
    family: str
    language: str
    zone: str
    week_start: int
    face: str
    hue: str
    theme: str
    scopes: list[str]


class FamilyShown(BaseModel):
    """`week_start`: 0 is Monday. `afternoon_from`, `evening_from`: where blocks of the day begin."""

    id: int
    name: str
    zone: str
    language: str
    week_start: int
    afternoon_from: time
    evening_from: time


class FamilyChanges(Sent):
    """Only what is sent changes."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)] | None = None
    zone: Annotated[str, StringConstraints(max_length=60)] | None = None
    language: Literal["en", "de"] | None = None
    week_start: int | None = Field(default=None, ge=0, le=6)
    afternoon_from: time | None = None
    evening_from: time | None = None


class MemberShown(BaseModel):
    id: int
    name: str
    role: str
    owner: bool
    guest_until: datetime | None
    left_at: datetime | None
    born: date | None
    called: list[str]
    face: str
    hue: str


class MemberSent(Sent):
    """A parent needs a password, others a PIN: 4 to 8 digits, or four pictures as cat-sun-moon-bag."""

    name: Name
    role: Role
    born: date | None = None
    called: list[Called] = Field(default=[], max_length=12)
    face: str = "fox"
    hue: str = "sky"
    password: Secret | None = None
    pin: Annotated[str, StringConstraints(max_length=80)] | None = None


class MemberChanges(Sent):
    """Only what is sent changes."""

    name: Name | None = None
    role: Role | None = None
    born: date | None = None
    called: list[Called] | None = Field(default=None, max_length=12)
    face: str | None = None
    hue: str | None = None


class PasswordSent(Sent):
    password: Secret


class PinSent(Sent):
    pin: Annotated[str, StringConstraints(min_length=1, max_length=80)]


class DeviceShown(BaseModel):
    """`kind`: browser or display. `enrolled`: shows everyone's face; else only adults are known there."""

    id: int
    name: str
    enrolled: bool
    kind: str
    dim_from: time | None
    dim_until: time | None
    created_at: datetime
    seen_at: datetime


class LinkSent(Sent):
    name: DeviceName


class LinkMade(BaseModel):
    """Open `path` in the other browser within ten minutes; it works once."""

    code: str
    path: str


class SignInShown(BaseModel):
    id: int
    member_id: int
    device: str
    created_at: datetime
    seen_at: datetime


class TokenShown(BaseModel):
    id: int
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    days: int
    used_at: datetime | None


class KeySent(Sent):
    name: DeviceName
    days: int = Field(default=90, ge=1, le=366)
    scopes: list[Literal["read", "write"]] = Field(default=["read", "write"], min_length=1, max_length=2)


class KeyMade(BaseModel):
    """The key itself, shown this once."""

    token: str


def show_me(actor: Actor) -> MeShown:
    return MeShown(
        member_id=actor.member_id,
        name=actor.name,
        role=actor.role.value,
        owner=actor.owner,
        family_id=actor.family_id,
        family=actor.family_name,
        language=actor.language,
        zone=actor.zone,
        week_start=actor.week_start,
        face=actor.face,
        hue=actor.hue,
        theme=actor.theme,
        scopes=["read", "write"] if actor.may_write else ["read"],
    )


def show_family(family: Family) -> FamilyShown:
    return FamilyShown.model_validate(family, from_attributes=True)


def show_member(member: Member) -> MemberShown:
    return MemberShown.model_validate(member, from_attributes=True)


def show_device(device: Device) -> DeviceShown:
    return DeviceShown.model_validate(device, from_attributes=True)


def show_sign_in(row: ShownSignIn) -> SignInShown:
    return SignInShown.model_validate(row, from_attributes=True)


def show_token(token: ApiToken) -> TokenShown:
    return TokenShown.model_validate(token, from_attributes=True)
