"""Which step is legal from which state, and when a thing counts as late."""

from datetime import date, datetime
from enum import StrEnum

from appliance.core.i18n import mark as _


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
NOT_COUNTED = frozenset({State.SKIPPED, State.EXCUSED})  # held against nobody
GOING_ON = TO_DO | {State.WAITING}


class Step(StrEnum):
    """As it stands in the log of an occurrence."""

    CLAIM = "claim"
    RELEASE = "release"
    COMPLETE = "complete"
    FINISH = "finish"  # said to be done, and nobody had to say yes
    APPROVE = "approve"
    SEND_BACK = "send back"
    OFFER = "offer"  # asks somebody else to do it
    WITHDRAW = "withdraw"  # does not ask any more
    ACCEPT = "accept"  # whoever was asked does it
    DECLINE = "decline"
    HAND_OVER = "hand over"  # a parent
    SKIP = "skip"
    EXCUSE = "excuse"
    PAUSE = "pause"  # the house: excused while somebody is away
    LET_GO = "let go"  # a parent: missed
    MISS = "miss"  # the clock
    PUT_AWAY = "put away"  # the chore itself
    LEAVE = "leave"  # whoever it was is not of this family any more


LEGAL = {
    Step.CLAIM: frozenset({State.OPEN}),
    Step.RELEASE: frozenset({State.CLAIMED}),
    Step.COMPLETE: TO_DO,
    Step.FINISH: TO_DO,
    # A parent may say yes to what nobody ticked off, and to what was found done a day later or on a free day.
    Step.APPROVE: GOING_ON | {State.MISSED, State.SKIPPED, State.EXCUSED},
    Step.SEND_BACK: frozenset({State.WAITING}),
    Step.OFFER: TO_DO,
    Step.WITHDRAW: TO_DO,
    Step.ACCEPT: TO_DO,
    Step.DECLINE: TO_DO,
    Step.HAND_OVER: TO_DO,
    Step.SKIP: TO_DO,
    # Who was ill on Tuesday is often only said on Wednesday.
    Step.EXCUSE: TO_DO | {State.MISSED, State.SKIPPED},
    Step.PAUSE: TO_DO | {State.MISSED},
    Step.LET_GO: TO_DO,
    Step.MISS: TO_DO,
    Step.PUT_AWAY: TO_DO,
    Step.LEAVE: GOING_ON,
}
FOR_GOOD = frozenset({Step.MISS, Step.PUT_AWAY, Step.LEAVE, Step.PAUSE})
"""Not taken back: the clock would do it again, nobody comes back by an undo, a pause is ended as a whole."""
OWN = frozenset({Step.CLAIM, Step.RELEASE, Step.COMPLETE, Step.FINISH, Step.OFFER, Step.WITHDRAW})
"""Taken by whoever does the chore, and taken back by them."""

INSTEAD = {
    State.OPEN: _("Nobody has said yet that this is done."),
    State.CLAIMED: _("Nobody has said yet that this is done."),
    State.SENT_BACK: _("This was sent back already."),
    State.SKIPPED: _("This one is skipped."),
    State.EXCUSED: _("Nobody has to do this one."),
    State.WAITING: _("This waits for a parent already."),
    State.APPROVED: _("This is done already."),
    State.MISSED: _("The time for this one is over. A parent can still say yes."),
}
INSTEAD_OF = {
    (Step.CLAIM, State.CLAIMED): _("Somebody else was faster with this one."),
    (Step.CLAIM, State.SENT_BACK): _("Somebody else was faster with this one."),
    (Step.RELEASE, State.OPEN): _("This one is up for grabs already."),
    (Step.RELEASE, State.SENT_BACK): _("This was done once already, so it stays with whoever did it."),
    (Step.LET_GO, State.MISSED): _("The time for this one is over already."),
}


def may(step: Step, state: State) -> bool:
    return state in LEGAL[step]


def instead(step: Step, state: State) -> str:
    """The sentence for a step that came too late or too early."""
    return INSTEAD_OF.get((step, state), INSTEAD[state])


def is_over(state: State) -> bool:
    """Nothing is left to be done or decided."""
    return state not in GOING_ON


def is_time(day: date, today: date) -> bool:
    """What is due on a later day cannot be done yet."""
    return day <= today


def is_late(state: State, due_at: datetime, now: datetime) -> bool:
    return state in TO_DO and now >= due_at


def is_dropped(overdue: str, due_at: datetime, now: datetime) -> bool:
    """Its time is over for good, whether or not the clock has come round to it yet."""
    return overdue == "drop" and now >= due_at


def approval_cause(occurrence_id: int, round_: int) -> str:
    return f"occurrence:{occurrence_id}:{round_}"
