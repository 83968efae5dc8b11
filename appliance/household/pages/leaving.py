"""Going, and handing the family over."""

from typing import TypeVar

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid, TooOften
from appliance.core.i18n import mark as _
from appliance.core.i18n import say, say_refusal
from appliance.core.work import Office
from appliance.household.actions import hand_over, leave_family, note_ownership
from appliance.household.actions.leaving import ask_to_leave
from appliance.household.actions.ownership import ask_to_hand_over
from appliance.household.credentials import Credentials
from appliance.household.forms import HandOverSent, LeavingSent
from appliance.household.models import Member
from appliance.household.pages.cookies import forget_session
from appliance.household.queries import member_of, members_of
from appliance.web.forms import Form, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
F = TypeVar("F", HandOverSent, LeavingSent)


class LeavingPages(Controller):
    path = "/me/leaving"

    @get("/")
    async def ask(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        ask_to_leave(request.user)
        return await _leaving_page(request, office, Form())

    @post("/")
    async def leave(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Answer:
        ask_to_leave(request.user)
        form = await read_form(request, LeavingSent, request.user.language)
        if form.model is None:
            return await _leaving_page(request, office, form, 422)
        try:
            await leave_family(office, credentials, request.user, form.model.password)
        except (Invalid, TooOften) as refusal:
            return await _leaving_page(request, office, _refused(request, form, refusal), refusal.status)
        answer = redirect(request, "/sign-in")
        forget_session(request, answer)
        return answer


class OwnershipPages(Controller):
    path = "/family/members/{member_id:int}/ownership"
    guards = [parents_only]

    @get("/")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        other = await _parent(request, office, member_id)
        return page(request, "household/ownership.html", other=other, form=Form(values={"stay": "true"}))

    @post("/")
    async def give(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        member_id: FromPath[int],
    ) -> Answer:
        other = await _parent(request, office, member_id)
        form = await read_form(request, HandOverSent, request.user.language)
        if form.model is None:
            return page(request, "household/ownership.html", 422, other=other, form=form)
        sent = form.model
        try:
            await hand_over(office, credentials, request.user, member_id, sent.password, stay=sent.stay)
        except (Invalid, TooOften) as refusal:
            form = _refused(request, form, refusal)
            return page(request, "household/ownership.html", refusal.status, other=other, form=form)
        told = say(request.user.language, _("%(name)s owns the family now."), name=other.name)
        return redirect(request, "/family", ShownToast(told, None))


class OwnershipNotePages(Controller):
    @post("/me/ownership/receipt")
    async def noted(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        async with office.work(request.user) as work:
            await note_ownership(work)
        return changed(request, "/me", Toast(_("Good.")), "household")


async def _parent(request: AppRequest, office: Office, member_id: int) -> Member:
    async with office.reading(request.user) as look:
        other = await member_of(look, member_id)
    ask_to_hand_over(request.user, other)
    return other


async def _leaving_page(
    request: AppRequest, office: Office, form: Form[LeavingSent], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        me, members = await member_of(look, request.user.member_id), await members_of(look)
    alone = me.owner and sum(member.owner for member in members) < 2
    return page(request, "household/leaving.html", status, form=form, me=me, alone=alone)


def _refused(request: AppRequest, form: Form[F], refusal: Invalid | TooOften) -> Form[F]:
    if isinstance(refusal, Invalid):
        return form.refuse(refusal, request.user.language)
    form.errors[""] = say_refusal(request.user.language, refusal)
    return form
