"""Chores for other programs of the house: the same verbs as the pages."""

from datetime import date
from typing import Annotated

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from pydantic import Field

from appliance.chores import actions
from appliance.chores.api.approvals import ApprovalsApi
from appliance.chores.api.calendars import CalendarsApi
from appliance.chores.api.offers import OffersApi
from appliance.chores.api.pauses import PausesApi
from appliance.chores.api.preview import PreviewApi
from appliance.chores.api.proof import ProofApi
from appliance.chores.api.proposals import ProposalsApi
from appliance.chores.api.routines import RoutinesApi
from appliance.chores.api.sent import ChoreSent, ChoreShown, plan_of_sent, shown_chore
from appliance.chores.api.shown import InState, OccurrenceShown, occurrence_shown
from appliance.chores.api.statistics import StatisticsApi
from appliance.chores.api.steps import StepsApi
from appliance.chores.api.tables import TablesApi
from appliance.chores.queries import chore_named, chores_of, duty_of
from appliance.chores.queries.asked import Asked, occurrences_asked
from appliance.chores.rules.pay import Pay
from appliance.core.forms import RowId, Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import Row, listed
from appliance.web.request import AppRequest

Words = Annotated[str, QueryParameter(max_length=80, description="In the title or in the note")]


class StepSent(Sent):
    """`member_id`: who did it, where a parent says so of a chore that is up for grabs."""

    member_id: RowId | None = None


class ApprovalSent(StepSent):
    """`pay`: what it brings where it was done after its time and the chore leaves that to a parent."""

    pay: Pay | None = None


class UndoSent(Sent):
    """`step`: only this one, as `/steps` names it; something newer is then left alone."""

    step: RowId | None = None


class ReturnSent(Sent):
    note: str = Field(default="", max_length=200)


class ChoresApi(Controller):
    path = "/chores"
    tags = ["Chores"]

    @get(summary="The family's chores by title; `archived`: those that were put away, too")
    async def chores(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        archived: FromQuery[bool] = False,
    ) -> Response[list[ChoreShown]]:
        async with office.reading(request.user) as look:
            found = await chores_of(look, put_away=archived)
        return listed(request, page.among(found, lambda chore: (chore.title, chore.id)), shown_chore)

    @post(summary="Add a chore (parents)")
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ChoreSent]
    ) -> ChoreShown:
        async with office.work(request.user, "api") as work:
            chore_id = await actions.add_chore(work, await plan_of_sent(work, data))
            return shown_chore(await chore_named(work, chore_id))

    @get("/{chore_id:int}", summary="One chore")
    async def chore(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> ChoreShown:
        async with office.reading(request.user) as look:
            return shown_chore(await chore_named(look, chore_id))

    @put("/{chore_id:int}", summary="Change a chore; what is done stays as it was (parents)")
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        chore_id: FromPath[int],
        data: JSONBody[ChoreSent],
    ) -> ChoreShown:
        async with office.work(request.user, "api") as work:
            await actions.change_chore(work, chore_id, await plan_of_sent(work, data))
            return shown_chore(await chore_named(work, chore_id))

    @post("/{chore_id:int}/put-away", status_code=200, summary="Take a chore off the board (parents)")
    async def put_away(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> ChoreShown:
        async with office.work(request.user, "api") as work:
            await actions.put_away_chore(work, chore_id)
            return shown_chore(await chore_named(work, chore_id))

    @post("/{chore_id:int}/comeback", status_code=200, summary="Bring a chore back (parents)")
    async def come_back(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> ChoreShown:
        async with office.work(request.user, "api") as work:
            await actions.bring_back(work, chore_id)
            return shown_chore(await chore_named(work, chore_id))


class OccurrencesApi(Controller):
    path = "/occurrences"
    tags = ["Chores"]

    @get(summary="What is due on a day, today unless `day`, `from` or `to` says otherwise")
    async def occurrences(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member: Row = None,
        day: FromQuery[date | None] = None,
        first: Annotated[date | None, QueryParameter(name="from")] = None,
        last: Annotated[date | None, QueryParameter(name="to")] = None,
        in_state: Annotated[InState | None, QueryParameter(name="state")] = None,
        chore: Row = None,
        q: Words = "",
    ) -> Response[list[OccurrenceShown]]:
        async with office.reading(request.user) as look:
            one_day = day or (look.today if first is last is None else None)
            days = (one_day, one_day) if one_day else (first, last)
            asked = Asked(member, *days, in_state, chore, q)
            return listed(request, await occurrences_asked(look, asked, page), occurrence_shown)

    @get("/{occurrence_id:int}", summary="One time that a chore is due")
    async def occurrence(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> OccurrenceShown:
        async with office.reading(request.user) as look:
            return occurrence_shown(await duty_of(look, occurrence_id))

    @post("/{occurrence_id:int}/completion", status_code=200, summary="Say that it is done")
    async def complete(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[StepSent | None] = None,
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await actions.complete(work, occurrence_id, data.member_id if data else None)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/{occurrence_id:int}/approval", status_code=200, summary="Say yes; points follow (parents)")
    async def approve(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[ApprovalSent | None] = None,
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            sent = data or ApprovalSent()
            await actions.approve(work, occurrence_id, sent.member_id, sent.pay)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/{occurrence_id:int}/return", status_code=200, summary="Send it back with a note (parents)")
    async def send_back(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[ReturnSent | None] = None,
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await actions.send_back(work, occurrence_id, data.note if data else "")
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post(
        "/{occurrence_id:int}/undo",
        status_code=200,
        summary="Take back the newest step that stands; what it paid goes back, too",
    )
    async def undo(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[UndoSent | None] = None,
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await actions.undo(work, occurrence_id, data.step if data else None)
            return occurrence_shown(await duty_of(work, occurrence_id))


API = (
    PreviewApi,
    ChoresApi,
    OccurrencesApi,
    OffersApi,
    PausesApi,
    StepsApi,
    ApprovalsApi,
    StatisticsApi,
    CalendarsApi,
    ProposalsApi,
    ProofApi,
    TablesApi,
    RoutinesApi,
)
