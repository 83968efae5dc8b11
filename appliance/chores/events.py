"""What happens to chores, told to whoever listens. `day` is the family's day the occurrence was due."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreAdded(Event):
    topic: ClassVar[str] = "chores"
    chore_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreChanged(ChoreAdded):
    """Also when it is brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChorePutAway(ChoreChanged):
    """It is done no more; what was done stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceEvent(Event):
    topic: ClassVar[str] = "chores"
    occurrence_id: int
    chore_id: int
    title: str
    member_id: int  # whose chore it is


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceClaimed(OccurrenceEvent):
    """Somebody takes one that was up for grabs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceReleased(OccurrenceEvent):
    """Up for grabs again; `member_id` had taken it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceCompleted(OccurrenceEvent):
    """Said to be done. `waiting` is False where the chore approves by itself."""

    points: int
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionUndone(OccurrenceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceApproved(OccurrenceEvent):
    """`cause` is unique for this approval: whoever pays uses it as the key of the payment."""

    points: int
    bonus_minutes: int
    day: date
    cause: str
    by_member_id: int  # 0 where the chore approved by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalUndone(OccurrenceEvent):
    """`cause` is that of the approval taken back: whatever it paid is reversed."""

    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceSentBack(OccurrenceEvent):
    by_member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnUndone(OccurrenceEvent):
    """A send-back was taken back: it waits for a parent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceSkipped(OccurrenceEvent):
    by_member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceExcused(OccurrenceEvent):
    by_member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUndone(OccurrenceEvent):
    """A step that has no event of its own for this was taken back."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceMissed(OccurrenceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrencesMade(Event):
    topic: ClassVar[str] = "chores"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseEvent(Event):
    topic: ClassVar[str] = "chores"
    pause_id: int
    member_id: int  # 0: the whole family


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseBegun(PauseEvent):
    """Noted: its days may lie ahead."""

    kind: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseChanged(PauseEvent):
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseEnded(PauseEvent):
    """By a parent, or by the clock after its last day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarShared(Event):
    """Somebody's chores can be read under a secret link."""

    topic: ClassVar[str] = "chores"
    feed_id: int
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarUnshared(CalendarShared):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceOffered(OccurrenceEvent):
    """A child asks another one to do it. `member_id` has it until they say yes."""

    to_member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn(OccurrenceOffered):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined(OccurrenceOffered):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceHandedOver(OccurrenceEvent):
    """`member_id` does it now: they agreed, or a parent gave it to them. 0 had it where nobody did."""

    from_member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked(OccurrenceEvent):
    """One step of a check list, counted from 0, was ticked off, or the tick was taken away."""

    step: int
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAdded(OccurrenceEvent):
    """In the place of the one before, if there was one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRemoved(OccurrenceEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosForgotten(Event):
    """Photos whose time was over."""

    topic: ClassVar[str] = "chores"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalEvent(Event):
    topic: ClassVar[str] = "chores"
    proposal_id: int
    member_id: int  # who had the idea
    title: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreProposed(ProposalEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWithdrawn(ProposalEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAccepted(ProposalEvent):
    """It became a chore; its title and points may be others than what was proposed."""

    chore_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDeclined(ProposalEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReopened(ProposalEvent):
    """A parent took the answer back: it waits again."""
