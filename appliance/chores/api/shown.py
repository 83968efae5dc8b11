"""One time that a chore is due, as programs read it."""

from datetime import date, datetime, time
from typing import Literal

from pydantic import BaseModel

from appliance.chores.queries import Duty

InState = Literal["open", "claimed", "waiting", "approved", "sent_back", "missed", "skipped", "excused"]


class OccurrenceShown(BaseModel):
    """`member_id` is null while it is up for grabs; `sent_back`: to do once more, with a note.

    `offered_to`: who is asked to take it over.
    """

    id: int
    chore_id: int
    title: str
    member_id: int | None
    day: date
    nth: int
    due_time: time | None
    due_at: datetime
    state: InState
    since: datetime | None
    state_by: int
    late: bool
    sent_back: bool
    note: str
    points: int
    bonus_minutes: int
    paid: int
    paid_minutes: int
    effort: int
    claimed_by: int | None
    claimed_at: datetime | None
    offered_to: int | None
    done_by: int | None
    done_at: datetime | None
    approved_by: int | None
    approved_at: datetime | None


def occurrence_shown(duty: Duty) -> OccurrenceShown:
    return OccurrenceShown.model_validate(duty, from_attributes=True)
