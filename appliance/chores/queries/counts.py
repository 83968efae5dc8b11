"""How many chores were done, and when. The young see their own numbers only: nobody is compared."""

from typing import cast

from sqlalchemy import ColumnElement, Integer, String, case
from sqlalchemy import cast as as_type
from sqlmodel import and_, col, func, or_, select

from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import may_see_counts
from appliance.chores.rules.counts import Counted, Outcome, Span
from appliance.chores.rules.states import TO_DO, State
from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Reading


async def counts_of(look: Reading, span: Span, member_id: int | None = None) -> list[Counted]:
    """What was due from the span's first day until now: everyone's for a parent, else the viewer's own."""
    whose = _whose(look.viewer, member_id)
    step, effort, outcome = _step(span), col(Chore.effort), _outcome(look)
    wanted = [col(Occurrence.assignee_id) == whose] if whose else []
    rows = (
        select(Occurrence.assignee_id, step, effort, outcome, func.count())  # type: ignore[call-overload]
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.family_id == look.viewer.family_id, *wanted)
        .where(col(Occurrence.due_local).between(span.first, look.today))
        .where(col(Occurrence.assignee_id).is_not(None), outcome.is_not(None))
        .group_by(Occurrence.assignee_id, step, effort, outcome)
    )
    found = cast(list[tuple[int, int, int, str, int]], (await look.db.exec(rows)).all())
    return [Counted(who, at, effort, Outcome(how), number) for who, at, effort, how, number in found]


def _whose(viewer: Actor, member_id: int | None) -> int | None:
    if viewer.is_parent:
        return member_id
    if not may_see_counts(viewer, viewer.member_id):
        raise NotAllowed(_("How it went is between the children and their parents."))
    return viewer.member_id


def _step(span: Span) -> ColumnElement[int]:
    day = col(Occurrence.due_local)
    if span.by_month:
        text = as_type(day, String)
        year, month = func.substr(text, 1, 4), func.substr(text, 6, 2)
        number = as_type(year, Integer) * 12 + as_type(month, Integer)
        return number - (span.first.year * 12 + span.first.month)
    return as_type(func.julianday(day) - func.julianday(span.first), Integer) // 7


def _outcome(look: Reading) -> ColumnElement[str]:
    state, due_at = col(Occurrence.state), col(Occurrence.due_at)
    done_at = func.coalesce(Occurrence.done_at, Occurrence.approved_at)
    done = state.in_((State.APPROVED, State.WAITING))
    not_done = or_(state == State.MISSED, and_(state.in_(tuple(TO_DO)), due_at <= look.now))
    return case(
        (and_(done, done_at > due_at), Outcome.LATER.value),
        (done, Outcome.IN_TIME.value),
        (not_done, Outcome.NOT_DONE.value),
    )
