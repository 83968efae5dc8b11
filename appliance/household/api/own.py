"""Oneself and one's family by API."""

from litestar import Controller, get, patch, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from appliance.core.work import Office
from appliance.household.actions import NewFamily, change_family, change_own_password
from appliance.household.actions.secrets import OwnPassword
from appliance.household.api.shapes import (
    FamilyChanges,
    FamilyShown,
    MeShown,
    show_family,
    show_me,
)
from appliance.household.credentials import Credentials
from appliance.household.forms import PasswordChange
from appliance.household.queries import family_of
from appliance.web.request import AppRequest


class MeApi(Controller):
    path = "/me"
    tags = ["Household"]

    @get("/", summary="Whom this key belongs to")
    async def me(self, request: AppRequest) -> MeShown:
        return show_me(request.user)

    @put("/password", status_code=204, summary="A new password of your own; ends all your sign-ins")
    async def password(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        data: JSONBody[PasswordChange],
    ) -> None:
        change = OwnPassword(data.old, data.password, end_keys=data.end_keys)
        await change_own_password(office, credentials, request.user, change)


class FamilyApi(Controller):
    path = "/family"
    tags = ["Household"]

    @get("/", summary="The family: its name, language, time zone and first day of the week")
    async def family(self, request: AppRequest, office: NamedDependency[Office]) -> FamilyShown:
        async with office.reading(request.user) as look:
            return show_family(await family_of(look))

    @patch("/", summary="Change what is known of the family (parents)")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[FamilyChanges]
    ) -> FamilyShown:
        async with office.work(request.user, "api") as work:
            row = await family_of(work)
            before = {field: getattr(row, field) for field in FamilyChanges.model_fields}
            await change_family(work, NewFamily(**{**before, **data.model_dump(exclude_none=True)}))
            return show_family(await family_of(work))
