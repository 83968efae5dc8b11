"""What a chore wants to see and who may do it instead, and what of it this viewer may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appliance.chores.policy import may_complete, may_hand_over, may_offer, may_see_photo, may_withdraw_offer
from appliance.chores.queries import Duty
from appliance.chores.rules.proof import left_to_tick
from appliance.chores.rules.states import State, is_time
from appliance.core.people import YOUNG, Role
from appliance.core.work import Reading
from appliance.household.models import Member


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


@dataclass(frozen=True)
class Giving:
    """`to`: who is asked to take it over. `others`: whom this viewer may ask, or give it to at once."""

    to: Member | None
    me: bool  # this viewer is the one who is asked
    withdraws: bool
    at_once: bool
    others: Sequence[Member]


def giving_of(look: Reading, duty: Duty, people: Mapping[int | None, Member]) -> Giving:
    viewer, live = look.viewer, duty.is_to_do
    to = people.get(duty.offered_to) if duty.offered_to and live else None
    roles = (*YOUNG, Role.PARENT) if may_hand_over(viewer) else YOUNG
    may = may_hand_over(viewer) or (may_offer(viewer, duty.member_id) and to is None)
    home = [one for one in people.values() if one.role in roles and one.left_at is None]
    return Giving(
        to=to,
        me=to is not None and to.id == viewer.member_id,
        withdraws=to is not None and may_withdraw_offer(viewer, duty.member_id),
        at_once=may_hand_over(viewer),
        others=[one for one in home if one.id != duty.member_id] if may and live else [],
    )
