"""Someone who cannot sign in for now, and who may again."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions.standing import disable_member, enable_member
from appliance.household.queries import member_of
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest


class StandingPages(Controller):
    path = "/family/members/{member_id:int}"
    guards = [parents_only]

    @get("/suspension")
    async def suspending(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            member = await member_of(look, member_id)
        if not policy.may_disable(request.user, member):
            raise NotAllowed(_("Only the owner of the family can change a parent."))
        return page(request, "household/suspension.html", member=member)

    @post("/suspension")
    async def suspend(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Redirect:
        async with office.work(request.user) as work:
            member = await disable_member(work, member_id)
        return _back(request, _("%(name)s cannot sign in for now."), member.name)

    @post("/readmission")
    async def readmit(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Redirect:
        async with office.work(request.user) as work:
            member = await enable_member(work, member_id)
        return _back(request, _("%(name)s can sign in again."), member.name)


def _back(request: AppRequest, sentence: str, name: str) -> Redirect:
    return redirect(request, "/family", ShownToast(say(request.user.language, sentence, name=name), None))
