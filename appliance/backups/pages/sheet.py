"""The recovery sheet: asked for with one's password, printed, and confirmed by reading from the paper."""

import io

import segno
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from markupsafe import Markup

from appliance.backups.actions import confirm_sheet, show_sheet
from appliance.backups.forms import GroupSent, ProofSent
from appliance.backups.pages.arriving import refused
from appliance.backups.pages.backups import HERE, settings_of
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import plan_in
from appliance.core.errors import Invalid, TooOften
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.forms import Form, read_form
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class SheetPages(Controller):
    path = "/backups/sheet"

    @get("/")
    async def ask(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await _asking(request, office, Form(), Form())

    @post("/", status_code=200)
    async def show(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Response[str]:
        """A post, because it gives the key out; the answer is kept by no browser."""
        ask_to_keep(request.user)
        form = await read_form(request, ProofSent, request.user.language)
        if form.model is None:
            return await _asking(request, office, form, Form(), 422)
        data, password = settings_of(request).data, form.model.password
        try:
            sheet = await show_sheet(office, credentials, request.user, data, password)
        except (Invalid, TooOften) as refusal:
            return await _asking(request, office, refused(request, form, refusal), Form(), refusal.status)
        answer = page(request, "backups/sheet.html", sheet=sheet, qr=qr_of(sheet.text), form=Form())
        answer.headers["cache-control"] = "no-store"
        return answer

    @post("/confirmation", status_code=200)
    async def confirm(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        ask_to_keep(request.user)
        form = await read_form(request, GroupSent, request.user.language)
        if form.model is None:
            return await _asking(request, office, Form(), form, 422)
        try:
            await confirm_sheet(office, request.user, settings_of(request).data, form.model.group)
        except Invalid as refusal:
            return await _asking(request, office, Form(), form.refuse(refusal, request.user.language), 422)
        told = say(request.user.language, _("Good. Keep the sheet where you keep passports."))
        return redirect(request, HERE, ShownToast(told, None))


async def _asking(
    request: AppRequest,
    office: Office,
    proof: Form[ProofSent],
    group: Form[GroupSent],
    status: int = 200,
) -> Response[str]:
    ask_to_keep(request.user)
    async with office.reading(request.user) as look:
        plan = await plan_in(look.db)
    return page(request, "backups/sheet_asked.html", status, proof=proof, group=group, plan=plan)


def qr_of(key: str) -> Markup:
    """Nothing but the key: every reader of such codes shows it as text, also without this house."""
    out = io.BytesIO()
    code = segno.make(key, error="m", micro=False)
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, svgclass=None, lineclass=None, border=2
    )
    return Markup(out.getvalue().decode())
