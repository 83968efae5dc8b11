"""What ActivityWatch measured before, brought in by a parent's own program."""

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.screen_time.actions.importing import ask_to_bring_in, bring_in_export
from appliance.screen_time.activitywatch.arriving import arriving_export
from appliance.web.api.manners import PICTURES
from appliance.web.arrivals import receive_bytes
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest
from appliance.web.uploads import room_for_more


class ExportShown(BaseModel):
    """`new`: stretches that came or grew by it. `days`: on which its events began. `unreadable`: left out."""

    buckets: int
    events: int
    new: int
    days: int
    unreadable: int


class ExportApi(Controller):
    path = "/screen-time/devices/{device_id:int}/import"
    tags = ["Screen time"]
    guards = [parents_only]

    @post(
        status_code=200,
        summary="Send an export of ActivityWatch of at most 1 GB as the body; again adds nothing (parents)",
        opt={PICTURES: True},
        guards=[room_for_more],
        request_max_body_size=None,
    )
    async def bring_in(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> ExportShown:
        await ask_to_bring_in(office, request.user, device_id)
        state = request.app.state
        with arriving_export(state.settings) as export:
            await receive_bytes(request, export, export.room)
            found = await bring_in_export(office, state.mailbox, request.user, device_id, export.blocks())
        return ExportShown.model_validate(found, from_attributes=True)
