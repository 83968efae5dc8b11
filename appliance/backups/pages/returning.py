"""Bringing the house back: from a backup of the list, from a file that is sent, from a folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.backups.actions.returning import Keeper, bring_back, try_key
from appliance.backups.archive.secrets import pepper_mark
from appliance.backups.forms import FolderSent, KeySent, ProofSent
from appliance.backups.pages.arriving import arrive, chosen_of, refused
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import folder_with
from appliance.backups.queries.places import disks_of
from appliance.backups.queries.returning import Lying, backups_lying_in, compared, counts_now, look_inside
from appliance.backups.restoring.attempt import Found, Restorations
from appliance.backups.rules.mounts import check_place
from appliance.core.errors import Refusal
from appliance.core.migrate import revisions
from appliance.core.secrets import Secrets
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.arrivals import STREAMED
from appliance.web.forms import Form, read_form
from appliance.web.render import page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
M = TypeVar("M", bound=BaseModel)
CHOSEN = "/restorations/chosen"


class KeptBackPages(Controller):
    path = "/backups/kept/{name:str}/restoration"

    @get("/")
    async def ask(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
        name: FromPath[str],
    ) -> Response[str]:
        return await _asked(request, office, await _kept(request, office, restorations, name), Form())

    @post("/")
    async def begin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        restorations: NamedDependency[Restorations],
        name: FromPath[str],
    ) -> Answer:
        found = await _kept(request, office, restorations, name)
        return await _begun(request, office, credentials, restorations, found)


class OtherBackPages(Controller):
    path = "/restorations"

    @get("/new")
    async def sources(
        self, request: AppRequest, restorations: NamedDependency[Restorations], place: FromQuery[str] = ""
    ) -> Response[str]:
        ask_to_keep(request.user)
        form: Form[FolderSent] = Form(values={"place": place})
        names: Sequence[Lying] = ()
        try:
            names = await _lying(restorations, place) if place else ()
        except Refusal as refusal:
            refused(request, form, refusal, "place")
        return await _sources(request, restorations, form, 422 if form.errors else 200, names)

    @post("/file", opt=STREAMED, request_max_body_size=None)
    async def file(self, request: AppRequest, restorations: NamedDependency[Restorations]) -> Answer:
        ask_to_keep(request.user)
        try:
            await arrive(request, restorations)
        except Refusal as refusal:
            form: Form[FolderSent] = refused(request, Form(), refusal, "file")
            return await _sources(request, restorations, form, refusal.status)
        return redirect(request, CHOSEN)

    @post("/folder")
    async def folder(self, request: AppRequest, restorations: NamedDependency[Restorations]) -> Answer:
        ask_to_keep(request.user)
        form = await read_form(request, FolderSent, request.user.language)
        if form.model is None:
            return await _sources(request, restorations, form, 422)
        try:
            place = Path(check_place(form.model.place, str(restorations.data.absolute())))
            restorations.chosen = await look_inside(restorations.data, place, form.model.name)
        except Refusal as refusal:
            refused(request, form, refusal, "place")
            return await _sources(request, restorations, form, refusal.status)
        return redirect(request, CHOSEN)


class ChosenBackPages(Controller):
    path = CHOSEN

    @get("/")
    async def ask(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Response[str]:
        ask_to_keep(request.user)
        return await _asked(request, office, chosen_of(restorations), Form())

    @post("/")
    async def begin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        ask_to_keep(request.user)
        return await _begun(request, office, credentials, restorations, chosen_of(restorations))

    @post("/key")
    async def key(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        ask_to_keep(request.user)
        found = chosen_of(restorations)
        form = await read_form(request, KeySent, request.user.language)
        if form.model is None:
            return await _asked(request, office, found, form, 422)
        address = request.client.host if request.client else ""
        try:
            restorations.chosen = await try_key(office, restorations.data, found, form.model.key, address)
        except Refusal as refusal:
            return await _asked(request, office, found, refused(request, form, refusal), refusal.status)
        return redirect(request, CHOSEN)


async def _kept(request: AppRequest, office: Office, restorations: Restorations, name: str) -> Found:
    async with office.reading(request.user) as look:
        place = await folder_with(look, restorations.data, name)
    return await look_inside(restorations.data, place, name)


async def _lying(restorations: Restorations, place: str) -> Sequence[Lying]:
    return await backups_lying_in(Path(check_place(place, str(restorations.data.absolute()))))


async def _begun(
    request: AppRequest,
    office: Office,
    credentials: Credentials,
    restorations: Restorations,
    found: Found,
) -> Answer:
    form = await read_form(request, ProofSent, request.user.language)
    if form.model is None:
        return await _asked(request, office, found, form, 422)
    try:
        await bring_back(office, credentials, restorations, Keeper(request.user, form.model.password), found)
    except Refusal as refusal:
        return await _asked(request, office, found, refused(request, form, refusal), refusal.status)
    return redirect(request, "/restoration")


async def _asked(
    request: AppRequest, office: Office, found: Found, form: Form[M], status: int = 200
) -> Response[str]:
    """What is in it, and what would be lost; or the question for the key that it was locked with."""
    if found.manifest is None:
        return page(request, "backups/restoration_key.html", status, form=form, found=found)
    async with office.reading(request.user) as look:
        rows = compared(await counts_now(look), found.manifest.counts)
    secrets: Secrets = request.app.state.secrets
    return page(
        request,
        "backups/restoration.html",
        status,
        form=form,
        found=found,
        manifest=found.manifest,
        rows=rows,
        newer=found.manifest.schema_revision not in revisions()[0],
        pins_stay=found.manifest.pepper == pepper_mark(secrets),
        action=request.url.path,
    )


async def _sources(
    request: AppRequest,
    restorations: Restorations,
    form: Form[M],
    status: int,
    names: Sequence[Lying] = (),
) -> Response[str]:
    disks = await disks_of(restorations.data)
    return page(request, "backups/restoration_new.html", status, form=form, names=names, disks=disks)
