"""Chores that a family has agreed on, and each time one of them is due."""

from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Chore(SQLModel, table=True):
    __tablename__ = "chore"
    __table_args__ = (
        CheckConstraint("points BETWEEN 0 AND 500", name="chore_points"),
        CheckConstraint("bonus_minutes BETWEEN 0 AND 120", name="chore_minutes"),
        CheckConstraint("way IN ('one', 'each', 'pool', 'turns')", name="chore_way"),
        CheckConstraint("turn_by IN ('order', 'week', 'least')", name="chore_turn_by"),
        CheckConstraint("overdue IN ('keep', 'drop', 'half', 'ask')", name="chore_overdue"),
        CheckConstraint("effort BETWEEN 1 AND 3", name="chore_effort"),
        CheckConstraint("window_days BETWEEN 0 AND 30", name="chore_window"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    title: str
    picture: str = "p-house"
    details: str = Field(default="", description="How to do it")
    way: str = Field(default="one", description="one person, each their own, first come, or in turns")
    people: list[int] = Field(
        sa_column=Column(JSON, nullable=False), description="Member ids, in the order of their turns"
    )
    turn_by: str = Field(default="order", description="In which order, by week, or who did it least lately")
    skip_passes: bool = Field(default=True, description="A turn that was skipped counts as taken")
    repeat: dict[str, str] = Field(
        sa_column=Column(JSON, nullable=False), description="rrule, dtstart_local, zone and mode"
    )
    times: list[str] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False), description="HH:MM; none: the whole day"
    )
    part_of_day: str = Field(default="", description="morning, afternoon, evening or empty")
    place: int = Field(default=0, description="Its place within its part of the day")
    window_days: int = Field(default=0, description="For how many more days it may still be done in time")
    overdue: str = Field(default="keep", description="What becomes of it when its time is over")
    points: int = 0
    bonus_minutes: int = 0
    effort: int = Field(default=2, description="1 light, 2 normal, 3 heavy")
    steps: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    photo: bool = False
    auto_approve: bool = False
    made_until: date | None = Field(default=None, description="Occurrences exist up to this day")
    created_by: int
    created_at: datetime
    put_away_at: datetime | None = None


class Occurrence(SQLModel, table=True):
    """One time a chore is due. `slot` is the member where each does their own, else 0.

    `nth` counts the times of one day, from 0.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("chore_id", "slot", "due_local", "nth", name="occurrence_once"),
        CheckConstraint(
            "state IN ('open', 'claimed', 'waiting', 'approved', 'sent_back', 'missed', 'skipped', "
            "'excused')",
            name="occurrence_state",
        ),
        Index("ix_occurrence_family_day", "family_id", "due_local"),
        Index("ix_occurrence_family_state", "family_id", "state", "due_local"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    chore_id: int = Field(foreign_key="chore.id")
    slot: int = 0
    due_local: date
    nth: int = 0
    due_time: time | None = None
    due_at: datetime = Field(description="From when it is late: its time, or the end of its window")
    assignee_id: int | None = Field(default=None, foreign_key="member.id", description="None: up for grabs")
    title: str
    points: int
    bonus_minutes: int
    state: str = "open"
    since: datetime | None = Field(default=None, description="When its state began, None as it was made")
    state_by: int = Field(default=0, description="Who brought it there; 0 is the house itself")
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    done_by: int | None = Field(default=None, description="Who said that it is done")
    done_at: datetime | None = None
    approved_by: int | None = Field(default=None, description="0: the chore approves by itself")
    approved_at: datetime | None = None
    returned_by: int | None = Field(default=None, description="Who sent it back last")
    returned_at: datetime | None = None
    note: str = Field(default="", description="Why it was sent back, skipped or excused")
    round: int = Field(default=0, description="Counts approvals: each has a cause of its own")
    paid: int = Field(default=0, description="The points that its approval really paid")
    paid_minutes: int = 0
    ticks: list[int] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False),
        description="Steps that are done, by index",
    )
    photo: str | None = Field(default=None, description="SHA-256 of the picture that shows it done")
    pause_id: int | None = Field(default=None, foreign_key="chore_pause.id", description="Why it is excused")
    offered_to: int | None = Field(default=None, foreign_key="member.id", description="Asked to take it over")
    offered_at: datetime | None = None


class StepTaken(SQLModel, table=True):
    """What was done to an occurrence, and by whom. `before`: the columns that it changed, as they were."""

    __tablename__ = "occurrence_step"
    __table_args__ = (Index("ix_occurrence_step_occurrence", "occurrence_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    occurrence_id: int = Field(foreign_key="occurrence.id", ondelete="CASCADE")
    step: str
    by_member_id: int = Field(description="0 is the house itself")
    at: datetime
    note: str = ""
    before: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    undone_by: int | None = None
    undone_at: datetime | None = None


class Pause(SQLModel, table=True):
    """Days on which someone, or the whole family, has no chores."""

    __tablename__ = "chore_pause"
    __table_args__ = (CheckConstraint("kind IN ('holiday', 'sick', 'away')", name="chore_pause_kind"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", description="None: everyone")
    kind: str
    first: date
    last: date | None = Field(default=None, description="None: until somebody ends it")
    note: str = ""
    created_by: int
    created_at: datetime
    ended_by: int | None = None
    ended_at: datetime | None = None


class Proposal(SQLModel, table=True):
    """A chore that a child would like to do, and for how many points."""

    __tablename__ = "chore_proposal"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'accepted', 'declined', 'withdrawn')", name="chore_proposal_state"
        ),
        CheckConstraint("points BETWEEN 0 AND 500", name="chore_proposal_points"),
        Index("ix_chore_proposal_family_state", "family_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    title: str
    points: int
    repeat: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    note: str = ""
    state: str = "waiting"
    asked_at: datetime
    answer: str = Field(default="", description="A parent's word")
    decided_by: int | None = None
    decided_at: datetime | None = None
    chore_id: int | None = Field(default=None, foreign_key="chore.id", description="What became of it")


class Feed(SQLModel, table=True):
    """A secret link under which a calendar reads one person's chores."""

    __tablename__ = "chore_feed"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    token_hash: str = Field(unique=True)
    made_by: int
    made_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
