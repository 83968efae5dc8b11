"""What the family decided about measuring."""

from datetime import datetime

from litestar import Controller, get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.screen_time.actions.settings import Wanted, set_screen_policy
from appliance.screen_time.forms.settings import ScreenPolicySent
from appliance.screen_time.queries.settings import policy_of
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class ScreenPolicyPut(ScreenPolicySent):
    """All of it: what is left out would be off unnoticed."""

    keep_titles: bool
    alert_silence: bool


class ScreenPolicyShown(BaseModel):
    """`keep_days` of single intervals, `silence_after` in minutes; `set_at` is null while nothing was set."""

    keep_titles: bool
    keep_days: int
    keep_told_days: int
    silence: str
    silence_after: int
    alert_silence: bool
    request_hours: int
    set_by: int
    set_at: datetime | None


class ScreenPolicyApi(Controller):
    path = "/screen-time/policy"
    tags = ["Screen time"]

    @get(summary="What is measured and kept, and what silence of a device counts for")
    async def show(self, request: AppRequest, office: NamedDependency[Office]) -> ScreenPolicyShown:
        async with office.reading(request.user) as look:
            return _shown(await policy_of(look))

    @put(summary="Decide that, from now on (parents)", guards=[parents_only])
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ScreenPolicyPut]
    ) -> ScreenPolicyShown:
        async with office.work(request.user, "api") as work:
            return _shown(await set_screen_policy(work, Wanted(**data.model_dump())))


def _shown(row: BaseModel) -> ScreenPolicyShown:
    return ScreenPolicyShown(**row.model_dump(include=set(ScreenPolicyShown.model_fields)))
