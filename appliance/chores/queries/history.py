"""What became of chores, newest first, found by words."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col

from appliance.chores.models import Occurrence
from appliance.chores.queries import Duty, all_duties, duty_in
from appliance.chores.queries.asked import holding
from appliance.chores.rules.states import State
from appliance.core.paging import Page, Part
from appliance.core.people import YOUNG
from appliance.core.work import Reading

STILL_OPEN = (State.OPEN, State.CLAIMED)


@dataclass(frozen=True)
class Sought:
    """`words` stand in the title or in the note. None leaves it open."""

    words: str = ""
    member_id: int | None = None
    state: str | None = None


async def history_of(look: Reading, sought: Sought, page: Page) -> Part[Duty]:
    """Until today. The young find their own."""
    viewer = look.viewer
    member_id = viewer.member_id if viewer.role in YOUNG else sought.member_id
    happened = (
        all_duties()
        .where(Occurrence.family_id == viewer.family_id, col(Occurrence.due_local) <= look.today)
        .where(col(Occurrence.state).not_in(STILL_OPEN), *_sought(sought, member_id))
    )
    found = await look.db.exec(page.of(happened, col(Occurrence.due_local), col(Occurrence.id), newest=True))
    return page.part([duty_in(row, look.now) for row in found], lambda duty: (duty.day, duty.id))


def _sought(sought: Sought, member_id: int | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if member_id is not None:
        wanted.append(col(Occurrence.assignee_id) == member_id)
    if sought.state:
        wanted.append(col(Occurrence.state) == sought.state)
    if words := sought.words.strip():
        wanted.append(holding(words))
    return wanted
