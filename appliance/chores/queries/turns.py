"""Who is away, whose turns stand, and what follows from it. Also for a chore that nobody has saved yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, exists, or_, select

from appliance.chores.models import Chore, Occurrence, Pause, StepTaken
from appliance.chores.rules.pauses import Away, last_day, who_is_there
from appliance.chores.rules.repeats import Repeat
from appliance.chores.rules.states import State, Step
from appliance.chores.rules.turns import LATELY, Rotation, Turn, TurnBy, whose_turn
from appliance.core.clock import local_day
from appliance.core.work import Reading
from appliance.household.models import Family

REMEMBERED = 200  # turns
Time = tuple[date, int]
"""A day, and which of the day's times, counted from 0."""


class Planned(Protocol):
    """A chore as it is, or as somebody would like it to be."""

    @property
    def people(self) -> Sequence[int]: ...
    @property
    def way(self) -> str: ...
    @property
    def turn_by(self) -> str: ...
    @property
    def repeat(self) -> Repeat: ...


async def people_ahead(
    look: Reading, plan: Planned, times: Sequence[Time], chore_id: int | None = None
) -> list[tuple[int, ...]]:
    """For a preview: who would do it at each of `times` (in order). Empty: a pause keeps all of them away.

    `chore_id`: the chore that is being changed, whose turns so far count.
    """
    if not times or not plan.people:
        return [() for _time in times]
    if plan.way == "turns":
        by_time = {turn.time: turn for turn in await _turns_of_plan(look, plan, times, chore_id)}
        return [(by_time[time].member_id,) if not by_time[time].pause_id else () for time in times]
    people = plan.people if plan.way in ("each", "pool") else plan.people[:1]
    aways = await aways_since(look, times[0][0])
    return [tuple(who_is_there(aways, people, day)) for day, _nth in times]


async def turns_ahead(
    look: Reading,
    plan: Planned,
    times: Sequence[Time],
    chore: Chore | None = None,
    anew: Collection[int] = (),
) -> list[Turn]:
    """Whose turn each of `times` is. `anew`: occurrences of the chore that do not stand: they are planned."""
    had = await _turns_had(look, chore, anew) if chore else []
    stand = {turn.time: turn for turn in had}
    open_times = [time for time in times if time not in stand]
    standing = [stand[time] for time in times if time in stand]
    if not open_times:
        return standing
    aways = await aways_since(look, min(day for day, _nth in open_times) - LATELY)
    by = TurnBy(plan.turn_by)
    rotation = Rotation(tuple(plan.people), by, plan.repeat, await _week_start(look))
    return [*standing, *whose_turn(rotation, open_times, had, aways)]


async def _turns_of_plan(
    look: Reading, plan: Planned, times: Sequence[Time], chore_id: int | None
) -> list[Turn]:
    if chore_id is None:
        return await turns_ahead(look, plan, times)
    rows = select(Chore).where(Chore.id == chore_id, Chore.family_id == look.viewer.family_id)
    chore = (await look.db.exec(rows)).first()
    anew = [row.id for row in await untouched(look, chore_id, look.today) if row.id is not None]
    return await turns_ahead(look, plan, times, chore, anew)


async def aways_since(look: Reading, since: date) -> list[Away]:
    """Of the viewer's family: what is on since that day, or will be."""
    found = await look.db.exec(
        select(Pause)
        .where(Pause.family_id == look.viewer.family_id)
        .where(or_(col(Pause.last).is_(None), col(Pause.last) >= since))
        .order_by(col(Pause.id))
    )
    return [_away(pause, look.viewer.zone) for pause in found.all()]


async def untouched(look: Reading, chore_id: int, since: date | None = None) -> Sequence[Occurrence]:
    """Open, or free because of a pause, and as they were made: nobody has begun, shown or given any."""
    pauses_only = col(StepTaken.step) == Step.PAUSE
    begun = exists().where(
        col(StepTaken.occurrence_id) == Occurrence.id, col(StepTaken.undone_at).is_(None), ~pauses_only
    )
    up_for_grabs = and_(col(Occurrence.assignee_id).is_(None), col(Occurrence.ticks) == [])
    rows = (
        select(Occurrence)
        .where(Occurrence.chore_id == chore_id, Occurrence.family_id == look.viewer.family_id)
        .where(or_(col(Occurrence.state) == State.OPEN, paused()), or_(up_for_grabs, ~begun))
        .where(col(Occurrence.photo).is_(None))
    )
    if since is not None:
        rows = rows.where(col(Occurrence.due_local) >= since)
    return (await look.db.exec(rows.order_by(col(Occurrence.due_local), col(Occurrence.nth)))).all()


def paused() -> ColumnElement[bool]:
    return and_(col(Occurrence.state) == State.EXCUSED, col(Occurrence.pause_id).is_not(None))


async def _turns_had(look: Reading, chore: Chore, anew: Collection[int]) -> list[Turn]:
    found = await look.db.exec(
        select(Occurrence)
        .where(Occurrence.chore_id == chore.id, Occurrence.slot == 0, col(Occurrence.id).not_in(anew))
        .where(col(Occurrence.assignee_id).is_not(None))
        .order_by(col(Occurrence.due_local).desc(), col(Occurrence.nth).desc())
        .limit(REMEMBERED)
    )
    rows = found.all()
    first = await _whose_at_first(look, [row.id for row in rows if row.id is not None])
    return [_turn(row, chore, first) for row in rows]


async def _whose_at_first(look: Reading, ids: Sequence[int]) -> Mapping[int, int]:
    """Handed over, it stays the turn of whoever had it: a favour does not cost one's own next turn."""
    found = await look.db.exec(
        select(StepTaken)
        .where(col(StepTaken.occurrence_id).in_(ids), col(StepTaken.undone_at).is_(None))
        .order_by(col(StepTaken.id).desc())
    )
    befores = {step.occurrence_id: step.before for step in found.all() if step.before.get("assignee_id")}
    return {number: int(str(before["assignee_id"])) for number, before in befores.items()}


def _turn(row: Occurrence, chore: Chore, first: Mapping[int, int]) -> Turn:
    not_done = row.state in (State.SKIPPED, State.MISSED)
    counts = row.state != State.EXCUSED and (chore.skip_passes or not not_done)
    whose = first.get(row.id or 0, row.assignee_id or 0)
    return Turn(row.due_local, row.nth, whose, counts, row.pause_id if row.state == State.EXCUSED else None)


async def _week_start(look: Reading) -> int:
    """The family's: each member may look at their own week."""
    found = await look.db.exec(select(Family.week_start).where(Family.id == look.viewer.family_id))
    return found.one()


def _away(pause: Pause, zone: str) -> Away:
    ended = local_day(pause.ended_at, zone) if pause.ended_at else None
    return Away(pause.id or 0, pause.member_id, pause.first, last_day(pause.last, ended))
