"""What may become of a wish. Pure.

waiting -> granted -> redeemed; waiting -> declined or withdrawn; granted or redeemed -> refunded.
"""

from datetime import timedelta
from enum import StrEnum

from appliance.core.i18n import mark as _


class State(StrEnum):
    WAITING = "waiting"
    GRANTED = "granted"  # promised: the child does not have it yet
    REDEEMED = "redeemed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REFUNDED = "refunded"


REMEMBERED = timedelta(days=60)  # so long a promise stands on the pages: nobody taps every one of them off
ANSWERED_YES = (State.GRANTED, State.REDEEMED)
INSTEAD = {
    State.WAITING: _("This wish still waits for a parent."),
    State.GRANTED: _("A parent has said yes already."),
    State.REDEEMED: _("This was handed over already."),
    State.DECLINED: _("A parent has answered this wish already."),
    State.WITHDRAWN: _("This wish was taken back."),
    State.REFUNDED: _("The points of this wish came back already."),
}


def after_yes(minutes: int) -> State:
    """Minutes are there with the yes: nothing is left to be handed over."""
    return State.REDEEMED if minutes else State.GRANTED


def before_undo(state: str, minutes: int, was_redeemed: bool) -> State | None:
    """Where the undo of the last step leads; None for a wish that only waits."""
    if state == State.REFUNDED:
        return State.REDEEMED if was_redeemed else State.GRANTED
    if state == State.REDEEMED and not minutes:
        return State.GRANTED
    return None if state == State.WAITING else State.WAITING
