"""How the house itself is: for who keeps it all of it, for other parents in a line."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.system.actions import look_again
from appliance.system.doctor.rounds import TOPIC
from appliance.system.queries.house import house_seen
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

HERE = "/house"
NAMES = {
    "chores": _("Chores of the coming weeks"),
    "requests": _("Requests for more screen time"),
    "open apps": _("Apps that are open on a phone are counted"),
    "photos": _("Old photos of chores are thrown away"),
    "watchers": _("What watchers saw becomes minutes"),
    "screen days": _("Screen time of days that are over is added up"),
    "old screen time": _("Old single minutes of screen time are forgotten"),
    "deliver": _("Alerts to phones"),
    "disk": _("Room on the disk"),
    "doctor": _("This look at the house"),
    "forget old letters": _("Old alerts are forgotten"),
    "forget receipts": _("Old receipts of the API are forgotten"),
    "vectors": _("Meanings of memories"),
    "forgotten": _("What was forgotten leaves the log"),
    "old_chats": _("Old chats go"),
    "silence": _("Devices that say nothing are noticed"),
    "backups": _("Backups"),
    "after a restore": _("What came back is told"),
    "clear what was replaced": _("What a restore replaced is cleared away"),
}


class HousePages(Controller):
    path = HERE

    @get()
    async def house(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        state = request.app.state
        seen = await house_seen(office, request.user, state.rounds, state.schedule)
        template = "system/house.html" if seen.whole else "system/house_line.html"
        return page(request, template, seen=seen, job_names=NAMES)

    @post("/checkups", status_code=200)
    async def look(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        look_again(office, request.user)
        return changed(request, HERE, Toast(_("The house is being looked over.")), TOPIC)
