"""The last step, taken back by whoever took it."""

from appliance.chores.actions.making import unmake_following
from appliance.chores.actions.steps import about, change, occurrence_of
from appliance.chores.events import ApprovalUndone, CompletionUndone, ReturnUndone
from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import may_take_back, may_undo_completion
from appliance.chores.rules.repeats import Mode, read_repeat
from appliance.chores.rules.states import State, approval_cause
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

UNAPPROVED = {"approved_by": None, "approved_at": None, "paid": 0, "paid_minutes": 0}
NOT_THEIRS = _("Only a parent, or whoever decided it, can take it back.")


async def undo(work: Work, occurrence_id: int) -> Occurrence:
    """A complete, an approval or a send-back. What an approval paid is reversed by whoever paid it."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    if occurrence.state == State.WAITING:
        await _undo_completion(work, occurrence, chore)
    elif occurrence.state == State.APPROVED:
        await _undo_approval(work, occurrence, chore)
    elif occurrence.state == State.SENT_BACK:
        await _undo_return(work, occurrence)
    else:
        raise RuleBroken(_("There is nothing to take back here."))
    return occurrence


async def _undo_completion(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    _was_theirs(work, occurrence)
    facts = about(occurrence)
    await change(work, occurrence, {State.WAITING}, **_not_done_yet(occurrence, chore))
    await work.emit(CompletionUndone(**facts))


async def _undo_approval(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    in_one_step = _saying_so_was_enough(occurrence)
    if not may_take_back(work.actor, occurrence.approved_by):
        if occurrence.approved_by != 0:
            raise NotAllowed(NOT_THEIRS)
        _was_theirs(work, occurrence)
    facts = about(occurrence)
    waits = occurrence.done_at is not None and not in_one_step
    before = {"state": State.WAITING} if waits else _not_done_yet(occurrence, chore)
    await change(work, occurrence, {State.APPROVED}, **before, **UNAPPROVED)
    if read_repeat(chore.repeat).mode is Mode.AFTER_DONE:
        await unmake_following(work, occurrence)
    cause = approval_cause(facts["occurrence_id"], occurrence.round)
    await work.emit(ApprovalUndone(**facts, cause=cause))
    if in_one_step:
        await work.emit(CompletionUndone(**facts))


def _saying_so_was_enough(occurrence: Occurrence) -> bool:
    """It approved itself, or was a parent's own chore."""
    own = occurrence.approved_by == occurrence.done_by == occurrence.assignee_id
    return occurrence.approved_by == 0 or own


async def _undo_return(work: Work, occurrence: Occurrence) -> None:
    if not may_take_back(work.actor, occurrence.returned_by):
        raise NotAllowed(NOT_THEIRS)
    before = {"returned_by": None, "returned_at": None, "note": ""}
    await change(work, occurrence, {State.SENT_BACK}, state=State.WAITING, **before)
    await work.emit(ReturnUndone(**about(occurrence)))


def _was_theirs(work: Work, occurrence: Occurrence) -> None:
    if not may_undo_completion(work.actor, occurrence.done_by, occurrence.assignee_id):
        raise NotAllowed(_("Only whoever said so can take it back."))


def _not_done_yet(occurrence: Occurrence, chore: Chore) -> dict[str, object]:
    """What was sent back before stays with whoever had it; anything else of a pool is up for grabs again."""
    free = chore.way == "pool"
    if occurrence.returned_at is not None:
        return {"state": State.SENT_BACK}
    before: dict[str, object] = {"state": State.OPEN, "done_by": None, "done_at": None}
    return before | ({"assignee_id": None} if free else {})
