"""The family, its people, the browsers they use, and how they come in."""

from datetime import date, datetime, time

from sqlalchemy import JSON, Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from appliance.core.people import Actor, Blocks, Role

FACES = ("fox", "lion", "owl", "bear", "cat", "rabbit", "panda", "frog", "hedgehog", "penguin")
DISPLAY = "display"  # a device that shows the day on the kitchen wall to whoever stands there
HUES = ("plum", "indigo", "rust", "sky", "moss", "berry", "ochre", "stone")
READING = ("pictures", "simple", "full")


class Family(SQLModel, table=True):
    __tablename__ = "family"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    zone: str = "Europe/Berlin"
    language: str = "en"
    week_start: int = Field(default=0, description="0 is Monday, 6 is Sunday")
    afternoon_from: time = Field(default=time(12), description="Until then it is morning")
    evening_from: time = time(18)
    created_at: datetime
    keeps_house: bool = Field(
        default=False, description="Its owners look after the appliance: one family's do"
    )


class Member(SQLModel, table=True):
    __tablename__ = "member"
    __table_args__ = (
        Index("one_of_a_name", "family_id", "name", unique=True, sqlite_where=text("left_at IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    name: str
    role: str = Field(description="A value of core.people.Role")
    owner: bool = False
    born: date | None = None
    called: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    face: str = "fox"
    hue: str = "stone"
    language: str = Field(default="", description="Empty: the family's")
    theme: str = "auto"
    week_start: int | None = Field(default=None, description="None: the family's")
    reading: str = Field(default="", description="A value of READING; empty: what fits the role")
    picture: str = Field(default="", description="The hash of their own picture; empty: the drawn face")
    password: str = Field(default="", description="argon2id, adults")
    pin: str = Field(default="", description="argon2id of the peppered PIN, children")
    pin_kind: str = Field(default="digits", description="digits or pictures")
    created_at: datetime
    disabled_at: datetime | None = Field(default=None, description="Lives here, but cannot sign in")
    left_at: datetime | None = None
    guest_until: datetime | None = Field(default=None, description="Guests only: their time ends then")
    person: str = Field(default="", index=True, description="Shared by one person's rows in several families")
    made_owner_by: int | None = Field(default=None, description="Until they have read of it")


class MemberPicture(SQLModel, table=True):
    """Cut and written anew by us: nothing of the file that was sent is kept."""

    __tablename__ = "member_picture"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id", unique=True)
    hash: str = Field(index=True)
    large: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    small: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    made_at: datetime


class Device(SQLModel, table=True):
    """A browser. Children sign in only where a parent has enrolled it; an adult's own becomes known."""

    __tablename__ = "device"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    name: str
    token_hash: str = Field(unique=True)
    enrolled: bool = Field(default=False, description="Shows the face wall; children may sign in")
    known_to: list[int] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False),
        description="Adults who signed in here before",
    )
    kind: str = Field(default="browser", description="browser or display")
    dim_from: time | None = Field(default=None, description="A display is dim from here to `dim_until`")
    dim_until: time | None = None
    created_by: int
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_display(self) -> bool:
        return self.kind == DISPLAY


class EnrolmentLink(SQLModel, table=True):
    __tablename__ = "enrolment_link"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    code_hash: str = Field(unique=True)
    device_name: str
    created_by: int
    created_at: datetime
    expires_at: datetime
    uses_left: int = 1


class SignIn(SQLModel, table=True):
    """A session: the token itself is only in the browser's cookie."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("waiting_news", "member_id", sqlite_where=text("news = 1")),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    device_id: int | None = Field(default=None, foreign_key="device.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime
    seen_at: datetime
    ends_at: datetime = Field(description="The absolute end; an idle one may come first")
    way: str = Field(default="", description="password, pin, founding, invitation or visit")
    brief: bool = Field(default=False, description="A parent on a shared device: ends soon after a tap")
    revoked_at: datetime | None = None
    ended_why: str = Field(default="", description="A value of rules.Ending")
    ended_by: int = Field(default=0, description="The member who ended it; 0: nobody else")
    news: bool = Field(default=False, description="In a browser that its member has not confirmed yet")


class Invitation(SQLModel, table=True):
    """A link that lets one person in, once. The inviter chose role and time, the invited name, password."""

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    code_hash: str = Field(unique=True)
    role: str = Field(description="parent, teen or guest")
    name: str = Field(default="", description="Suggested")
    guest_days: int = Field(default=0, description="How long a guest stays, from the day they come in")
    created_by: int
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = None
    revoked_at: datetime | None = None


class FoundingCode(SQLModel, table=True):
    """Lets somebody found another family on this appliance, once."""

    __tablename__ = "founding_code"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(default=0, index=True, description="Whose owner made it; 0: who runs the box")
    code_hash: str = Field(unique=True)
    created_by: int
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


class Tries(SQLModel, table=True):
    """Failed tries by what they were aimed at or came from. A row survives a restart."""

    __tablename__ = "tries"

    key: str = Field(primary_key=True, description="e.g. member:4, device:2, member:1:device:2, name:elena")
    failed: int = 0
    last_at: datetime
    blocked_until: datetime | None = None


class ApiToken(SQLModel, table=True):
    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    name: str
    token_hash: str = Field(unique=True)
    scopes: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False), description="read, write"
    )
    created_at: datetime
    expires_at: datetime
    days: int = Field(default=90, description="How long it lives from the day it is made or renewed")
    used_at: datetime | None = None
    revoked_at: datetime | None = None


def reading_of(member: Member) -> str:
    """What a parent chose, else what fits the role."""
    return member.reading or ("simple" if member.role == Role.CHILD else "full")


def blocks_of(family: Family) -> Blocks:
    return Blocks(family.afternoon_from, family.evening_from)


def device_line(device_id: int) -> str:
    """Under which a display listens for changes: whoever revokes the device closes it."""
    return f"device:{device_id}"


def actor_of(member: Member, family: Family, *, may_write: bool = True, shared: bool = False) -> Actor:
    assert member.id is not None and family.id is not None
    return Actor(
        member_id=member.id,
        family_id=family.id,
        role=Role(member.role),
        name=member.name,
        owner=member.owner,
        keeper=member.owner and family.keeps_house,
        language=member.language or family.language,
        zone=family.zone,
        week_start=family.week_start if member.week_start is None else member.week_start,
        blocks=blocks_of(family),
        reading=reading_of(member),
        picture=member.picture,
        face=member.face,
        hue=member.hue,
        theme=member.theme,
        family_name=family.name,
        guest_until=member.guest_until,
        may_write=may_write,
        shared=shared,
    )
