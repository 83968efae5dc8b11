"""Where a parent's alerts go."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class NotifyTarget(SQLModel, table=True):
    """One ntfy topic for each parent. `trouble` says why it is switched off or what failed last."""

    __tablename__ = "notify_target"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id", unique=True)
    server: str = Field(description="Scheme, host and port only: messages are posted to its root")
    topic: str
    token: str = Field(default="", description="Sealed by core.secrets; empty where the server asks for none")
    home: str = Field(default="", description="The address of this house that a tap on a message opens")
    enabled: bool = True
    trouble: str = Field(default="", description="A value of rules.Trouble, or empty")
    changed_at: datetime
    last_at: datetime | None = None
    last_result: str = Field(default="", description="sent, later or failed")
