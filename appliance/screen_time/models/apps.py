"""What a family calls its apps and how each counts, where that differs from the map that we bring."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class AppChoice(SQLModel, table=True):
    """`member_id` 0 is the whole family's choice; one child's goes before it."""

    __tablename__ = "app_choice"
    __table_args__ = (UniqueConstraint("family_id", "member_id", "app"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(default=0)
    app: str = Field(description="Its shown name, as rules.apps knows it")
    category: str = Field(default="", description="Empty: as the map says")
    standing: str = Field(default="", description="A value of rules.Standing; empty: as the category's")
    set_by: int
    set_at: datetime
