"""Chores out of a table: read first, so that a parent sees what would come, then added all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from appliance.chores.actions.plans import ChorePlan, add_chore, mistakes_in
from appliance.chores.policy import may_change_chores
from appliance.chores.queries import chores_of
from appliance.chores.rules.columns import Column, ReadRow, columns_in, read_row
from appliance.chores.rules.tables import rows_of
from appliance.chores.rules.words import parse_repeat
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.forms import is_readable
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Reading, Work
from appliance.household.models import Member
from appliance.household.queries import members_of

MOST = 60
STRANGERS = _("Please choose people of this family.")


@dataclass(frozen=True)
class TableRow:
    """One line of the table. `there`: a chore of this name is on the board already, so it is left out."""

    line: int
    title: str
    plan: ChorePlan | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    there: bool = False

    @property
    def fine(self) -> bool:
        return self.plan is not None and not self.there


async def read_table(look: Reading, text: str) -> list[TableRow]:
    if not may_change_chores(look.viewer):
        raise NotAllowed(_("Only a parent can change chores."))
    lines = _lines(text)
    columns = columns_in(lines[0][1])
    people = _by_name(await members_of(look))
    taken = {chore.title.casefold() for chore in await chores_of(look)}
    rows: list[TableRow] = []
    for line, cells in lines[1:]:
        row = _read(look, line, cells, columns, people)
        rows.append(replace(row, there=row.title.casefold() in taken))
        taken.add(row.title.casefold())
    return rows


async def import_chores(work: Work, text: str) -> list[int]:
    """The ids of what was added: each line that is right and not on the board yet."""
    fine = [row for row in await read_table(work, text) if row.fine]
    if not fine:
        nothing = _("There is nothing in it that can be added.")
        raise Invalid(nothing, {"text": nothing})
    return [await add_chore(work, row.plan) for row in fine if row.plan]


def _lines(text: str) -> list[tuple[int, list[str]]]:
    wrong = ""
    lines: list[tuple[int, list[str]]] = []
    if not is_readable(text, several_lines=True):
        wrong = _("There are letters in it that cannot be read.")
    else:
        lines = rows_of(text)
        if len(lines) < 2:
            wrong = _(
                "Please send a table: a line with the names of the columns, then a line for each chore."
            )
        elif len(lines) > MOST + 1:
            wrong = _("At most 60 chores at once.")
    if wrong:
        raise Invalid(wrong, {"text": wrong})
    return lines


def _by_name(members: Sequence[Member]) -> dict[str, int]:
    here = [member for member in members if member.role != Role.GUEST]
    called = {name.casefold(): member.id or 0 for member in here for name in member.called}
    return called | {member.name.casefold(): member.id or 0 for member in here}


def _read(
    look: Reading, line: int, cells: Sequence[str], columns: Mapping[int, Column], people: Mapping[str, int]
) -> TableRow:
    row = read_row(cells, columns)
    title = str(row.values.get("title", ""))
    plan = _plan(look, row, people)
    if plan is not None:
        row.errors.update(mistakes_in(plan))
    return TableRow(line, title, None if row.errors else plan, row.errors)


def _plan(look: Reading, row: ReadRow, people: Mapping[str, int]) -> ChorePlan | None:
    """None where it cannot even be told what is meant; the row's errors then say why."""
    facts = {"title": "", "way": "each", "people": "", "repeat": "daily", "start": look.today, **row.values}
    names = [name.strip().casefold() for name in str(facts["people"]).replace(";", ",").split(",")]
    if not all(name in people for name in names):
        row.errors["people"] = STRANGERS
    viewer = look.viewer
    try:
        said, start = str(facts["repeat"]), facts.pop("start")
        facts["repeat"] = parse_repeat(said, start, viewer.zone, viewer.week_start)  # type: ignore[arg-type]
    except Invalid as refusal:
        row.errors["repeat"] = refusal.sentence
    if row.errors:
        return None
    facts["people"] = chosen = tuple(dict.fromkeys(people[name] for name in names))
    if len(chosen) == 1:
        facts["way"] = "one"
    return ChorePlan(**facts)  # type: ignore[arg-type]
