"""The steps of an occurrence that are not a word about whether it is done, and the log of all of them."""

from datetime import datetime
from typing import Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel, Field

from appliance.chores import actions
from appliance.chores.api.shown import OccurrenceShown, occurrence_shown
from appliance.chores.queries import duty_of
from appliance.chores.queries.story import story_about
from appliance.core.forms import RowId, Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class ClaimSent(Sent):
    """`member_id`: who will do it, where a parent says so."""

    member_id: RowId | None = None


class EndingSent(Sent):
    """`skip`: not this time; `excuse`: it never breaks a streak; `miss`: let go."""

    how: Literal["skip", "excuse", "miss"]
    note: str = Field(default="", max_length=200)


class StepShown(BaseModel):
    """`by`: 0 is the house itself. `id` is null for what was done before steps were written down."""

    id: int | None
    step: str
    by: int
    at: datetime | None
    note: str
    undone_by: int | None
    undone_at: datetime | None


class StepsApi(Controller):
    path = "/occurrences/{occurrence_id:int}"
    tags = ["Chores"]

    @get("/steps", summary="What has happened to it, the oldest first, also what was taken back")
    async def steps(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        occurrence_id: FromPath[int],
    ) -> Response[list[StepShown]]:
        async with office.reading(request.user) as look:
            story = await story_about(look, await duty_of(look, occurrence_id))
        shown = [StepShown.model_validate(told, from_attributes=True) for told in story.told]
        return listed(request, page.among(shown, lambda one: (str(one.at), one.id or 0)), lambda one: one)

    @post("/claim", status_code=200, summary="Take one that is up for grabs: I'll do it")
    async def claim(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[ClaimSent | None] = None,
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await actions.claim(work, occurrence_id, data.member_id if data else None)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/release", status_code=200, summary="Leave it to somebody else: up for grabs again")
    async def release(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> OccurrenceShown:
        async with office.work(request.user, "api") as work:
            await actions.release(work, occurrence_id)
            return occurrence_shown(await duty_of(work, occurrence_id))

    @post("/ending", status_code=200, summary="Skip it, excuse it, or let it go as missed (parents)")
    async def end(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        data: JSONBody[EndingSent],
    ) -> OccurrenceShown:
        verb = {"skip": actions.skip, "excuse": actions.excuse, "miss": actions.let_go}[data.how]
        async with office.work(request.user, "api") as work:
            await verb(work, occurrence_id, data.note)
            return occurrence_shown(await duty_of(work, occurrence_id))
