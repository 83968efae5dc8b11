"""How the backups stand, and what may be started."""

from functools import partial
from typing import Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.backups.actions import ask_for_run
from appliance.backups.api.shapes import RunShown, StandingShown, run_shown, standing_shown
from appliance.backups.models import Kind
from appliance.backups.queries import run_of, runs_asked
from appliance.backups.queries.overview import overview
from appliance.core.forms import Sent
from appliance.core.paging import Page
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class RunWish(Sent):
    """`onward`: the folder is sent on to where the plan says."""

    kind: Literal["backup", "drill", "onward"] = "backup"


class BackupsApi(Controller):
    path = "/backups"
    tags = ["Backups"]

    @get("/", summary="How the backups stand (owner of the family that keeps the house)")
    async def standing(self, request: AppRequest, office: NamedDependency[Office]) -> StandingShown:
        settings: Settings = request.app.state.settings
        return standing_shown(request.user.language, await overview(office, request.user, settings.data))

    @get("/runs", summary="What was done, the newest first")
    async def runs(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[RunShown]]:
        async with office.reading(request.user) as look:
            part = await runs_asked(look, page)
        return listed(request, part, partial(run_shown, request.user.language))

    @get("/runs/{run_id:int}", summary="One run: how far it is, or what became of it")
    async def run(
        self, request: AppRequest, office: NamedDependency[Office], run_id: FromPath[int]
    ) -> RunShown:
        async with office.reading(request.user) as look:
            return run_shown(request.user.language, await run_of(look, run_id))

    @post("/runs", status_code=202, summary="Make a backup now, hold a drill, or send them on")
    async def begin(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[RunWish]
    ) -> RunShown:
        async with office.work(request.user, "api") as work:
            return run_shown(request.user.language, await ask_for_run(work, Kind(data.kind)))
