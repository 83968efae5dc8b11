"""The display on the kitchen wall: the device itself is the way in, and opens nothing else."""

from datetime import timedelta

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.response import ServerSentEvent

from appliance.core.errors import SignInNeeded
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.actions.displays import note_display
from appliance.household.models import Device, device_line
from appliance.household.pages.cookies import device_at
from appliance.today.queries import moments_of
from appliance.today.queries.wall import at_the_wall, wall_day
from appliance.today.rules import GREETINGS, is_night, kind_sentence, part_at, shift_at
from appliance.web.guards import PUBLIC
from appliance.web.live import changes
from appliance.web.render import page_for
from appliance.web.request import AppRequest

SEEN_EVERY = timedelta(minutes=5)


class WallPages(Controller):
    path = "/display"
    opt = PUBLIC

    @get("/")
    async def wall(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        device = await _display_at(request, office)
        if office.clock() - device.seen_at >= SEEN_EVERY:
            await note_display(office, device)
        async with office.database.reading() as db:
            viewer = await at_the_wall(db, device)
        async with office.reading(viewer) as look:
            day = await wall_day(look)
        clock = viewer.local(look.now)
        greeting = say(
            viewer.language, GREETINGS[part_at(clock.time(), viewer.blocks)], name=viewer.family_name
        )
        return page_for(
            request,
            viewer,
            "today/wall.html",
            density="kiosk",
            live_href="/display/live",
            day=day,
            greeting=greeting,
            kind=say(viewer.language, kind_sentence(look.today)),
            moments=moments_of(look, day.coming),
            night=is_night(clock.time(), device.dim_from, device.dim_until),
            shift=shift_at(look.now),
        )

    @get("/live")
    async def live(self, request: AppRequest, office: NamedDependency[Office]) -> ServerSentEvent:
        device = await _display_at(request, office)
        return ServerSentEvent(changes(office.signals, device.family_id, device_line(device.id or 0)))


async def _display_at(request: AppRequest, office: Office) -> Device:
    device = await device_at(request, office)
    if device is None or not device.is_display:
        raise SignInNeeded(_("Please sign in first."))
    return device
