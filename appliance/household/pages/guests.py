"""How long a guest stays."""

from datetime import datetime, time

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.clock import from_local
from appliance.core.errors import Invalid, NotFound
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Role
from appliance.core.work import Office
from appliance.household.actions import change_guest_time, end_guest_time
from appliance.household.forms import StaySent
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class GuestPages(Controller):
    path = "/family/members/{member_id:int}/stay"
    guards = [parents_only]

    @get("/")
    async def stay(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        guest = await _guest(request, office, member_id)
        until = request.user.local(guest.guest_until).date() if guest.guest_until else None
        return _page(request, guest, filled({"until": until}))

    @post("/")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        guest = await _guest(request, office, member_id)
        form = await read_form(request, StaySent, request.user.language)
        if form.model is None:
            return _page(request, guest, form, 422)
        try:
            until = from_local(form.model.until, time(23, 59), request.user.zone)
            async with office.work(request.user) as work:
                await change_guest_time(work, member_id, until)
        except Invalid as refusal:
            return _page(request, guest, form.refuse(refusal, request.user.language), 422)
        return _back(request, _("%(name)s can come in until then."), guest)

    @post("/end")
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Answer:
        guest = await _guest(request, office, member_id)
        async with office.work(request.user) as work:
            await end_guest_time(work, member_id)
        return _back(request, _("The time of %(name)s has ended. They are signed out."), guest)


async def _guest(request: AppRequest, office: Office, member_id: int) -> Member:
    async with office.reading(request.user) as look:
        member = await member_of(look, member_id)
    if member.role != Role.GUEST:
        raise NotFound(_("We could not find that guest."))
    return member


def _page(
    request: AppRequest, guest: Member, form: Form[StaySent] | Form[BaseModel], status: int = 200
) -> Response[str]:
    now: datetime = request.app.state.office.clock()
    over = guest.guest_until is not None and guest.guest_until <= now
    today = request.user.today(now).isoformat()
    return page(request, "household/stay.html", status, guest=guest, form=form, over=over, today=today)


def _back(request: AppRequest, sentence: str, guest: Member) -> Redirect:
    return redirect(
        request, "/family", ShownToast(say(request.user.language, sentence, name=guest.name), None)
    )
