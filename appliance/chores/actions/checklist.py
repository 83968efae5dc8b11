"""The steps of a chore, ticked off one by one.

A tick is no step in the log of an occurrence: the same verb takes it away, and an undo leaves it as it is.
"""

from collections.abc import Sequence

from sqlmodel import col, select

from appliance.chores.actions.proof import must_be_theirs
from appliance.chores.actions.steps import about, occurrence_of, write_where
from appliance.chores.actions.whose import its_day
from appliance.chores.events import StepTicked
from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.proof import ticks_after
from appliance.chores.rules.states import GOING_ON, INSTEAD, TO_DO, State
from appliance.core.errors import NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work


async def tick_step(work: Work, occurrence_id: int, step: int, *, ticked: bool = True) -> Occurrence:
    """`step` counts from 0. Ticking what is ticked changes nothing."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    must_be_theirs(work.actor, occurrence, chore)
    its_day(work, occurrence)
    if not 0 <= step < len(chore.steps):
        raise NotFound(_("There is no such step."))
    ticks = sorted({*occurrence.ticks, step} if ticked else {*occurrence.ticks} - {step})
    if ticks != occurrence.ticks:
        await write_down(work, occurrence, ticks=ticks)
        await work.emit(StepTicked(**about(occurrence), step=step, ticked=ticked))
    return occurrence


async def write_down(work: Work, occurrence: Occurrence, **values: object) -> None:
    """While it is still to be done; what is decided or waits keeps what was shown of it."""
    if not await write_where(work, occurrence, TO_DO, values):
        raise RuleBroken(INSTEAD[State(occurrence.state)])


async def carry_ticks(work: Work, chore: Chore, steps: Sequence[str]) -> None:
    """A parent changes the list to `steps`: what is going on keeps its ticks where they still fit."""
    found = await work.db.exec(
        select(Occurrence).where(Occurrence.chore_id == chore.id, col(Occurrence.state).in_(GOING_ON))
    )
    for occurrence in found.all():
        if occurrence.ticks:
            occurrence.ticks = ticks_after(chore.steps, occurrence.ticks, steps)
            work.db.add(occurrence)
