"""Limits as a parent set them, minutes as they were measured, and minutes on top."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from appliance.screen_time.rules import Limits


class Source(StrEnum):
    AGENT = "agent"
    ACTIVITYWATCH = "activitywatch"
    API = "api"
    HAND = "hand"


class Kind(StrEnum):
    EARNED = "earned"  # by a chore
    BOUGHT = "bought"  # with points
    GRANTED = "granted"  # by a parent


class ScreenRule(SQLModel, table=True):
    """Never changed: a new row takes its place, so that every past day keeps the limit it had."""

    __tablename__ = "screen_rule"
    __table_args__ = (
        CheckConstraint("weekday_minutes BETWEEN 0 AND 1440 AND weekend_minutes BETWEEN 0 AND 1440"),
        CheckConstraint("(bed_from IS NULL) = (bed_until IS NULL)"),
        Index("ix_screen_rule_member", "member_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    weekday_minutes: int
    weekend_minutes: int
    bed_from: time | None = Field(default=None, description="Wall time; later than bed_until: past midnight")
    bed_until: time | None = None
    bonus_cap: int = Field(default=60, description="Earned minutes that count on one day")
    set_by: int
    set_at: datetime

    @property
    def limits(self) -> Limits:
        return Limits(
            self.weekday_minutes, self.weekend_minutes, self.bed_from, self.bed_until, self.bonus_cap
        )


class UsageInterval(SQLModel, table=True):
    __tablename__ = "usage_interval"
    __table_args__ = (
        CheckConstraint("end_at > start_at"),
        UniqueConstraint("member_id", "source", "device", "app", "start_at"),
        Index("ix_usage_member_start", "member_id", "start_at"),
        Index("ix_usage_family_start", "family_id", "start_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    source: str = Field(description="A value of Source")
    device: str = ""
    app: str
    category: str = "other"
    start_at: datetime
    end_at: datetime
    stored_by: int
    stored_at: datetime


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
