"""How the backups stand, and what may be started by hand."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from appliance.backups.actions import ask_for_run
from appliance.backups.models import Kind
from appliance.backups.policy import ask_to_hear, may_keep_backups
from appliance.backups.queries import one_line
from appliance.backups.queries.overview import overview
from appliance.core.i18n import mark as _
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
HERE = "/backups"
TOPIC = "backups"
STEPS = {
    "copy": _("Copying what the family has"),
    "check": _("Checking the copy"),
    "files": _("Putting files beside it"),
    "write": _("Locking it with the recovery key"),
    "read_back": _("Reading it again to be sure"),
    "open": _("Unlocking it"),
    "migrate": _("Bringing it to this version"),
    "rehearse": _("Starting a house on it"),
    "ready": _("Nearly there"),
    "send": _("Sending it on"),
}
ASKED = {
    Kind.BACKUP: _("A backup begins now."),
    Kind.DRILL: _("The drill begins now. It takes a minute or two."),
    Kind.ONWARD: _("The backups are being sent on now."),
}


def settings_of(request: AppRequest) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


class BackupPages(Controller):
    path = HERE

    @get("/")
    async def backups(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        ask_to_hear(request.user)
        if not may_keep_backups(request.user):
            async with office.reading(request.user) as look:
                line = await one_line(look)
            return page(request, "backups/one_line.html", line=line)
        seen = await overview(office, request.user, settings_of(request).data)
        return page(request, "backups/backups.html", seen=seen, steps=STEPS, kinds=Kind)

    @post("/runs")
    async def back_up(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _begin(request, office, Kind.BACKUP)

    @post("/drills")
    async def rehearse(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _begin(request, office, Kind.DRILL)

    @post("/sendings")
    async def send(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _begin(request, office, Kind.ONWARD)


async def _begin(request: AppRequest, office: Office, kind: Kind) -> Answer:
    async with office.work(request.user) as work:
        await ask_for_run(work, kind)
    return changed(request, HERE, Toast(ASKED[kind]), TOPIC)
