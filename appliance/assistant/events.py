"""What happens to memories, chats and chat models. No text is a field: the audit keeps none of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryEvent(Event):
    topic: ClassVar[str] = "memory"
    memory_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySaved(MemoryEvent):
    owner_id: int
    visible_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryCorrected(MemoryEvent):
    """`memory_id` now stands for `corrects`."""

    corrects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryForgotten(MemoryEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryShown(MemoryEvent):
    """Others may see it now, or may no longer."""

    visible_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryToldAgain(MemoryEvent):
    """Nothing new was kept but that somebody told it once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryConfirmed(MemoryEvent):
    """It is still right, or a guess was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryEnds(MemoryEvent):
    """`ends_at` is None where it holds for good again."""

    ends_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoriesJoined(MemoryEvent):
    """`memory_id` stays; `joined` is its history now."""

    joined: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoriesParted(MemoryEvent):
    """Both stay, and nobody is asked about them again."""

    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberingPaused(Event):
    topic: ClassVar[str] = "memory"
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberingResumed(Event):
    topic: ClassVar[str] = "memory"
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoriesErased(Event):
    """All that a member had told, with every earlier wording."""

    topic: ClassVar[str] = "memory"
    member_id: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorsMade(Event):
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatEvent(Event):
    topic: ClassVar[str] = "chat"
    conversation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(ChatEvent):
    utterance_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven(ChatEvent):
    utterance_id: int
    by: str
    tool: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCalled(ChatEvent):
    """Each call, also what was only looked up, refused or proposed. `by`: instant, model, choice, tap.

    What it was called with is not kept here: it may be private.
    """

    tool: str
    outcome: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationDeleted(ChatEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersInterrupted(Event):
    topic: ClassVar[str] = "chat"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModelEvent(Event):
    topic: ClassVar[str] = "chat"
    model_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSetAside(Event):
    """The house fell more than once while it was at work. `kind`: chat or embedding."""

    topic: ClassVar[str] = "chat"
    file: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsLetTry(Event):
    """What was set aside may be used again."""

    topic: ClassVar[str] = "chat"
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModelAdded(ChatModelEvent):
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModelUsed(ChatModelEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatModelRemoved(ChatModelEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRulesChanged(Event):
    """From now on; `keep_days` 0: until somebody deletes them."""

    topic: ClassVar[str] = "chat"
    keep_days: int
    parents_see_child: str
    parents_see_teen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRenamed(ChatEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSeen(ChatEvent):
    """Its member has read the answers that came since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain(ChatEvent):
    """The last question, as it was or in other words: its answer waits anew."""

    utterance_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatsErased(Event):
    """All of that member's, by themselves."""

    topic: ClassVar[str] = "chat"
    member_id: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRead(ChatEvent):
    """By a parent, who may; `member_id`: whose chat it is."""

    member_id: int
