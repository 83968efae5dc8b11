"""What is remembered, what was said, and the files of chat models."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint, column, table
from sqlmodel import Field, SQLModel

from appliance.core.people import Role


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
    last_used_at: datetime | None = Field(default=None, description="When an answer last rested on it")
    confirmed_at: datetime | None = Field(
        default=None, description="When its owner last said that it is right; a guess waits for it"
    )
    superseded_by: int | None = Field(default=None, foreign_key="memory.id", index=True)
    embedded_with: str = Field(
        default="", index=True, description="Fingerprint of the model that made its vector"
    )

    @property
    def waits(self) -> bool:
        """For its owner to say that a guess is right."""
        return self.source == Source.GUESSED and self.confirmed_at is None


class Telling(SQLModel, table=True):
    """Who told a memory, when and through which door. One that was told twice has two."""

    __tablename__ = "memory_telling"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    memory_id: int = Field(foreign_key="memory.id", index=True, ondelete="CASCADE")
    member_id: int
    door: str
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", ondelete="SET NULL")
    at: datetime


class Likeness(StrEnum):
    NEAR = "near"  # they say nearly the same
    CONTRARY = "contrary"  # they say different things about the same


class Pair(SQLModel, table=True):
    """Two memories of which perhaps only one should stay: its owner is asked, once."""

    __tablename__ = "memory_pair"
    __table_args__ = (
        UniqueConstraint("newer_id", "older_id", name="one_pair_each"),
        CheckConstraint("likeness in ('near', 'contrary')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    newer_id: int = Field(foreign_key="memory.id", ondelete="CASCADE")
    older_id: int = Field(foreign_key="memory.id", index=True, ondelete="CASCADE")
    likeness: str = Field(description="A value of Likeness")
    made_at: datetime
    parted_at: datetime | None = Field(default=None, description="When somebody said that both stay")


class Pause(SQLModel, table=True):
    """While it is there, nothing that this member tells is remembered."""

    __tablename__ = "memory_pause"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    family_id: int = Field(foreign_key="family.id", index=True)
    since: datetime


class WholeVector(SQLModel, table=True):
    """A text's meaning as its model made it. The virtual table beside it keeps the signs alone."""

    __tablename__ = "memory_meaning"

    memory_id: int = Field(primary_key=True, foreign_key="memory.id", ondelete="CASCADE")
    family_id: int = Field(foreign_key="family.id")
    vector: bytes


# Virtual tables, made by a migration; the metadata does not know them.
WORDS, PARTS = (
    table(name, column("rowid"), column("text"), column("rank"), column(name))
    for name in ("memory_words", "memory_words_parts")
)
CHAT_WORDS = table("chat_words", column("rowid"), column("text"), column("chat_words"))
SIGNS = table(
    "memory_vectors",
    *[column(name) for name in ("memory_id", "audience", "owner_id", "signs", "distance", "k")],
)


class Sees(StrEnum):
    """What parents may see of a chat that a child or a teenager has with the house."""

    NOTHING = "nothing"
    TOPICS = "topics"  # when, and about what: no word of it
    EVERYTHING = "everything"


class ChatRules(SQLModel, table=True):
    """One row a family, as soon as it decides something; what is written here counts until then."""

    __tablename__ = "chat_rules"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", unique=True)
    keep_days: int = Field(default=365, description="Without a new word; 0: until somebody deletes them")
    parents_see_child: str = Field(default=Sees.TOPICS.value, description="A value of Sees")
    parents_see_teen: str = Field(default=Sees.NOTHING.value, description="A value of Sees")
    child_since: datetime | None = Field(default=None, description="When that was changed last")
    teen_since: datetime | None = None
    help_lines: str = Field(default="", description="Said in a crisis; empty: the house's own words")
    changed_by: int = Field(default=0, description="0: nobody has yet")
    changed_at: datetime | None = None

    def parents_see(self, role: Role) -> Sees:
        """Of what somebody of this role says: grown-ups and guests keep their chats to themselves."""
        seen = {Role.CHILD: self.parents_see_child, Role.TEEN: self.parents_see_teen}
        return Sees(seen.get(role, Sees.NOTHING))

    def seen_since(self, role: Role) -> datetime | None:
        return {Role.CHILD: self.child_since, Role.TEEN: self.teen_since}.get(role)


class Conversation(SQLModel, table=True):
    """Until it is renamed its title is its first question, read from there: forgotten texts leave no copy."""

    __tablename__ = "conversation"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    started_at: datetime
    last_at: datetime = Field(index=True)
    title: str = Field(default="", description="As its member renamed it")
    unread: bool = Field(default=False, description="An answer came that its member has not seen yet")


class ChatReading(SQLModel, table=True):
    """A parent has read a child's chat: the child is shown it."""

    __tablename__ = "chat_reading"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    conversation_id: int = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    reader_id: int = Field(foreign_key="member.id")
    at: datetime


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
    fits: list[str] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False, server_default="[]"),
        description="How each of them fits: a value of Fit",
    )
    undo_href: str = Field(default="", index=True)
    undone_at: datetime | None = None
    link: str = ""
    at: datetime
    parents_see: str = Field(
        default=Sees.NOTHING.value, description="A value of Sees: what was the rule when it was said"
    )
    reworded_at: datetime | None = Field(
        default=None, description="Asked differently afterwards; what was done for it stays done"
    )
    about_id: int | None = Field(default=None, description="The member whom it concerns")
    asks: dict[str, object] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False), description="A value of Question"
    )
    chosen: int = Field(default=0, description="Which of its choices was taken; 0: none yet")


class Confirmation(SQLModel, table=True):
    """One call that waits for a tap: these arguments, this member, this browser or key, once, for a while."""

    __tablename__ = "confirmation"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    hold: str = Field(description="The browser's session or the key that asked")
    conversation_id: int = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    utterance_id: int = Field(foreign_key="utterance.id", index=True, unique=True, ondelete="CASCADE")
    tool: str
    args: str = Field(description="Canonical JSON; empty once it is over")
    args_hash: str = Field(description="Of the tool with its arguments: what the button was shown for")
    made_at: datetime
    expires_at: datetime
    taken_at: datetime | None = None
    declined_at: datetime | None = None


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
