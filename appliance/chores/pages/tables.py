"""Chores as tables for a spreadsheet: taken along, and brought in after a look."""

from datetime import date, timedelta
from typing import Annotated, Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect

from appliance.chores.actions.importing import import_chores, read_table
from appliance.chores.forms import TableForm
from appliance.chores.queries.tables import table_of_chores, table_of_history
from appliance.chores.rules.columns import BY_NAME, COLUMNS
from appliance.chores.rules.tables import BOM, as_csv, decoded, separator_for
from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.web.forms import Form, filled, read_form, sent_file
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
Day = Annotated[str, QueryParameter(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
What = Literal["history", "chores"]
LARGEST = 60_000  # letters


class TablePages(Controller):
    path = "/chores/tables"
    guards = [parents_only]

    @get()
    async def tables(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return _tables(request, office, Form())

    @get("/export")
    async def export(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        what: FromQuery[What] = "history",
        first: Day = "",
        last: Day = "",
        marked: FromQuery[bool] = False,
    ) -> Response[bytes]:
        """`marked`: with the mark by which a spreadsheet of Windows knows UTF-8."""
        async with office.reading(request.user) as look:
            until = _day(last, look.today)
            since = _day(first, until - timedelta(days=364))
            found = await (
                table_of_chores(look) if what == "chores" else table_of_history(look, since, until)
            )
        text = as_csv(*found, separator_for(request.user.language))
        name = f"{what}-{until}.csv"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        body = ((BOM if marked else "") + text).encode()
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)

    @post("/preview")
    async def preview(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        form = await read_form(request, TableForm, request.user.language)
        if sent := decoded(await sent_file(request, "file")):
            form.values["text"] = sent
            form.errors.pop("text", None)
        if len(sent) > LARGEST:
            form.errors["text"] = say(request.user.language, _("This is too large."))
        if form.errors:
            return _tables(request, office, form, 422)
        return await _preview(request, office, form.values["text"], form)

    @post()
    async def bring_in(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, TableForm, request.user.language)
        if form.model is None:
            return _tables(request, office, form, 422)
        try:
            async with office.work(request.user) as work:
                added = await import_chores(work, form.model.text)
        except Invalid as refusal:
            return _tables(request, office, form.refuse(refusal, request.user.language), 422)
        sentence = counted("%(n)s chore is on the board.", "%(n)s chores are on the board.")
        toast = ShownToast(say(request.user.language, sentence, n=len(added)), None)
        return redirect(request, "/chores/list", toast)


async def _preview(request: AppRequest, office: Office, text: str, form: Form[TableForm]) -> Response[str]:
    try:
        async with office.reading(request.user) as look:
            rows = await read_table(look, text)
    except Invalid as refusal:
        return _tables(request, office, form.refuse(refusal, request.user.language), 422)
    heads = {name: column.head for name, column in BY_NAME.items()}
    return page(request, "chores/table_preview.html", form=form, rows=rows, heads=heads)


def _tables(request: AppRequest, office: Office, form: Form[TableForm], status: int = 200) -> Response[str]:
    today = request.user.today(office.clock())
    asked = filled({"what": "history", "first": today - timedelta(days=364), "last": today})
    heads = [column.head for column in COLUMNS]
    return page(request, "chores/tables.html", status, form=form, asked=asked, heads=heads)


def _day(said: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(said) if said else otherwise
    except ValueError as wrong:
        raise Invalid(_("This is not a date.")) from wrong
