"""The display on the kitchen wall by API."""

from litestar import Controller, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.core.work import Office
from appliance.household.actions.displays import DisplayPlan, set_display
from appliance.household.api.shapes import DeviceShown, show_device
from appliance.household.forms import DisplaySent
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class DisplaysApi(Controller):
    path = "/devices"
    tags = ["Household"]
    guards = [parents_only]

    @put("/{device_id:int}/display", summary="Make a browser the kitchen display, or no longer (parents)")
    async def hang(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        device_id: FromPath[int],
        data: JSONBody[DisplaySent],
    ) -> DeviceShown:
        async with office.work(request.user, "api") as work:
            return show_device(await set_display(work, device_id, DisplayPlan(**data.model_dump())))
