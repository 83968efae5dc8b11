"""Which step is legal from which state, and when a thing counts as late."""

from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    WAITING = "waiting"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    MISSED = "missed"
    SKIPPED = "skipped"
    EXCUSED = "excused"


TO_DO = frozenset({State.OPEN, State.CLAIMED, State.SENT_BACK})
GOING_ON = TO_DO | {State.WAITING}


class Step(StrEnum):
    COMPLETE = "complete"
    APPROVE = "approve"
    SEND_BACK = "send back"
    MISS = "miss"


LEGAL = {
    Step.COMPLETE: TO_DO,
    # A parent may say yes to what nobody ticked off, and to what was found done a day later.
    Step.APPROVE: GOING_ON | {State.MISSED},
    Step.SEND_BACK: {State.WAITING},
    Step.MISS: TO_DO,
}


def may(step: Step, state: State) -> bool:
    return state in LEGAL[step]


def is_time(day: date, today: date) -> bool:
    """What is due on a later day cannot be done yet."""
    return day <= today


def is_late(state: State, due_at: datetime, now: datetime) -> bool:
    return state in TO_DO and now >= due_at


def approval_cause(occurrence_id: int, round_: int) -> str:
    return f"occurrence:{occurrence_id}:{round_}"
