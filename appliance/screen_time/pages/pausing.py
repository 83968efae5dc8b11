"""Screens paused and let go on, with one tap or until a time."""

from datetime import datetime, time, timedelta

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.clock import from_local
from appliance.core.i18n import mark as _
from appliance.core.work import Office, Work
from appliance.household.queries import member_of
from appliance.screen_time import actions
from appliance.screen_time.forms import PauseTyped
from appliance.screen_time.queries import time_left
from appliance.web.forms import Form, filled, own_path, read_form, way_back
from appliance.web.guards import parents_only
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
TOPIC = "screen_time"


class PausePages(Controller):
    path = "/screen"
    guards = [parents_only]

    @get("/members/{member_id:int}/pause")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        return await show_pause(request, office, member_id, filled({}))

    @post("/members/{member_id:int}/pause", status_code=200)
    async def pause(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, PauseTyped, request.user.language)
        if form.model is None:
            return await show_pause(request, office, member_id, form, 422)
        sent = form.model
        async with office.work(request.user, "page") as work:
            row = await actions.pause(work, member_id, ends(work, sent), sent.why)
            child = await member_of(work, member_id)
        sentence = _("The screens of %(name)s are paused. No minutes are lost.")
        toast = Toast(sentence, {"name": child.name}, f"/screen/pauses/{row.id}/end")
        return changed(request, own_path(sent.back, f"/screen/members/{member_id}"), toast, TOPIC)

    @post("/members/{member_id:int}/pause/end", status_code=200)
    async def resume(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Page:
        back = await way_back(request, f"/screen/members/{member_id}")
        async with office.work(request.user, "page") as work:
            await actions.resume(work, member_id)
            child = await member_of(work, member_id)
        return changed(
            request, back, Toast(_("The screens of %(name)s may go on."), {"name": child.name}), TOPIC
        )

    @post("/pauses/{pause_id:int}/end", status_code=200)
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            row = await actions.end_pause(work, pause_id)
        toast = Toast(_("The pause is over."))
        return changed(request, f"/screen/members/{row.member_id}", toast, TOPIC)


def ends(work: Work, sent: PauseTyped) -> datetime | None:
    if sent.until is not None:
        return next_time(work, sent.until)
    return work.now + timedelta(minutes=sent.for_minutes) if sent.for_minutes else None


def next_time(work: Work, at: time) -> datetime:
    """Of today, or of tomorrow where it is over."""
    today = from_local(work.today, at, work.actor.zone)
    return today if today > work.now else from_local(work.today + timedelta(days=1), at, work.actor.zone)


async def show_pause(
    request: AppRequest,
    office: Office,
    member_id: int,
    form: Form[PauseTyped] | Form[BaseModel],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        member = await member_of(look, member_id)
        balance = await time_left(look, member_id)
    return page(request, "screen_time/pause.html", status, member=member, balance=balance, form=form)
