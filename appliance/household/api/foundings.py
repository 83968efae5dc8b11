"""A link for another family by API."""

from datetime import datetime

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.household.actions import make_founding_code, revoke_founding_code
from appliance.household.queries.founding import open_founding_codes
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class FoundingCodeShown(BaseModel):
    id: int
    created_at: datetime
    expires_at: datetime


class FoundingCodeMade(BaseModel):
    """Open `path` on this house in a browser; it works once, within seven days."""

    code: str
    path: str


class FoundingsApi(Controller):
    path = "/foundings"
    tags = ["Household"]
    guards = [parents_only]

    @get("/", summary="Links for another family that nobody has used yet (owner)")
    async def codes(self, request: AppRequest, office: NamedDependency[Office]) -> list[FoundingCodeShown]:
        async with office.reading(request.user) as look:
            found = await open_founding_codes(look)
        return [FoundingCodeShown.model_validate(row, from_attributes=True) for row in found]

    @post("/", summary="Let somebody found another family on this appliance (owner)")
    async def make(self, request: AppRequest, office: NamedDependency[Office]) -> FoundingCodeMade:
        async with office.work(request.user, "api") as work:
            code = await make_founding_code(work)
        return FoundingCodeMade(code=code, path=f"/found/{code}")

    @delete("/{code_id:int}", summary="Take such a link back (owner)")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], code_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_founding_code(work, code_id)
