"""The one way in which an occurrence changes: a conditional update, and a line in its log."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypedDict

from sqlalchemy import update
from sqlmodel import col, select

from appliance.chores.models import Chore, Occurrence, StepTaken
from appliance.chores.rules.states import LEGAL, State, Step, instead
from appliance.core.errors import NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Reading, Work

COUNTERS = frozenset(
    {"round"}
)  # an approval that was taken back keeps its number: each has a cause of its own


NOBODY_ASKED: Mapping[str, object] = {"offered_to": None, "offered_at": None}
"""Columns of an occurrence that nobody is asked to take over."""


class About(TypedDict):
    """The fields that every event of an occurrence carries."""

    family_id: int
    occurrence_id: int
    chore_id: int
    title: str
    member_id: int


def about(occurrence: Occurrence) -> About:
    assert occurrence.id is not None
    return About(
        family_id=occurrence.family_id,
        occurrence_id=occurrence.id,
        chore_id=occurrence.chore_id,
        title=occurrence.title,
        member_id=occurrence.assignee_id or 0,
    )


async def occurrence_of(look: Reading, occurrence_id: int) -> tuple[Occurrence, Chore]:
    found = await look.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.id == occurrence_id, Occurrence.family_id == look.viewer.family_id)
    )
    row = found.first()
    if row is None:
        raise NotFound(_("We could not find that chore."))
    return row[0], row[1]


async def change(
    work: Work, occurrence: Occurrence, step: Step, said: str = "", /, **values: object
) -> StepTaken:
    """Writes `values` where `step` is legal (`LEGAL`), and logs what these columns were before.

    With `state` among them `since` and `state_by` follow. `said` is the word that the log keeps. Refuses,
    telling what became of it, where the row has left the legal states or was decided anew.
    """
    if "state" in values:
        values |= {"since": work.now, "state_by": work.actor.member_id}
    taken = _taken(work, occurrence, step, said, values)
    if not await write_where(work, occurrence, LEGAL[step], values):
        raise RuleBroken(instead(step, State(occurrence.state)))
    work.db.add(taken)
    await work.db.flush()
    return taken


async def change_all(
    work: Work, rows: Sequence[Occurrence], step: Step, said: str = "", /, **values: object
) -> list[Occurrence]:
    """The same for many, as they were read in this same work; those that have left the legal states stay."""
    if "state" in values:
        values |= {"since": work.now, "state_by": work.actor.member_id}
    legal = [row for row in rows if row.state in LEGAL[step]]
    work.db.add_all(_taken(work, row, step, said, values) for row in legal)
    for some in _batches([row.id for row in legal]):
        await work.db.exec(
            update(Occurrence)
            .where(col(Occurrence.id).in_(some), col(Occurrence.state).in_(LEGAL[step]))
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        again = select(Occurrence).where(col(Occurrence.id).in_(some))
        (await work.db.exec(again.execution_options(populate_existing=True))).all()
    return legal


async def write_where(
    work: Work, occurrence: Occurrence, legal: frozenset[State], values: dict[str, object]
) -> bool:
    """False where it is no longer as it was seen."""
    changed = await work.db.exec(
        update(Occurrence)
        .where(col(Occurrence.id) == occurrence.id, col(Occurrence.round) == occurrence.round)
        .where(col(Occurrence.state).in_(legal))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount:
        await work.db.refresh(occurrence)
    return bool(changed.rowcount)


def _taken(
    work: Work, occurrence: Occurrence, step: Step, said: str, values: Mapping[str, object]
) -> StepTaken:
    return StepTaken(
        family_id=occurrence.family_id,
        occurrence_id=occurrence.id or 0,
        step=step.value,
        by_member_id=work.actor.member_id,
        at=work.now,
        note=said,
        before={name: _kept(getattr(occurrence, name)) for name in values if name not in COUNTERS},
    )


def columns_of(before: Mapping[str, object]) -> dict[str, object]:
    """What the log kept, as the columns take it."""
    return {name: _moment(value) if _is_moment(name) else value for name, value in before.items()}


def _batches(ids: Sequence[int | None]) -> Iterator[Sequence[int | None]]:
    """SQLite takes so many values in one statement, and no more."""
    return (ids[first : first + 500] for first in range(0, len(ids), 500))


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _is_moment(name: str) -> bool:
    return name == "since" or name.endswith("_at")


def _moment(value: object) -> object:
    """A migration writes them as SQLite holds them: in UTC, without saying so."""
    if not isinstance(value, str):
        return value
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
