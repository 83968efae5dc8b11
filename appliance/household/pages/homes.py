"""The switch of someone who belongs to two families."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.actions import visit_family
from appliance.household.pages.cookies import device_at, enter
from appliance.web.request import AppRequest


class HomePages(Controller):
    @post("/me/families/{member_id:int}/visit")
    async def visit(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str] | Redirect:
        sign_in_id = request.auth.session_id
        if sign_in_id is None:
            raise NotAllowed(_("You may not open this."))
        browser = await device_at(request, office)
        async with office.work(request.user) as work:
            entry = await visit_family(work, sign_in_id, member_id, browser)
        return enter(request, entry)
