"""What happens to the family, its people, browsers and keys. No secret is ever a field."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFounded(Event):
    topic: ClassVar[str] = "household"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyChanged(FamilyFounded):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEvent(Event):
    topic: ClassVar[str] = "household"
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(MemberEvent):
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged(MemberEvent):
    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestTimeChanged(MemberEvent):
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationEvent(Event):
    topic: ClassVar[str] = "household"
    invitation_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationMade(InvitationEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(InvitationEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAccepted(InvitationEvent):
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingCodeMade(Event):
    topic: ClassVar[str] = "household"
    code_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingCodeRevoked(FoundingCodeMade):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(MemberEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipGiven(MemberEvent):
    """`stays`: whether the one who gave it is still an owner too."""

    by_member_id: int
    stays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipNoted(MemberEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDisabled(MemberEvent):
    """Cannot sign in for now; sign-ins and keys have ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEnabled(MemberEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretChanged(MemberEvent):
    """A password or PIN was set; sign-ins elsewhere have ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(MemberEvent):
    sign_in_id: int
    device_id: int | None
    way: str  # password, pin or founding


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(MemberEvent):
    way: str
    device_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInBlocked(MemberEvent):
    """So many wrong tries that the next has to wait; told once for each wait."""

    way: str
    device_id: int | None
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(MemberEvent):
    """Also when a session was revoked from the list."""

    sign_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBrowser(MemberEvent):
    """Someone with a password came in where they never did before."""

    sign_in_id: int
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRecognised(MemberEvent):
    sign_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDenied(MemberEvent):
    """It was not them: that sign-in and its browser are out."""

    sign_in_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEvent(Event):
    topic: ClassVar[str] = "household"
    device_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEnrolled(DeviceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChanged(DeviceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked(DeviceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentLinkMade(Event):
    topic: ClassVar[str] = "household"
    link_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMade(MemberEvent):
    token_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked(TokenMade):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRenewed(TokenMade):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskTroubled(Event):
    """Told to every family, as soon as it can be written down."""

    topic: ClassVar[str] = "household"
    trouble: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskWell(DiskTroubled):
    """`trouble` is what has passed."""
