"""Asking somebody else to take a chore over, for other programs of the house."""

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.chores.actions.offers import (
    accept_offer,
    decline_offer,
    hand_over,
    offer_occurrence,
    withdraw_offer,
)
from appliance.chores.api.shown import OccurrenceShown, occurrence_shown
from appliance.chores.queries import duty_of
from appliance.core.forms import RowId, Sent
from appliance.core.work import Office
from appliance.web.request import AppRequest


class GivingSent(Sent):
    """`member_id`: who is asked, or who does it now."""

    member_id: RowId


class OffersApi(Controller):
    path = "/occurrences/{occurrence_id:int}"
    tags = ["Chores"]

    @post("/offer", status_code=200, summary="Ask a brother or sister to take it over")
    async def offer(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[GivingSent],
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await offer_occurrence(work, occurrence_id, data.member_id)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/offer/withdrawal", status_code=200, summary="Do not ask any more")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await withdraw_offer(work, occurrence_id)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/offer/acceptance", status_code=200, summary="Whoever is asked takes it over")
    async def accept(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await accept_offer(work, occurrence_id)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/offer/refusal", status_code=200, summary="Whoever is asked leaves it with who asked")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await decline_offer(work, occurrence_id)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/handover", status_code=200, summary="Give it to somebody else at once (parents)")
    async def hand_over(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[GivingSent],
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await hand_over(work, occurrence_id, data.member_id)
            return occurrence_shown(await duty_of(work, occurrence_id))
