"""Who did what, when, through which door. Rows are only ever added."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class AuditRow(SQLModel, table=True):
    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(index=True)
    member_id: int = Field(description="0 is the house itself")
    door: str
    verb: str
    facts: str = Field(description="The event's fields as JSON")
    at: datetime
