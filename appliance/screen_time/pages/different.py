"""Days that are different: holidays, an illness, a party, or one day with other minutes."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.queries import children_of
from appliance.screen_time import actions
from appliance.screen_time.forms import DifferentSent
from appliance.screen_time.queries import different_days
from appliance.screen_time.rules import KINDS
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

HERE = "/screen/exceptions"
Page = Response[str] | Redirect


class DifferentPages(Controller):
    path = HERE
    guards = [parents_only]

    @get()
    async def show(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        today = request.user.today(office.clock()).isoformat()
        return await show_days(request, office, filled({"member_id": "", "kind": "holiday", "first": today}))

    @post(status_code=200)
    async def add(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        form = await read_form(request, DifferentSent, request.user.language)
        if form.model is None:
            return await show_days(request, office, form, 422)
        try:
            async with office.work(request.user, "page") as work:
                row = await actions.add_exception(work, form.model.member_id or 0, form.model.different)
        except Invalid as wrong:
            return await show_days(request, office, form.refuse(wrong, request.user.language), 422)
        told = say(request.user.language, _("Noted. The children see it too."))
        return redirect(request, HERE, ShownToast(told, f"{HERE}/{row.id}/end"))

    @post("/{exception_id:int}/end", status_code=200)
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], exception_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await actions.end_exception(work, exception_id)
        return changed(request, HERE, Toast(_("From today on it is as in every week.")), "screen_time")


async def show_days(
    request: AppRequest,
    office: Office,
    form: Form[DifferentSent] | Form[BaseModel],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        days = await different_days(look)
        children = await children_of(look)
    return page(
        request,
        "screen_time/different.html",
        status,
        days=days,
        children=children,
        kinds=[(key, say(request.user.language, name)) for key, name in KINDS.items()],
        form=form,
    )
