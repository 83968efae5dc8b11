"""How the house is backed up, and what became of every try. Of the machine, not of one family."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

THE_PLAN = 1


class Kind(StrEnum):
    BACKUP = "backup"
    CHECK = "check"  # one backup read again from its first byte to its last
    DRILL = "drill"  # the newest one restored aside, and an appliance started on it
    ONWARD = "onward"  # the folder sent to another place by restic or rclone
    RESTORE = "restore"


class State(StrEnum):
    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    BROKEN = "broken"  # the house was switched off meanwhile


class Onward(StrEnum):
    NONE = "none"
    RESTIC = "restic"
    RCLONE = "rclone"


class BackupPlan(SQLModel, table=True):
    """One row at most; without it these defaults hold."""

    __tablename__ = "backup_plan"

    id: int | None = Field(default=THE_PLAN, primary_key=True)
    nightly: bool = True
    hour: int = Field(default=3, description="In the zone of the family that keeps the house")
    place: str = Field(default="", description="A folder; empty: `backups` in the data directory")
    mount: str = Field(default="", description="Where its disk was mounted when it was chosen")
    daily: int = 7
    weekly: int = 4
    monthly: int = 6
    onward: str = Field(default="none", description="A value of Onward")
    onward_to: str = Field(default="", description="Sealed: a restic repository may hold a password")
    sheet_shown_at: datetime | None = None
    sheet_confirmed_at: datetime | None = None
    sheet_of: str = Field(default="", description="The fingerprint of the key on the confirmed sheet")
    changed_at: datetime | None = None


class BackupRun(SQLModel, table=True):
    __tablename__ = "backup_run"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True, description="A value of Kind")
    state: str = Field(index=True, description="A value of State")
    door: str = ""
    asked_by: int = Field(default=0, description="A member of the keeping family; 0: the house itself")
    asked_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    step: str = Field(default="", description="What it does just now, as the archive calls it")
    share: float = Field(default=0, description="How much of it is done, 0 to 1")
    name: str = Field(default="", index=True, description="The backup that it made, checked or tried")
    place: str = Field(default="", description="The folder that it went to")
    fell_back: bool = Field(default=False, description="The chosen folder was not there")
    bytes: int = Field(default=0, description="Of the whole backup with its files")
    new_bytes: int = Field(default=0, description="Written this time")
    files: int = 0
    counts: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    reason: str = Field(default="", description="Why it failed, in one word")
    trouble: str = Field(default="", description="Why it failed, as a sentence for a parent (a msgid)")
    trouble_values: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
