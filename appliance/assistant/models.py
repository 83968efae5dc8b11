"""What is remembered, what was said, and the files of chat models."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Column, column, table
from sqlmodel import Field, SQLModel


class Audience(StrEnum):
    PRIVATE = "private"
    PARENTS = "parents"
    FAMILY = "family"


class Source(StrEnum):
    TOLD = "told"  # typed on the page of memories
    SAID = "said"  # told to the assistant
    GUESSED = "guessed"  # inferred; waits for a tap before it counts


@dataclass(frozen=True)
class Meaning:
    """A text's vector, and the fingerprint of the model that made it."""

    vector: bytes
    made_with: str


class Memory(SQLModel, table=True):
    """The text is the truth; the words and vectors that find it are made from it."""

    __tablename__ = "memory"
    __table_args__ = (CheckConstraint("visible_to in ('private', 'parents', 'family')"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    owner_id: int = Field(foreign_key="member.id", index=True)
    text: str
    visible_to: str = Field(default=Audience.PRIVATE.value, description="A value of Audience")
    source: str = Field(default=Source.TOLD.value, description="A value of Source")
    confidence: float = 1.0
    created_by: int
    created_at: datetime
    expires_at: datetime | None = None
    superseded_by: int | None = Field(default=None, foreign_key="memory.id", index=True)
    embedded_with: str = Field(
        default="", index=True, description="Fingerprint of the model that made its vector"
    )


# Virtual tables, made by a migration; the metadata does not know them.
WORDS, PARTS = (
    table(name, column("rowid"), column("text"), column("rank"), column(name))
    for name in ("memory_words", "memory_words_parts")
)
VECTORS = table(
    "memory_vectors",
    *[column(name) for name in ("memory_id", "audience", "owner_id", "embedding", "distance", "k")],
)


class Conversation(SQLModel, table=True):
    """Its title is its first question, read from there: a forgotten text leaves no copy here."""

    __tablename__ = "conversation"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    started_at: datetime
    last_at: datetime = Field(index=True)


class Speaker(StrEnum):
    MEMBER = "member"
    ASSISTANT = "assistant"


class State(StrEnum):
    WAITING = "waiting"  # an answer is being made
    DONE = "done"
    STOPPED = "stopped"  # by the one who asked
    INTERRUPTED = "interrupted"  # by a restart
    FAILED = "failed"


class Utterance(SQLModel, table=True):
    """One thing said in a conversation, by the member or by the assistant."""

    __tablename__ = "utterance"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    conversation_id: int = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    speaker: str = Field(description="A value of Speaker")
    text: str = ""
    state: str = Field(default=State.DONE.value, index=True, description="A value of State")
    by: str = Field(default="", description="Who answered: instant, model, safety or house")
    tool: str = ""
    lines: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    used: list[int] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False), description="Memories it rests on"
    )
    undo_href: str = Field(default="", index=True)
    undone_at: datetime | None = None
    link: str = ""
    at: datetime


class ChatModelFile(SQLModel, table=True):
    """A GGUF file in the data directory. It belongs to the appliance, not to one family."""

    __tablename__ = "chat_model_file"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    file: str = Field(unique=True, description="The file's name in the models directory")
    sha256: str = Field(unique=True)
    size: int
    description: str = ""
    in_use: bool = False
    added_by: int = Field(description="0: on the command line")
    added_at: datetime
