"""Which step is legal from which state, and when a thing counts as late."""

from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    WAITING = "waiting"
    APPROVED = "approved"
    MISSED = "missed"


class Step(StrEnum):
    CLAIM = "claim"
    APPROVE = "approve"
    SEND_BACK = "send back"
    MISS = "miss"


LEGAL = {
    Step.CLAIM: {State.OPEN},
    # A parent may say yes to what nobody ticked off, and to what was found done a day later.
    Step.APPROVE: {State.OPEN, State.WAITING, State.MISSED},
    Step.SEND_BACK: {State.WAITING},
    Step.MISS: {State.OPEN},
}


def may(step: Step, state: State) -> bool:
    return state in LEGAL[step]


def is_time(day: date, today: date) -> bool:
    """What is due on a later day cannot be done yet."""
    return day <= today


def is_late(state: State, due_at: datetime, now: datetime) -> bool:
    return state is State.OPEN and now >= due_at


def approval_cause(occurrence_id: int, round_: int) -> str:
    return f"occurrence:{occurrence_id}:{round_}"
