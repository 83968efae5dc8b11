"""Who may change chores, say that one is done, and decide about it."""

from collections.abc import Sequence

from appliance.chores.rules.states import OWN, Step
from appliance.core.people import YOUNG, Actor


def may_change_chores(actor: Actor) -> bool:
    return actor.is_parent


def may_pause(actor: Actor) -> bool:
    return actor.is_parent


def may_decide(actor: Actor) -> bool:
    return actor.cares


def may_decide_for(actor: Actor, member_id: int) -> bool:
    """Nobody but a parent says yes to themselves."""
    return may_decide(actor) and (actor.is_parent or actor.member_id != member_id)


def may_complete(actor: Actor, assignee_id: int | None, pool: Sequence[int]) -> bool:
    """One's own, or one that is up for grabs in one's pool; whoever looks after the children may say so."""
    if actor.cares:
        return True
    return actor.member_id == assignee_id if assignee_id is not None else actor.member_id in pool


def approves_itself(actor: Actor, assignee_id: int, by_itself: bool) -> bool:
    """A parent's own chore needs no second parent."""
    return by_itself or (actor.is_parent and actor.member_id == assignee_id)


def may_end(actor: Actor) -> bool:
    """Skip, excuse, let go: it touches turns and streaks, so a guest leaves it to the parents."""
    return actor.is_parent


def may_undo(actor: Actor, step: Step, by_member_id: int, assignee_id: int | None) -> bool:
    """A parent any step; whoever's chore it is, or who said so, their own; a guest what they decided."""
    if actor.is_parent:
        return True
    if step in OWN:
        return actor.member_id in (by_member_id, assignee_id)
    if step is Step.DECLINE:
        return actor.member_id == by_member_id
    return actor.is_guest and actor.member_id == by_member_id


def may_see_counts(actor: Actor, member_id: int) -> bool:
    """Parents everybody's, the young their own; a guest is not here to judge."""
    return actor.is_parent or (actor.role in YOUNG and actor.member_id == member_id)


def may_have_calendar(actor: Actor, member_id: int) -> bool:
    """Parents give out anybody's link, a teenager their own: who has it reads the days from outside."""
    return actor.is_parent or (actor.is_teen and actor.member_id == member_id)


def may_offer(actor: Actor, assignee_id: int | None) -> bool:
    """Children ask each other; parents need not ask."""
    return actor.role in YOUNG and actor.member_id == assignee_id


def may_withdraw_offer(actor: Actor, assignee_id: int | None) -> bool:
    return actor.is_parent or actor.member_id == assignee_id


def may_hand_over(actor: Actor) -> bool:
    return actor.is_parent


def may_propose(actor: Actor) -> bool:
    return actor.is_child or actor.is_teen


def may_see_proposal(actor: Actor, member_id: int) -> bool:
    return actor.is_parent or actor.member_id == member_id


def may_answer_proposals(actor: Actor) -> bool:
    return actor.is_parent


def may_see_photo(actor: Actor, assignee_id: int | None, done_by: int | None) -> bool:
    """It may show somebody's room: for whoever looks after the children, and whose chore it is."""
    return actor.cares or actor.member_id in (assignee_id, done_by)


def may_remove_photo(actor: Actor, assignee_id: int | None, to_do: bool) -> bool:
    """Their own as long as nobody has to decide by it; a parent at any time."""
    return actor.is_parent or (to_do and actor.member_id == assignee_id)
