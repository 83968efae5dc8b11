"""Chores out of a table."""

from typing import Annotated

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel, Field

from appliance.chores.actions.importing import TableRow, import_chores, read_table
from appliance.core.forms import LINES, Sent
from appliance.core.i18n import say
from appliance.core.work import Office, Work
from appliance.web.request import AppRequest


class TableSent(Sent):
    """A CSV text whose first line names the columns, as this house writes it. `check`: add nothing yet."""

    text: Annotated[str, LINES] = Field(min_length=1, max_length=60_000)
    check: bool = False


class RowShown(BaseModel):
    """`there`: a chore of this name is on the board already, so this line is left out."""

    line: int
    title: str
    errors: dict[str, str]
    there: bool


class Imported(BaseModel):
    rows: list[RowShown]
    added: list[int]


class TablesApi(Controller):
    path = "/chores/imports"
    tags = ["Chores"]

    @post(summary="Add chores from a table; lines with mistakes are told and left out (parents)")
    async def bring_in(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[TableSent]
    ) -> Imported:
        async with office.work(request.user, "api") as work:
            rows = await read_table(work, data.text)
            added = [] if data.check else await import_chores(work, data.text)
            return Imported(rows=[_shown(work, row) for row in rows], added=added)


def _shown(work: Work, row: TableRow) -> RowShown:
    errors = {name: say(work.actor.language, sentence) for name, sentence in row.errors.items()}
    return RowShown(line=row.line, title=row.title, errors=errors, there=row.there)
