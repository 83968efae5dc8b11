"""A parent ends what was not done: skipped, excused, or let go as missed."""

from appliance.chores.actions.following import go_on
from appliance.chores.actions.steps import about, change, occurrence_of
from appliance.chores.actions.whose import its_day
from appliance.chores.events import OccurrenceExcused, OccurrenceMissed, OccurrenceSkipped
from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import may_end
from appliance.chores.rules.states import State, Step
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work


async def skip(work: Work, occurrence_id: int, note: str = "") -> Occurrence:
    """Not this time. Whether it counts as the turn of whoever had it, the chore says."""
    occurrence, chore = await _asked(work, occurrence_id, note)
    await _end(work, occurrence, Step.SKIP, State.SKIPPED, note)
    await go_on(work, chore)
    await work.emit(OccurrenceSkipped(**about(occurrence), by_member_id=work.actor.member_id))
    return occurrence


async def excuse(work: Work, occurrence_id: int, note: str = "") -> Occurrence:
    """It did not have to be done: no streak ends here. Also later, of what was missed already."""
    occurrence, chore = await _asked(work, occurrence_id, note)
    await _end(work, occurrence, Step.EXCUSE, State.EXCUSED, note)
    await go_on(work, chore)
    await work.emit(OccurrenceExcused(**about(occurrence), by_member_id=work.actor.member_id))
    return occurrence


async def let_go(work: Work, occurrence_id: int, note: str = "") -> Occurrence:
    """Missed, said by a parent who does not wait for the clock."""
    occurrence, chore = await _asked(work, occurrence_id, note)
    its_day(work, occurrence)
    await _end(work, occurrence, Step.LET_GO, State.MISSED, note)
    await go_on(work, chore)
    await work.emit(OccurrenceMissed(**about(occurrence)))
    return occurrence


async def _asked(work: Work, occurrence_id: int, note: str) -> tuple[Occurrence, Chore]:
    occurrence, chore = await occurrence_of(work, occurrence_id)
    if not may_end(work.actor):
        raise NotAllowed(_("Only a parent can decide that."))
    if len(note) > 200:
        raise Invalid(_("Not saved yet."), {"note": _("Please say it in at most 200 letters.")})
    return occurrence, chore


async def _end(work: Work, occurrence: Occurrence, step: Step, state: State, note: str) -> None:
    await change(work, occurrence, step, note.strip(), state=state, note=note.strip())
