"""Backups that lie in the folders."""

from litestar import Controller, delete, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import Stream

from appliance.backups.actions import check_backup, download_backup, remove_backup
from appliance.backups.api.shapes import RunShown, run_shown
from appliance.backups.forms import ProofSent
from appliance.backups.pages.kept import taken_along
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.request import AppRequest


class KeptApi(Controller):
    path = "/backups/kept/{name:str}"
    tags = ["Backups"]

    @post("/check", status_code=202, summary="Read a backup from its first byte to its last")
    async def check(
        self, request: AppRequest, office: NamedDependency[Office], name: FromPath[str]
    ) -> RunShown:
        settings: Settings = request.app.state.settings
        run = await check_backup(office, request.user, settings.data, name, "api")
        return run_shown(request.user.language, run)

    @delete("/", summary="Remove a backup; the only one stays")
    async def remove(self, request: AppRequest, office: NamedDependency[Office], name: FromPath[str]) -> None:
        settings: Settings = request.app.state.settings
        await remove_backup(office, request.user, settings.data, name, "api")

    @post(
        "/download", status_code=200, summary="Take a backup along as one locked file; asks for the password"
    )
    async def download(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        name: FromPath[str],
        data: JSONBody[ProofSent],
    ) -> Stream:
        settings: Settings = request.app.state.settings
        folder = await download_backup(
            office, credentials, request.user, settings.data, name, data.password, "api"
        )
        return await taken_along(settings.data, folder, name)
