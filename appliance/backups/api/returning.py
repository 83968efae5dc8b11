"""Bringing the house back, by API: the same questions, the same password, the same refusals."""

from datetime import datetime
from pathlib import Path

from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.backups.actions.returned import put_away, take_back
from appliance.backups.actions.returning import Keeper, bring_back, stop_bringing_back, try_key
from appliance.backups.forms import FolderSent, KeySent, ProofSent
from appliance.backups.pages.arriving import choose_arrived, chosen_of
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import folder_with
from appliance.backups.queries.returning import look_inside, outcome
from appliance.backups.restoring.attempt import Attempt, Found, Restorations
from appliance.backups.rules.mounts import check_place
from appliance.backups.rules.returned import KEPT_FOR
from appliance.core.i18n import say_refusal
from appliance.core.migrate import revisions
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.api.manners import PICTURES
from appliance.web.arrivals import receive_bytes
from appliance.web.request import AppRequest


class FoundShown(BaseModel):
    """`opened` is false until a key fits. `newer`: this version of the appliance cannot read it."""

    name: str
    opened: bool
    created: datetime | None = None
    version: str = ""
    newer: bool = False
    counts: dict[str, int] = {}
    files: int = 0


class CameBack(BaseModel):
    """`way`: backup, setup, back (a restore taken back) or command. `by` is a name, or empty."""

    way: str
    name: str
    created: datetime | None
    by: str
    at: datetime


class RestorationShown(BaseModel):
    """`stage`: none, running, leaving (the house starts itself again) or refused, with the sentence why.

    `kept_until`: until then what was here before can be taken back. `new_pins`: members who need one.
    """

    stage: str = "none"
    name: str = ""
    step: str = ""
    share: float = 0.0
    refusal: str = ""
    broken_off: bool = False
    last: CameBack | None = None
    kept_until: datetime | None = None
    new_pins: list[int] = []


class KeptRestorationsApi(Controller):
    path = "/backups/kept/{name:str}/restorations"
    tags = ["Backups"]

    @post("/", status_code=202, summary="Bring the house back to this backup; asks for the password")
    async def begin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        restorations: NamedDependency[Restorations],
        name: FromPath[str],
        data: JSONBody[ProofSent],
    ) -> RestorationShown:
        async with office.reading(request.user) as look:
            place = await folder_with(look, restorations.data, name)
        found = await look_inside(restorations.data, place, name)
        keeper = Keeper(request.user, data.password, "api")
        return _going_on(request, await bring_back(office, credentials, restorations, keeper, found))


class ChoiceApi(Controller):
    path = "/restoration"
    tags = ["Backups"]

    @put(
        "/file",
        opt={PICTURES: True},
        request_max_body_size=None,
        summary="Send a backup of any size as the body; nothing is brought back yet",
    )
    async def send(self, request: AppRequest, restorations: NamedDependency[Restorations]) -> FoundShown:
        ask_to_keep(request.user)
        async with restorations.arriving() as sink:
            await receive_bytes(request, sink, restorations.arrival.room)
        return _found(await choose_arrived(restorations))

    @put("/folder", summary="Point to a backup in a folder of this machine; nothing is brought back yet")
    async def point(
        self,
        request: AppRequest,
        restorations: NamedDependency[Restorations],
        data: JSONBody[FolderSent],
    ) -> FoundShown:
        ask_to_keep(request.user)
        place = Path(check_place(data.place, str(restorations.data.absolute())))
        restorations.chosen = await look_inside(restorations.data, place, data.name)
        return _found(restorations.chosen)

    @post("/key", status_code=200, summary="The recovery key of what was sent or pointed to")
    async def key(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
        data: JSONBody[KeySent],
    ) -> FoundShown:
        ask_to_keep(request.user)
        address = request.client.host if request.client else ""
        found = chosen_of(restorations)
        restorations.chosen = await try_key(office, restorations.data, found, data.key, address)
        return _found(restorations.chosen)

    @get("/chosen", summary="What was sent or pointed to, and what is in it")
    async def chosen(self, request: AppRequest, restorations: NamedDependency[Restorations]) -> FoundShown:
        ask_to_keep(request.user)
        return _found(chosen_of(restorations))


class RestorationApi(Controller):
    path = "/restoration"
    tags = ["Backups"]

    @get("/", summary="How bringing the house back goes on, and what came of it last")
    async def show(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> RestorationShown:
        ask_to_keep(request.user)
        attempt = restorations.attempt
        shown = _going_on(request, attempt) if attempt else RestorationShown()
        async with office.reading(request.user) as look:
            found = await outcome(look, restorations.data)
        shown.broken_off = found.broken_off and attempt is None
        if found.last is not None:
            shown.last = CameBack.model_validate(found.last, from_attributes=True)
            shown.kept_until = found.last.at + KEPT_FOR if found.kept else None
            shown.new_pins = [pin.member.id or 0 for pin in found.pins if pin.own]
        return shown

    @post("/", status_code=202, summary="Bring the house back to what was chosen; asks for the password")
    async def begin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        restorations: NamedDependency[Restorations],
        data: JSONBody[ProofSent],
    ) -> RestorationShown:
        ask_to_keep(request.user)
        keeper = Keeper(request.user, data.password, "api")
        found = chosen_of(restorations)
        return _going_on(request, await bring_back(office, credentials, restorations, keeper, found))

    @delete("/", summary="Stop it, as long as nothing is ready")
    async def stop(self, request: AppRequest, restorations: NamedDependency[Restorations]) -> None:
        await stop_bringing_back(restorations, request.user)

    @post("/return", status_code=202, summary="Take the last restore back; asks for the password")
    async def back(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        restorations: NamedDependency[Restorations],
        data: JSONBody[ProofSent],
    ) -> RestorationShown:
        keeper = Keeper(request.user, data.password, "api")
        return _going_on(request, await take_back(office, credentials, restorations, keeper))

    @delete("/replaced", summary="Delete what was here before the last restore; needs a backup since")
    async def final(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> None:
        await put_away(office, restorations, request.user, "api")


def _going_on(request: AppRequest, attempt: Attempt) -> RestorationShown:
    return RestorationShown(
        stage=attempt.stage.value,
        name=attempt.found.name,
        step=attempt.step,
        share=attempt.share,
        refusal=say_refusal(request.user.language, attempt.refusal) if attempt.refusal else "",
    )


def _found(found: Found) -> FoundShown:
    manifest = found.manifest
    if manifest is None:
        return FoundShown(name=found.name, opened=False)
    return FoundShown(
        name=found.name,
        opened=True,
        created=manifest.created,
        version=manifest.version,
        newer=manifest.schema_revision not in revisions()[0],
        counts=dict(manifest.counts),
        files=len(manifest.files),
    )
