"""The plan of the backups."""

from litestar import Controller, get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel

from appliance.backups.actions import PlanChange, change_plan
from appliance.backups.api.shapes import PlanShown, plan_shown
from appliance.backups.forms import PlanSent
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import plan_in
from appliance.backups.queries.overview import onward_address
from appliance.backups.queries.places import disks_of
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.web.request import AppRequest


class DiskShown(BaseModel):
    """`folder` is the one suggested on it."""

    mount: str
    folder: str
    free: int
    writable: bool
    by_network: bool


class PlanApi(Controller):
    path = "/backups"
    tags = ["Backups"]

    @get("/plan", summary="When, where to, how many, and where on to")
    async def plan(self, request: AppRequest, office: NamedDependency[Office]) -> PlanShown:
        ask_to_keep(request.user)
        async with office.reading(request.user) as look:
            plan = await plan_in(look.db)
        return plan_shown(plan, onward_address(office, plan))

    @put("/plan", summary="Change the plan; a new folder is tried at once")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[PlanSent]
    ) -> PlanShown:
        settings: Settings = request.app.state.settings
        change = PlanChange(**data.model_dump())
        plan = await change_plan(office, request.user, settings.data, change, "api")
        return plan_shown(plan, onward_address(office, plan))

    @get("/disks", summary="Other disks and shares that are mounted now")
    async def disks(self, request: AppRequest) -> list[DiskShown]:
        ask_to_keep(request.user)
        settings: Settings = request.app.state.settings
        found = await disks_of(settings.data)
        return [DiskShown.model_validate(disk, from_attributes=True) for disk in found]
