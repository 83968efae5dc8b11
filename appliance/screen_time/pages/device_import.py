"""What ActivityWatch measured before, brought in from a device's page."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say, say_refusal
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.screen_time.actions.importing import BroughtIn, ask_to_bring_in, bring_in_export
from appliance.screen_time.activitywatch.arriving import FIELD, arriving_export
from appliance.screen_time.pages.device_shown import show_device
from appliance.web.arrivals import STREAMED, receive_file
from appliance.web.forms import Form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, redirect
from appliance.web.request import AppRequest
from appliance.web.uploads import room_for_more

EVENTS = counted("%(events)s event came in.", "%(events)s events came in.")
DAYS = counted("Measured on %(days)s day.", "Measured on %(days)s days.")
LEFT_OUT = counted(
    "%(left)s could not be read and was left out.", "%(left)s could not be read and were left out."
)


class ExportPages(Controller):
    path = "/screen/devices/{device_id:int}/import"
    guards = [parents_only]

    @post(opt=STREAMED, request_max_body_size=None, guards=[room_for_more])
    async def bring_in(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Response[str] | Redirect:
        await ask_to_bring_in(office, request.user, device_id)
        state = request.app.state
        try:
            with arriving_export(state.settings) as export:
                await receive_file(request, FIELD, export, export.room)
                found = await bring_in_export(office, state.mailbox, request.user, device_id, export.blocks())
        except Invalid as refusal:
            form: Form[BaseModel] = Form(errors={FIELD: say_refusal(request.user.language, refusal)})
            return await show_device(request, office, device_id, export=form)
        toast = ShownToast(said(request.user.language, found), None)
        return redirect(request, f"/screen/devices/{device_id}", toast)


def said(language: str, found: BroughtIn) -> str:
    """How much it was; of what was brought in before, that it counts only once."""
    sentences = [say(language, LEFT_OUT, left=found.unreadable)] if found.unreadable else []
    if not found.events:
        return " ".join([say(language, _("There was no event in it.")), *sentences])
    if not found.new:
        return " ".join([say(language, _("Nothing new: all of it was here already.")), *sentences])
    much = [say(language, EVENTS, events=found.events), say(language, DAYS, days=found.days)]
    return " ".join([*much, *sentences])
