"""Invitations and the time of guests by API."""

from datetime import UTC, datetime

from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import AwareDatetime, BaseModel

from appliance.core.forms import Sent
from appliance.core.work import Office
from appliance.household.actions import (
    NewInvitation,
    change_guest_time,
    end_guest_time,
    invite,
    revoke_invitation,
)
from appliance.household.api.shapes import MemberShown, show_member
from appliance.household.forms import InvitationSent
from appliance.household.queries.invitations import OpenInvitation, open_invitations
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class InvitationShown(BaseModel):
    """One that nobody has accepted yet. `guest_days` is 0 for parents and teens."""

    id: int
    role: str
    name: str
    guest_days: int
    created_by: int
    created_at: datetime
    expires_at: datetime


class InvitationMade(BaseModel):
    """Open `path` on this house in a browser; it works once."""

    code: str
    path: str


class StayUntil(Sent):
    until: AwareDatetime


class InvitationsApi(Controller):
    path = "/invitations"
    tags = ["Household"]
    guards = [parents_only]

    @get("/", summary="Invitations that nobody has accepted yet (parents)")
    async def invitations(
        self, request: AppRequest, office: NamedDependency[Office]
    ) -> list[InvitationShown]:
        async with office.reading(request.user) as look:
            return [_shown(row) for row in await open_invitations(look)]

    @post("/", summary="Invite a teen or a guest (parents), or a parent (owner)")
    async def invite(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[InvitationSent]
    ) -> InvitationMade:
        async with office.work(request.user, "api") as work:
            code = await invite(work, NewInvitation(**data.model_dump()))
        return InvitationMade(code=code, path=f"/join/{code}")

    @delete("/{invitation_id:int}", summary="Take an invitation back (parents)")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], invitation_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_invitation(work, invitation_id)


class GuestsApi(Controller):
    path = "/members/{member_id:int}/stay"
    tags = ["Household"]
    guards = [parents_only]

    @put("/", summary="Until when a guest may come in (parents)")
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[StayUntil],
    ) -> MemberShown:
        async with office.work(request.user, "api") as work:
            return show_member(await change_guest_time(work, member_id, data.until.astimezone(UTC)))

    @delete("/", summary="End a guest's time at once (parents)")
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await end_guest_time(work, member_id)


def _shown(row: OpenInvitation) -> InvitationShown:
    return InvitationShown.model_validate(row.invitation, from_attributes=True)
