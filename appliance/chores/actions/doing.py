"""`I'll do it`, `somebody else may`, and `I did it`."""

from appliance.chores.actions.deciding import follow_yes, yes
from appliance.chores.actions.proof import must_be_shown
from appliance.chores.actions.steps import NOBODY_ASKED, about, change, occurrence_of
from appliance.chores.actions.whose import asks_for_own, its_day, whose
from appliance.chores.events import OccurrenceClaimed, OccurrenceCompleted, OccurrenceReleased
from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import approves_itself
from appliance.chores.rules.pay import Pay, pay_for
from appliance.chores.rules.states import INSTEAD, State, Step, is_dropped
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work


async def claim(work: Work, occurrence_id: int, member_id: int | None = None) -> Occurrence:
    """Takes one that is up for grabs; `member_id`: for whom a parent or a guest does so."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    asks_for_own(work, occurrence, chore)
    _in_time(work, occurrence, chore)
    if chore.way != "pool":
        raise RuleBroken(_("This one is not up for grabs."))
    who = whose(work, occurrence, chore, member_id)
    taken = {"claimed_by": work.actor.member_id, "claimed_at": work.now, "assignee_id": who}
    await change(work, occurrence, Step.CLAIM, state=State.CLAIMED, **taken)
    await work.emit(OccurrenceClaimed(**about(occurrence)))
    return occurrence


async def release(work: Work, occurrence_id: int) -> Occurrence:
    """What somebody has taken is up for grabs again."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    asks_for_own(work, occurrence, chore)
    facts = about(occurrence)
    free = {"claimed_by": None, "claimed_at": None, "assignee_id": None, **NOBODY_ASKED}
    await change(work, occurrence, Step.RELEASE, state=State.OPEN, **free)
    await work.emit(OccurrenceReleased(**facts))
    return occurrence


async def complete(work: Work, occurrence_id: int, member_id: int | None = None) -> Occurrence:
    """`member_id`: for whom a parent or a guest says so; left out, it is whose chore it is, or the actor."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    asks_for_own(work, occurrence, chore)
    _in_time(work, occurrence, chore)
    must_be_shown(work.actor, occurrence, chore)
    who = whose(work, occurrence, chore, member_id)
    said = {"done_by": work.actor.member_id, "done_at": work.now, "assignee_id": who, **NOBODY_ASKED}
    pay = pay_for(chore.overdue, work.now >= occurrence.due_at, None)
    if pay and approves_itself(work.actor, who, chore.auto_approve):
        await _finish(work, occurrence, chore, pay, said)
        return occurrence
    await change(work, occurrence, Step.COMPLETE, state=State.WAITING, **said)
    await work.emit(OccurrenceCompleted(**about(occurrence), points=occurrence.points, waiting=True))
    return occurrence


async def _finish(
    work: Work, occurrence: Occurrence, chore: Chore, pay: Pay, said: dict[str, object]
) -> None:
    by = 0 if chore.auto_approve else work.actor.member_id
    await change(work, occurrence, Step.FINISH, **said, **yes(work, occurrence, pay, by))
    await work.emit(OccurrenceCompleted(**about(occurrence), points=occurrence.points, waiting=False))
    await follow_yes(work, occurrence, chore)


def _in_time(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    """What came back from a parent is not dropped for it: it was done in time once."""
    its_day(work, occurrence)
    begun = occurrence.state == State.SENT_BACK
    if not begun and is_dropped(chore.overdue, occurrence.due_at, work.now):
        raise RuleBroken(INSTEAD[State.MISSED])
