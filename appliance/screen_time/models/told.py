"""What watchers told, as they told it, before it becomes minutes. Times are milliseconds since 1970."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Bucket(SQLModel, table=True):
    """A stream of one watcher on one device, by ActivityWatch's names."""

    __tablename__ = "bucket"
    __table_args__ = (UniqueConstraint("device_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    device_id: int = Field(foreign_key="measured_device.id")
    name: str
    type: str = ""
    client: str = ""
    hostname: str = ""
    made_ms: int


class ToldEvent(SQLModel, table=True):
    """Not an instant and a length but a stretch: two of one bucket with the same words that touch are one."""

    __tablename__ = "told_event"
    __table_args__ = (
        CheckConstraint("end_ms >= start_ms"),
        Index("ix_told_event_bucket", "bucket_id", "start_ms"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    bucket_id: int = Field(foreign_key="bucket.id")
    start_ms: int
    end_ms: int
    words: str = Field(description="JSON with sorted keys: what was told, titles left out unless wanted")
