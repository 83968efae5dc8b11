"""Whom a parent has asked to join, and the link that lets them in."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import NewInvitation, invite, revoke_invitation
from appliance.household.forms import InvitationSent
from appliance.household.pages.devices import house_address, qr_of
from appliance.household.queries.invitations import open_invitations
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

BLANK = {"role": "guest", "days": 7, "guest_days": 7}


class InvitationPages(Controller):
    path = "/invitations"
    guards = [parents_only]

    @get("/")
    async def invitations(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        blank: Form[InvitationSent] = Form(values=filled(BLANK).values)
        return await _list(request, office, blank)

    @post("/")
    async def make(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        """Answered at once and never again: the code is nowhere in plain."""
        form = await read_form(request, InvitationSent, request.user.language)
        if form.model is None:
            return await _list(request, office, form, 422)
        try:
            async with office.work(request.user) as work:
                code = await invite(work, NewInvitation(**form.model.model_dump()))
        except Invalid as refusal:
            return await _list(request, office, form.refuse(refusal, request.user.language), 422)
        address = f"{house_address(request)}/join/{code}"
        return page(
            request, "household/invitation.html", address=address, qr=qr_of(address), invited=form.model
        )

    @post("/{invitation_id:int}/revocation")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], invitation_id: FromPath[int]
    ) -> Response[str] | Redirect:
        async with office.work(request.user) as work:
            await revoke_invitation(work, invitation_id)
        toast = Toast(_("That link opens nothing any more."))
        return changed(request, "/invitations", toast, "household")


async def _list(
    request: AppRequest, office: Office, form: Form[InvitationSent], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await open_invitations(look)
    revocable = {row.invitation.id for row in found if policy.may_invite(request.user, row.invitation.role)}
    return page(request, "household/invitations.html", status, found=found, revocable=revocable, form=form)
