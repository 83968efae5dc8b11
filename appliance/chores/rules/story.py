"""What an occurrence's own columns tell of it, where its log says nothing: rows from before there was one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from appliance.chores.rules.states import State, Step


class Telling(Protocol):
    """An occurrence or a duty."""

    @property
    def state(self) -> str: ...
    @property
    def done_by(self) -> int | None: ...
    @property
    def done_at(self) -> datetime | None: ...
    @property
    def approved_by(self) -> int | None: ...
    @property
    def approved_at(self) -> datetime | None: ...
    @property
    def returned_by(self) -> int | None: ...
    @property
    def returned_at(self) -> datetime | None: ...
    @property
    def note(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """One step, and the columns as they were before it. `id` is None where the log does not have it."""

    step: Step
    by: int
    at: datetime | None
    note: str = ""
    id: int | None = None
    before: Mapping[str, object] = field(default_factory=dict)
    undone_by: int | None = None
    undone_at: datetime | None = None


def last_of(row: Telling, assignee_id: int | None, way: str) -> Told | None:
    """The newest step that can be taken back."""
    if row.state == State.WAITING:
        return Told(Step.COMPLETE, row.done_by or 0, row.done_at, before=_not_done(row, way))
    if row.state == State.SENT_BACK:
        waits = _waits(row) | {"returned_by": None, "returned_at": None, "note": ""}
        return Told(Step.SEND_BACK, row.returned_by or 0, row.returned_at, row.note, before=waits)
    if row.state != State.APPROVED:
        return None
    unpaid = {"approved_by": None, "approved_at": None, "paid": 0, "paid_minutes": 0}
    own = row.approved_by == row.done_by == assignee_id
    if row.approved_by == 0 or own:
        return Told(Step.FINISH, row.done_by or 0, row.done_at, before=_not_done(row, way) | unpaid)
    before = _waits(row) if row.done_at else _not_done(row, way)
    return Told(Step.APPROVE, row.approved_by or 0, row.approved_at, before=before | unpaid)


def story_of(row: Telling) -> list[Told]:
    """The oldest first."""
    told = []
    if row.returned_at:
        told.append(Told(Step.SEND_BACK, row.returned_by or 0, row.returned_at, row.note))
    if row.done_at:
        told.append(Told(Step.COMPLETE, row.done_by or 0, row.done_at))
    if row.approved_at:
        told.append(Told(Step.APPROVE, row.approved_by or 0, row.approved_at))
    return sorted(told, key=lambda one: str(one.at))


def _waits(row: Telling) -> dict[str, object]:
    return {"state": State.WAITING, "since": row.done_at, "state_by": row.done_by or 0}


def _not_done(row: Telling, way: str) -> dict[str, object]:
    """What was sent back before stays with whoever had it; anything else of a pool is up for grabs again."""
    if row.returned_at is not None:
        return {"state": State.SENT_BACK, "since": row.returned_at, "state_by": row.returned_by or 0}
    before: dict[str, object] = {
        "state": State.OPEN,
        "since": None,
        "state_by": 0,
        "done_by": None,
        "done_at": None,
    }
    return before | ({"assignee_id": None} if way == "pool" else {})
