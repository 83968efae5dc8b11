"""What a chore wants to see, and what of it this viewer may tick off, show and look at."""

from dataclasses import dataclass

from appliance.chores.policy import may_complete, may_see_photo
from appliance.chores.queries import Duty
from appliance.chores.rules.proof import left_to_tick
from appliance.chores.rules.states import State, is_time
from appliance.core.work import Reading


@dataclass(frozen=True)
class Proof:
    """`details`: how it is done. `left`: steps still to tick off. `ready`: for `I did it`."""

    details: str
    left: int
    lists: bool  # its steps matter still
    ticks: bool
    sends: bool  # the photo comes from this viewer
    sees: bool
    ready: bool


def proof_of(look: Reading, duty: Duty, details: str) -> Proof:
    viewer = look.viewer
    theirs = may_complete(viewer, duty.member_id, duty.people) and not (duty.grabs and not viewer.cares)
    now = duty.is_to_do and is_time(duty.day, look.today)
    left = len(left_to_tick(duty.steps, duty.ticks))
    return Proof(
        details=details,
        left=left,
        lists=bool(duty.steps) and (duty.is_to_do or duty.state is State.WAITING),
        ticks=theirs and now,
        sends=duty.photo and theirs and now and duty.is_for(viewer.member_id),
        sees=duty.picture_of_it is not None and may_see_photo(viewer, duty.member_id, duty.done_by),
        ready=viewer.cares or not duty.wants_proof,
    )
