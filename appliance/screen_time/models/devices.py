"""Devices that tell what was used on them. Browsers in which people sign in are the household's."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class MeasuredDevice(SQLModel, table=True):
    __tablename__ = "measured_device"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    name: str
    kind: str = Field(default="pc", description="pc, phone, tablet, console, tv or other")
    way: str = Field(description="agent (signed), activitywatch or rest (a plain token)")
    member_id: int | None = Field(
        default=None, foreign_key="member.id", description="Whose it is; None: shared, see DeviceAccount"
    )
    token_hash: str | None = Field(default=None, unique=True, description="Of a plain token")
    key: str = Field(default="", description="Sealed: signs its requests")
    answer_key: str = Field(default="", description="Sealed: signs our answers, pinned by the device")
    sequence: int = Field(default=0, description="The highest number of a request")
    seen: str = Field(default="0", description="Hex: which of the last 1024 numbers were seen")
    boot: str = Field(default="", description="Of the device's clock that the anchor belongs to")
    anchor: str = Field(default="{}", description="JSON: by boot, ticks and when they were received")
    enrolled_by: int
    enrolled_at: datetime
    heard_at: datetime | None = Field(default=None, description="The last word of any kind")
    measured_until: datetime | None = Field(default=None, description="The latest end of what it measured")
    state: str = Field(default="", description="As it said last: on, locked, asleep or off; empty: nothing")
    state_at: datetime | None = None
    silence: str = Field(default="", description="nothing or used; empty: the family's policy")
    clock_off: int = Field(default=0, description="Seconds its clock is ahead of ours")
    version: str = Field(default="", description="Of what reports, in its own words")
    dirty_from: datetime | None = Field(default=None, description="From here on minutes must be derived anew")
    dirty_until: datetime | None = None
    revoked_by: int = 0
    revoked_at: datetime | None = None


class DeviceAccount(SQLModel, table=True):
    """Who is who on a shared computer."""

    __tablename__ = "device_account"
    __table_args__ = (UniqueConstraint("device_id", "account"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    device_id: int = Field(foreign_key="measured_device.id")
    account: str = Field(description="The name with which one signs in there")
    member_id: int | None = Field(default=None, foreign_key="member.id", description="None: nobody's yet")
    counted: bool = Field(default=True, description="False: a grown-up's, told to nobody")
    seen_at: datetime


class DeviceCode(SQLModel, table=True):
    """Enrols one device, once, within minutes. Keys grow out of it and never cross the network."""

    __tablename__ = "device_code"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    code_hash: str = Field(unique=True)
    name: str
    kind: str = "pc"
    way: str = "agent"
    member_id: int | None = Field(default=None, foreign_key="member.id")
    replaces_id: int | None = Field(
        default=None, foreign_key="measured_device.id", description="New keys for a device that is known"
    )
    made_by: int
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    device_id: int | None = Field(default=None, foreign_key="measured_device.id")


class DeviceQuiet(SQLModel, table=True):
    """A stretch without a word that nobody announced. `heard_at` is None while it lasts."""

    __tablename__ = "device_quiet"
    __table_args__ = (Index("ix_device_quiet_device", "device_id", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    device_id: int = Field(foreign_key="measured_device.id")
    since: datetime
    noticed_at: datetime
    heard_at: datetime | None = None
    counted: str = Field(default="nothing", description="How it was counted: nothing or used")


class OpenApp(SQLModel, table=True):
    """What a phone said was opened and has not said was closed."""

    __tablename__ = "open_app"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    device_id: int = Field(foreign_key="measured_device.id", unique=True)
    app: str
    opened_at: datetime
