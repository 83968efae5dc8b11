"""More time, asked for and answered, for other programs of the house."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.screen_time import actions
from appliance.screen_time.forms.requests import AnswerSent, AskSent
from appliance.screen_time.queries import AskedRequests, SeenRequest, request_of, requests_asked, seen
from appliance.screen_time.rules import State
from appliance.web.api.pages import Row, listed
from appliance.web.request import AppRequest


class RequestShown(BaseModel):
    """`granted` fewer than `minutes` is a yes to less. `later_at`: it is asked again by itself then."""

    id: int
    member_id: int
    minutes: int
    reason: str
    state: State
    asked_at: datetime
    lapses_at: datetime
    later_at: datetime | None
    granted: int
    note: str
    answered_by: int | None
    answered_at: datetime | None
    read_at: datetime | None


class RequestsApi(Controller):
    path = "/screen-time/requests"
    tags = ["Screen time"]

    @get(summary="Requests for more time, newest first: all for a parent, one's own for a child")
    async def requests(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member: Row = None,
        in_state: Annotated[State | None, QueryParameter(name="state")] = None,
    ) -> Response[list[RequestShown]]:
        async with office.reading(request.user) as look:
            found = await requests_asked(look, AskedRequests(member, in_state), page)
        return listed(request, found, _shown)

    @post(summary="Ask for more time today; one request at a time")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[AskSent]
    ) -> RequestShown:
        async with office.work(request.user, "api") as work:
            row = await actions.ask_for_time(work, data.minutes, data.reason)
            return _shown(seen(work, row, None))

    @get("/{request_id:int}", summary="One request")
    async def one(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> RequestShown:
        async with office.reading(request.user) as look:
            return _shown(await request_of(look, request_id))

    @post("/{request_id:int}/withdrawal", status_code=200, summary="Take a request back")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> RequestShown:
        async with office.work(request.user, "api") as work:
            row = await actions.withdraw_request(work, request_id)
            return _shown(seen(work, row, None))

    @post("/{request_id:int}/answer", status_code=200, summary="Say yes, less, later or no (parents, guests)")
    async def answer(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        request_id: FromPath[int],
        data: JSONBody[AnswerSent],
    ) -> RequestShown:
        async with office.work(request.user, "api") as work:
            row = await actions.answer_request(work, request_id, data.reply)
            return _shown(seen(work, row, None))

    @post("/{request_id:int}/undo", status_code=200, summary="Take an answer back; minutes given go")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> RequestShown:
        async with office.work(request.user, "api") as work:
            row = await actions.undo_answer(work, request_id)
            return _shown(seen(work, row, None))

    @post("/{request_id:int}/reading", status_code=200, summary="Say that the answer was read")
    async def read(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> RequestShown:
        async with office.work(request.user, "api") as work:
            row = await actions.put_answer_away(work, request_id)
            return _shown(seen(work, row, None))


def _shown(one: SeenRequest) -> RequestShown:
    shown = RequestShown.model_validate(one, from_attributes=True)
    return shown.model_copy(update={"answered_by": one.answered_by or None})
