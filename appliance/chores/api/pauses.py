"""Holiday and sickness for other programs of the house, as a calendar would know them."""

from datetime import date
from typing import Literal

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel, Field

from appliance.chores import actions
from appliance.chores.actions import PausePlan
from appliance.chores.forms import Start
from appliance.chores.queries.pauses import SeenPause, pause_of, pauses_of
from appliance.core.forms import RowId, Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class LastDaySent(Sent):
    """`last` null: until somebody ends it."""

    last: Start | None = None


class PauseSent(LastDaySent):
    """`member_id` null: the whole family."""

    kind: Literal["holiday", "sick", "away"]
    first: Start
    member_id: RowId | None = None
    note: str = Field(default="", max_length=200)


class PauseShown(BaseModel):
    """`on`: today is one of its days; `over`: it ended, or its last day has gone by."""

    id: int
    member_id: int | None
    kind: str
    first: date
    last: date | None
    note: str
    on: bool
    over: bool


class PausesApi(Controller):
    path = "/chores/pauses"
    tags = ["Chores"]

    @get(summary="Who is on holiday, sick or away, or will be; teens and children: their own")
    async def pauses(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[PauseShown]]:
        async with office.reading(request.user) as look:
            found = await pauses_of(look)
        return listed(request, page.among(found, lambda pause: (pause.first, pause.id)), _pause)

    @post(summary="Note a pause: nothing is due on its days (parents)")
    async def begin(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[PauseSent]
    ) -> PauseShown:
        async with office.work(request.user, "api") as work:
            pause_id = await actions.begin_pause(work, PausePlan(**data.model_dump()))
            return _pause(await pause_of(work, pause_id))

    @get("/{pause_id:int}", summary="One pause")
    async def pause(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> PauseShown:
        async with office.reading(request.user) as look:
            return _pause(await pause_of(look, pause_id))

    @put("/{pause_id:int}", summary="Let a pause last longer, or not so long (parents)")
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        pause_id: FromPath[int],
        data: JSONBody[LastDaySent],
    ) -> PauseShown:
        async with office.work(request.user, "api") as work:
            await actions.change_pause(work, pause_id, data.last)
            return _pause(await pause_of(work, pause_id))

    @post("/{pause_id:int}/end", status_code=200, summary="End a pause: what is to come is back (parents)")
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> PauseShown:
        async with office.work(request.user, "api") as work:
            await actions.end_pause(work, pause_id)
            return _pause(await pause_of(work, pause_id))


def _pause(pause: SeenPause) -> PauseShown:
    return PauseShown.model_validate(pause, from_attributes=True)
