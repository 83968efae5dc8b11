"""More time, asked for and answered: one state that both parents see."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel


class TimeRequest(SQLModel, table=True):
    __tablename__ = "time_request"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'later', 'granted', 'refused', 'withdrawn', 'lapsed')"),
        CheckConstraint("minutes BETWEEN 1 AND 240"),
        Index("ix_time_request_family", "family_id", "state", "asked_at"),
        Index("ix_time_request_member", "member_id", "asked_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    minutes: int
    reason: str = ""
    state: str = "waiting"
    asked_at: datetime
    lapses_at: datetime
    later_at: datetime | None = Field(default=None, description="Asked again by itself then")
    granted: int = Field(default=0, description="Minutes; fewer than asked for is a yes to less")
    bonus_id: int | None = Field(default=None, foreign_key="bonus_minutes.id")
    note: str = ""
    answered_by: int = 0
    answered_at: datetime | None = None
    read_at: datetime | None = Field(default=None, description="When the child put the answer away")
    turn: int = Field(default=0, description="How often it came to wait again: buttons of earlier alerts end")
