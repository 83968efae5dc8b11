"""Handing the family over, and leaving it, by API. Both ask for one's password again."""

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.core.work import Office
from appliance.household.actions import hand_over, leave_family
from appliance.household.api.shapes import MemberShown, show_member
from appliance.household.credentials import Credentials
from appliance.household.forms import HandOverSent, LeavingSent
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class OwnershipApi(Controller):
    path = "/members/{member_id:int}/ownership"
    tags = ["Household"]
    guards = [parents_only]

    @post("/", status_code=200, summary="Make another parent an owner (owner)")
    async def give(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
        data: JSONBody[HandOverSent],
    ) -> MemberShown:
        other = await hand_over(office, credentials, request.user, member_id, data.password, stay=data.stay)
        return show_member(other)


class LeavingApi(Controller):
    path = "/me/leaving"
    tags = ["Household"]

    @post("/", status_code=204, summary="Leave the family; this key opens nothing then")
    async def leave(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        data: JSONBody[LeavingSent],
    ) -> None:
        await leave_family(office, credentials, request.user, data.password)
