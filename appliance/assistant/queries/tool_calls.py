"""What the assistant was asked to do: one's own calls, and for parents what others changed or could not."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import and_, col, func, or_, select

from appliance.core.audit import AuditRow
from appliance.core.paging import Page, Part
from appliance.core.work import Reading
from appliance.household.queries.known import everyone_known

LOOKED = ("read", "asked")  # what somebody only looked up or was asked back stays with them


@dataclass(frozen=True)
class ToolCall:
    """`outcome`: read, done, proposed, asked, declined, forbidden, refused or coming."""

    id: int
    at: datetime
    who: str
    door: str
    tool: str
    outcome: str
    by: str


async def tool_calls_asked(look: Reading, page: Page) -> Part[ToolCall]:
    """The newest first."""
    viewer = look.viewer
    outcome = func.json_extract(AuditRow.facts, "$.outcome")
    theirs = and_(outcome.not_in(LOOKED), col(AuditRow.family_id) == viewer.family_id)
    own = col(AuditRow.member_id) == viewer.member_id
    calls = select(AuditRow).where(AuditRow.family_id == viewer.family_id, AuditRow.verb == "ToolCalled")
    calls = calls.where(or_(own, theirs) if viewer.is_parent else own)
    rows = (await look.db.exec(page.of(calls, col(AuditRow.id), newest=True))).all()
    names = {person.id: person.name for person in await everyone_known(look)}
    return page.part([_call(row, names.get(row.member_id, "")) for row in rows], lambda call: (call.id,))


def _call(row: AuditRow, who: str) -> ToolCall:
    facts = json.loads(row.facts)
    return ToolCall(row.id or 0, row.at, who, row.door, facts["tool"], facts["outcome"], facts["by"])
