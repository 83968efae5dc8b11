"""Many days at once, with no more of each chore than a small square of a calendar can show."""

from datetime import date, datetime
from typing import NamedTuple, cast

from sqlmodel import col, select

from appliance.chores.models import Chore, Occurrence
from appliance.chores.queries import FAMILY, FIRST, IN_ORDER, LAST
from appliance.chores.rules.states import State, is_late
from appliance.core.work import Reading


class Due(NamedTuple):
    """`member_id` is None while it is up for grabs among `people`."""

    id: int
    chore_id: int
    title: str
    day: date
    member_id: int | None
    people: tuple[int, ...]
    state: State
    late: bool


COLUMNS = (
    *(col(Occurrence.id), col(Occurrence.chore_id), col(Occurrence.title), col(Occurrence.due_local)),
    *(col(Occurrence.assignee_id), col(Occurrence.state), col(Occurrence.due_at), col(Chore.people)),
)
SHORTLY = (
    select(*COLUMNS)  # type: ignore[call-overload]
    .join(Chore, col(Chore.id) == Occurrence.chore_id)
    .where(col(Occurrence.family_id) == FAMILY, col(Occurrence.due_local).between(FIRST, LAST))
    .order_by(*IN_ORDER)
)


async def due_between(look: Reading, first: date, last: date) -> list[Due]:
    asked = {"family": look.viewer.family_id, "first": first, "last": last}
    return [_due(row, look.now) for row in await look.db.exec(SHORTLY, params=asked)]


def _due(row: tuple[object, ...], now: datetime) -> Due:
    number, chore_id, title, day, member_id, state_name, due_at, people = row
    state = State(cast(str, state_name))
    late = is_late(state, cast(datetime, due_at), now)
    return Due(number, chore_id, title, day, member_id, tuple(cast(list[int], people)), state, late)  # type: ignore[arg-type]
