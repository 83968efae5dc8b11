"""The recovery sheet. A key for programs alone gives nothing out: the password is asked for as well."""

from datetime import datetime

from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel

from appliance.backups.actions import confirm_sheet, show_sheet
from appliance.backups.forms import GroupSent, ProofSent
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.request import AppRequest


class SheetShown(BaseModel):
    """`groups` as they are printed; `onward` is the password of a restic repository."""

    key: str
    groups: list[str]
    fingerprint: str
    onward: str


class SheetConfirmed(BaseModel):
    confirmed_at: datetime | None


class SheetApi(Controller):
    path = "/backups/sheet"
    tags = ["Backups"]

    @post("/", status_code=200, summary="The recovery key; asks for the password")
    async def show(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        data: JSONBody[ProofSent],
    ) -> SheetShown:
        settings: Settings = request.app.state.settings
        sheet = await show_sheet(office, credentials, request.user, settings.data, data.password, "api")
        return SheetShown(
            key=sheet.text, groups=sheet.groups, fingerprint=sheet.fingerprint, onward=sheet.onward
        )

    @post("/confirmation", status_code=200, summary="The sheet is on paper: its last group of letters")
    async def confirm(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[GroupSent]
    ) -> SheetConfirmed:
        settings: Settings = request.app.state.settings
        plan = await confirm_sheet(office, request.user, settings.data, data.group, "api")
        return SheetConfirmed(confirmed_at=plan.sheet_confirmed_at)
