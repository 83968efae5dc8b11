"""Asking a brother or sister to take a chore over, and a parent who gives it to somebody else."""

from typing import Annotated

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import AfterValidator

from appliance.chores.actions.offers import (
    accept_offer,
    decline_offer,
    hand_over,
    offer_occurrence,
    withdraw_offer,
)
from appliance.chores.pages.shown import show_occurrence
from appliance.core.errors import Invalid
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.queries import member_of
from appliance.web.forms import own_path, read_form, way_back
from appliance.web.render import Toast, changed
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
TODAY = "/today"


class GivingForm(Sent):
    back: Annotated[str, AfterValidator(lambda back: own_path(back, TODAY))] = TODAY
    member: RowId


class OfferPages(Controller):
    path = "/occurrences/{occurrence_id:int}"

    @post("/offer")
    async def offer(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        return await _give(request, office, occurrence_id, at_once=False)

    @post("/handover")
    async def hand_over(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        return await _give(request, office, occurrence_id, at_once=True)

    @post("/offer/withdrawal")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            done = await withdraw_offer(work, occurrence_id)
        toast = Toast(_("It stays with you: %(title)s."), {"title": done.title})
        return changed(request, await way_back(request, TODAY), toast, "chores")

    @post("/offer/acceptance")
    async def accept(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            done = await accept_offer(work, occurrence_id)
        toast = Toast(_("That is kind. %(title)s is yours now."), {"title": done.title})
        return changed(request, await way_back(request, TODAY), toast, "chores")

    @post("/offer/refusal")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            done = await decline_offer(work, occurrence_id)
        toast = Toast(_("That is fine, too."), {}, f"/occurrences/{done.id}/undo")
        return changed(request, await way_back(request, TODAY), toast, "chores")


async def _give(request: AppRequest, office: Office, occurrence_id: int, *, at_once: bool) -> Answer:
    form = await read_form(request, GivingForm, request.user.language)
    if sent := form.model:
        try:
            async with office.work(request.user) as work:
                verb = hand_over if at_once else offer_occurrence
                done = await verb(work, occurrence_id, sent.member)
                name = (await member_of(work, sent.member)).name
            sentence = _("%(name)s does %(title)s now.") if at_once else _("%(name)s is asked.")
            toast = Toast(sentence, {"name": name, "title": done.title}, f"/occurrences/{done.id}/undo")
            return changed(request, sent.back, toast, "chores")
        except Invalid as refusal:
            form.refuse(refusal, request.user.language)
    return await show_occurrence(request, office, occurrence_id, form, 422)
