"""What is due, as programs ask for it: filtered, and page by page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, exists, func, or_, select

from appliance.chores.models import Chore, Occurrence
from appliance.chores.queries import IN_ORDER, Duty, all_duties, duty_in
from appliance.core.paging import Page, Part
from appliance.core.work import Reading


@dataclass(frozen=True)
class Asked:
    """What a program asks for; None leaves it open. `member_id`: theirs, and what they may grab."""

    member_id: int | None = None
    first: date | None = None
    last: date | None = None
    state: str | None = None
    chore_id: int | None = None
    words: str = ""


async def occurrences_asked(look: Reading, asked: Asked, page: Page) -> Part[Duty]:
    """By day and time, the earliest first."""
    ours = all_duties().where(Occurrence.family_id == look.viewer.family_id, *_asked(asked))
    found = await look.db.exec(page.of(ours, *IN_ORDER))
    duties = [duty_in(row, look.now) for row in found]
    return page.part(duties, lambda duty: (duty.day, duty.due_at, duty.id))


def _asked(asked: Asked) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if asked.first is not None:
        wanted.append(col(Occurrence.due_local) >= asked.first)
    if asked.last is not None:
        wanted.append(col(Occurrence.due_local) <= asked.last)
    if asked.state is not None:
        wanted.append(col(Occurrence.state) == asked.state)
    if asked.chore_id is not None:
        wanted.append(col(Occurrence.chore_id) == asked.chore_id)
    if asked.words.strip():
        wanted.append(holding(asked.words.strip()))
    if asked.member_id is not None:
        wanted.append(_for(asked.member_id))
    return wanted


def holding(words: str) -> ColumnElement[bool]:
    """In the title or in the note. SQLite knows capitals of ASCII only; most words begin with one at most."""
    texts = (col(Occurrence.title), col(Occurrence.note))
    spelt = {words, words.lower(), words.capitalize()}
    return or_(*(text.contains(one, autoescape=True) for one in spelt for text in texts))


def _for(member_id: int) -> ColumnElement[bool]:
    """The same as `Duty.is_for`, in the database."""
    people = func.json_each(Chore.people).table_valued("value")
    may_grab = exists(select(people.c.value).where(people.c.value == member_id))
    assignee = col(Occurrence.assignee_id)
    return or_(assignee == member_id, and_(assignee.is_(None), may_grab))
