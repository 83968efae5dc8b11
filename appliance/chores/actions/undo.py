"""The last step, taken back by whoever took it: the log has the columns as they were."""

from sqlalchemy import update
from sqlmodel import col, select

from appliance.chores.actions.following import go_back, go_on
from appliance.chores.actions.steps import About, about, columns_of, occurrence_of, write_where
from appliance.chores.events import (
    ApprovalUndone,
    CompletionUndone,
    OccurrenceEvent,
    OccurrenceReleased,
    ReturnUndone,
    StepUndone,
)
from appliance.chores.models import Chore, Occurrence, StepTaken
from appliance.chores.policy import may_undo
from appliance.chores.rules.states import FOR_GOOD, OWN, State, Step, approval_cause, is_over
from appliance.chores.rules.story import Told, last_of
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

NOTHING = _("There is nothing to take back here.")
NOT_THEIRS = _("Only a parent, or whoever decided it, can take it back.")
NOT_SAID = _("Only whoever said so can take it back.")


async def undo(work: Work, occurrence_id: int, step_id: int | None = None) -> Occurrence:
    """The newest step that was not taken back yet; what it paid is reversed by whoever paid it.

    `step_id`: only this one, for a button that was drawn when it was the newest.
    """
    occurrence, chore = await occurrence_of(work, occurrence_id)
    told = await _newest(work, occurrence, chore)
    if step_id is not None and step_id != told.id:
        raise RuleBroken(_("Something else has happened since. Please look again."))
    if not may_undo(work.actor, told.step, told.by, occurrence.assignee_id):
        raise NotAllowed(NOT_SAID if told.step in OWN else NOT_THEIRS)
    facts, ended = about(occurrence), is_over(State(occurrence.state))
    before = columns_of(told.before)
    if not await write_where(work, occurrence, frozenset({State(occurrence.state)}), before):
        raise RuleBroken(NOTHING)
    await _mark(work, told)
    await _follow(work, occurrence, chore, ended)
    for event in _events(facts, told, occurrence.round):
        await work.emit(event)
    return occurrence


async def _newest(work: Work, occurrence: Occurrence, chore: Chore) -> Told:
    found = await work.db.exec(
        select(StepTaken)
        .where(StepTaken.occurrence_id == occurrence.id, col(StepTaken.undone_at).is_(None))
        .order_by(col(StepTaken.id).desc())
        .limit(1)
    )
    taken = found.first()
    told = _told(taken) if taken else last_of(occurrence, occurrence.assignee_id, chore.way)
    if told is None or told.step in FOR_GOOD or _has_moved_on(occurrence, told):
        raise RuleBroken(NOTHING)
    return told


def _told(taken: StepTaken) -> Told:
    return Told(Step(taken.step), taken.by_member_id, taken.at, taken.note, id=taken.id, before=taken.before)


def _has_moved_on(occurrence: Occurrence, told: Told) -> bool:
    """Something that is not in the log has changed its state since."""
    return told.id is not None and "state" in told.before and occurrence.since != told.at


async def _mark(work: Work, told: Told) -> None:
    if told.id is None:
        return
    await work.db.exec(
        update(StepTaken)
        .where(col(StepTaken.id) == told.id, col(StepTaken.undone_at).is_(None))
        .values(undone_by=work.actor.member_id, undone_at=work.now)
    )


async def _follow(work: Work, occurrence: Occurrence, chore: Chore, ended: bool) -> None:
    over = is_over(State(occurrence.state))
    if ended and not over:
        await go_back(work, occurrence, chore)
    elif over and not ended:
        await go_on(work, chore)


def _events(facts: About, told: Told, round_: int) -> list[OccurrenceEvent]:
    approval = ApprovalUndone(**facts, cause=approval_cause(facts["occurrence_id"], round_))
    if told.step is Step.FINISH:
        return [approval, CompletionUndone(**facts)]
    known: dict[Step, OccurrenceEvent] = {
        Step.APPROVE: approval,
        Step.COMPLETE: CompletionUndone(**facts),
        Step.SEND_BACK: ReturnUndone(**facts),
        Step.CLAIM: OccurrenceReleased(**facts),
    }
    return [known.get(told.step, StepUndone(**facts, step=told.step.value))]
