"""Chores that a family has agreed on, and each time one of them is due."""

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Chore(SQLModel, table=True):
    __tablename__ = "chore"
    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 500", name="chore_points"),
        CheckConstraint("bonus_minutes BETWEEN 0 AND 120", name="chore_minutes"),
        CheckConstraint("way IN ('one', 'each', 'pool')", name="chore_way"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    title: str
    picture: str = "p-house"
    way: str = Field(default="one", description="one person, each their own, or first come from a pool")
    people: list[int] = Field(sa_column=Column(JSON, nullable=False), description="Member ids")
    repeat: dict[str, str] = Field(
        sa_column=Column(JSON, nullable=False), description="rrule, dtstart_local, zone and mode"
    )
    due_time: time | None = None
    part_of_day: str = Field(default="", description="morning, afternoon, evening or empty")
    points: int = 0
    bonus_minutes: int = 0
    photo: bool = False
    auto_approve: bool = False
    made_until: date | None = Field(default=None, description="Occurrences exist up to this day")
    created_by: int
    created_at: datetime
    put_away_at: datetime | None = None


class Occurrence(SQLModel, table=True):
    """One time a chore is due. `slot` is the member where each does their own, else 0."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("chore_id", "slot", "due_local"),
        CheckConstraint("state IN ('open', 'waiting', 'approved', 'missed')", name="occurrence_state"),
        Index("ix_occurrence_family_day", "family_id", "due_local"),
        Index("ix_occurrence_family_state", "family_id", "state", "due_local"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    chore_id: int = Field(foreign_key="chore.id")
    slot: int = 0
    due_local: date
    due_at: datetime
    assignee_id: int | None = Field(default=None, foreign_key="member.id", description="None: up for grabs")
    title: str
    points: int
    bonus_minutes: int
    state: str = "open"
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    approved_by: int | None = Field(default=None, description="0: the chore approves by itself")
    approved_at: datetime | None = None
    returned_by: int | None = Field(default=None, description="Open with this set: sent back")
    returned_at: datetime | None = None
    note: str = Field(default="", description="Why it was sent back")
    round: int = Field(default=0, description="Counts approvals: each has a cause of its own")
