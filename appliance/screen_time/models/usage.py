"""Minutes as they were used, what is left of them after years, and minutes on top."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Source(StrEnum):
    AGENT = "agent"
    ACTIVITYWATCH = "activitywatch"
    API = "api"
    HAND = "hand"
    SILENCE = "silence"  # nothing was heard, and the family counts that as used


class Kind(StrEnum):
    EARNED = "earned"  # by a chore
    BOUGHT = "bought"  # with points
    GRANTED = "granted"  # by a parent


class UsageInterval(SQLModel, table=True):
    """One app on one device, in front of somebody who was there. All sources end here."""

    __tablename__ = "usage_interval"
    __table_args__ = (
        CheckConstraint("end_at > start_at"),
        UniqueConstraint("member_id", "source", "device", "app", "start_at"),
        Index("ix_usage_member_start", "member_id", "start_at"),
        Index("ix_usage_family_start", "family_id", "start_at"),
        Index("ix_usage_device_start", "device_id", "start_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    source: str = Field(description="A value of Source")
    device: str = Field(default="", description="Its name as reported; keeps several clocks apart")
    device_id: int | None = Field(default=None, foreign_key="measured_device.id")
    app: str
    category: str = "other"
    standing: str = Field(
        default="counted", description="A value of rules.Standing, as it was when it was used"
    )
    start_at: datetime
    end_at: datetime
    stored_by: int
    stored_at: datetime


class UsageDay(SQLModel, table=True):
    """One app on one device on one of the family's days: what stays when the intervals are gone."""

    __tablename__ = "usage_day"
    __table_args__ = (
        UniqueConstraint("member_id", "day", "device_id", "device", "app"),
        Index("ix_usage_day_family", "family_id", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    day: date
    device_id: int = Field(default=0, description="0: none that was enrolled")
    device: str = ""
    app: str
    category: str
    standing: str
    seconds: int


class ScreenDay(SQLModel, table=True):
    """The sum of a day that is over. Devices that ran side by side count once."""

    __tablename__ = "screen_day"
    __table_args__ = (
        UniqueConstraint("member_id", "day"),
        Index("ix_screen_day_family", "family_id", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    day: date
    counted: int = Field(description="Seconds that the budget knows")
    free: int = Field(description="Seconds in which only what does not count was used")
    allowed: int | None = Field(description="Minutes, those on top included; None: no limit")
    bonus: int = 0
    rolled_at: datetime
    final: bool = Field(default=False, description="Its intervals are gone, so it is never made anew")


class ScreenLook(SQLModel, table=True):
    """Who looked at whose screen time: the last time on each day."""

    __tablename__ = "screen_look"
    __table_args__ = (UniqueConstraint("member_id", "viewer_id", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    viewer_id: int = Field(foreign_key="member.id")
    day: date
    at: datetime


class BonusMinutes(SQLModel, table=True):
    """Only ever added to: taking minutes back is a row of its own that names what it reverses."""

    __tablename__ = "bonus_minutes"
    __table_args__ = (
        CheckConstraint("minutes <> 0"),
        Index("ix_bonus_member_day", "member_id", "day"),
        Index("ix_bonus_family_day", "family_id", "day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    day: date
    minutes: int
    kind: str = Field(description="A value of Kind")
    cause: str = Field(unique=True, description="The same cause gives once")
    reverses_id: int | None = Field(default=None, foreign_key="bonus_minutes.id", unique=True)
    why: str = Field(default="", description="The chore or reward it came from, or a parent's note")
    by_member_id: int
    at: datetime
    expires_at: datetime | None = Field(
        default=None, description="What is not used by then lapses; None: at the end of its day"
    )
