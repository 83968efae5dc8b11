"""A parent hangs a display on the kitchen wall, or takes it down."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.actions import sign_out
from appliance.household.actions.displays import DisplayPlan, set_display
from appliance.household.forms import DisplaySent
from appliance.household.pages.cookies import device_at, forget_session
from appliance.household.pages.device_lists import device_page
from appliance.web.forms import read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, redirect
from appliance.web.request import AppRequest


class DisplayPages(Controller):
    path = "/devices"
    guards = [parents_only]

    @post("/{device_id:int}/display")
    async def hang(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Response[str] | Redirect:
        """Whoever hangs up the browser they sit at leaves it: a wall is nobody's."""
        form = await read_form(request, DisplaySent, request.user.language)
        if form.model is None:
            return await device_page(request, office, device_id, display=form, status=422)
        here = await device_at(request, office)
        leaves = form.model.shows and here is not None and here.id == device_id
        async with office.work(request.user) as work:
            await set_display(work, device_id, DisplayPlan(**form.model.model_dump()))
            if leaves and request.auth.session_id is not None:
                await sign_out(work, request.auth.session_id)
        if leaves:
            answer = redirect(request, "/display")
            forget_session(request, answer)
            return answer
        said = _("It shows the day now.") if form.model.shows else _("It is a browser like the others again.")
        return redirect(request, "/devices", ShownToast(say(request.user.language, said), None))
