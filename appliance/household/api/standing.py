"""Who may sign in, by API."""

from litestar import Controller, delete, put
from litestar.di import NamedDependency
from litestar.params import FromPath

from appliance.core.work import Office
from appliance.household.actions.standing import disable_member, enable_member
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class StandingApi(Controller):
    path = "/members/{member_id:int}/suspension"
    tags = ["Household"]
    guards = [parents_only]

    @put("/", summary="Someone cannot sign in for now; their sign-ins and keys end (parents)")
    async def suspend(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await disable_member(work, member_id)

    @delete("/", summary="They can sign in again (parents)")
    async def readmit(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await enable_member(work, member_id)
