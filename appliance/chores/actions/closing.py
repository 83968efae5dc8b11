"""What was not done comes to its end by the clock, as the chore says."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, exists, or_, select

from appliance.chores.actions.following import go_on
from appliance.chores.actions.steps import about, change_all
from appliance.chores.events import OccurrenceMissed
from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.repeats import Mode, read_repeat
from appliance.chores.rules.states import TO_DO, State, Step
from appliance.core.work import Work


async def close_missed(work: Work) -> int:
    """What is dropped, at its time; anything else when the next one of it comes up, so that none piles up.

    What is done once or some days after it was done has no next one: it stays until it is done. What a parent
    sent back was there in time: it is not dropped for that.
    """
    dropped = and_(col(Chore.overdue) == "drop", col(Occurrence.state) != State.SENT_BACK)
    found = await work.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.family_id == work.actor.family_id, col(Occurrence.state).in_(TO_DO))
        .where(col(Occurrence.due_at) <= work.now)
        .where(or_(dropped, _next_is_up(work)))
        .order_by(col(Occurrence.due_at), col(Occurrence.id))
    )
    over = [(row, chore) for row, chore in found.all() if _is_over(chore)]
    for occurrence in await change_all(work, [row for row, _chore in over], Step.MISS, state=State.MISSED):
        await work.emit(OccurrenceMissed(**about(occurrence)))
    for chore in {chore.id: chore for _row, chore in over}.values():
        await go_on(work, chore)
    return len(over)


def _is_over(chore: Chore) -> bool:
    return chore.overdue == "drop" or read_repeat(chore.repeat).mode is Mode.SCHEDULE


def _next_is_up(work: Work) -> ColumnElement[bool]:
    """Its day has begun, or it is due itself where a day has several."""
    later = aliased(Occurrence)
    another_day = and_(col(later.due_local) > col(Occurrence.due_local), col(later.due_local) <= work.today)
    that_day = and_(
        col(later.due_local) == col(Occurrence.due_local),
        col(later.nth) > col(Occurrence.nth),
        col(later.due_at) <= work.now,
    )
    same = and_(col(later.chore_id) == col(Occurrence.chore_id), col(later.slot) == col(Occurrence.slot))
    return exists().where(same, or_(another_day, that_day))
