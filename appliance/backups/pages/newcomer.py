"""Into a fresh machine: whoever has the set-up code, a backup and its recovery key gets the family back."""

from pathlib import Path

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect

from appliance.backups.actions.returning import bring_back_first, try_key
from appliance.backups.forms import KeySent, PlaceSent
from appliance.backups.pages.arriving import arrive, chosen_of, refused
from appliance.backups.pages.restoration import progress
from appliance.backups.queries.places import disks_of
from appliance.backups.queries.returning import backups_lying_in, look_inside
from appliance.backups.restoring.attempt import Restorations
from appliance.backups.rules.mounts import check_place
from appliance.core.errors import NotFound, Refusal
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.pages.setup import code_was_right, only_before_founding
from appliance.household.queries import families_exist
from appliance.web.arrivals import STREAMED
from appliance.web.forms import Form, read_form
from appliance.web.guards import PUBLIC
from appliance.web.render import by_htmx, language_of, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
KEY = "/setup/return/key"


class NewcomerPages(Controller):
    path = "/setup/return"
    opt = PUBLIC

    @get("/")
    async def sources(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
        place: FromQuery[str] = "",
    ) -> Answer:
        await _ask(request, office)
        return await _sources(request, restorations, Form(values={"place": place}))

    @post("/file", opt=STREAMED, request_max_body_size=None)
    async def file(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        await _ask(request, office)
        try:
            await arrive(request, restorations)
        except Refusal as refusal:
            form: Form[PlaceSent] = refused(request, Form(), refusal, "file")
            return await _sources(request, restorations, form, refusal.status)
        return redirect(request, KEY)

    @post("/folder")
    async def folder(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        """The newest one in it: on a machine that is gone nobody chooses an older one."""
        await _ask(request, office)
        form = await read_form(request, PlaceSent, language_of(request))
        if form.model is None:
            return await _sources(request, restorations, form, 422)
        try:
            place = Path(check_place(form.model.place, str(restorations.data.absolute())))
            lying = await backups_lying_in(place)
            restorations.chosen = await look_inside(restorations.data, place, lying[0].name)
        except Refusal as refusal:
            refused(request, form, refusal, "place")
            return await _sources(request, restorations, form, refusal.status)
        return redirect(request, KEY)

    @get("/key")
    async def key(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        await _ask(request, office)
        return _key_page(request, restorations, Form())

    @post("/key")
    async def begin(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        await _ask(request, office)
        form = await read_form(request, KeySent, language_of(request))
        if form.model is None:
            return _key_page(request, restorations, form, 422)
        address = request.client.host if request.client else ""
        try:
            found = chosen_of(restorations)
            found = await try_key(office, restorations.data, found, form.model.key, address)
            await bring_back_first(restorations, found, office.clock())
        except Refusal as refusal:
            return _key_page(request, restorations, refused(request, form, refusal), refusal.status)
        return redirect(request, "/setup/return/progress")

    @get("/progress")
    async def progress(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        restorations: NamedDependency[Restorations],
    ) -> Answer:
        """Leads to what came back as soon as somebody lives here, and to the sign-in on the way there."""
        async with office.database.reading() as db:
            lived_in = await families_exist(db)
        if lived_in:
            away = Response("", headers={"HX-Redirect": "/restoration"})
            return away if by_htmx(request) else redirect(request, "/restoration")
        await _ask(request, office)
        if restorations.attempt is None:
            return redirect(request, "/setup/return")
        return page(
            request, "backups/newcomer_waits.html", 200, nav=[], **progress(request, restorations.attempt)
        )


async def _ask(request: AppRequest, office: Office) -> None:
    await only_before_founding(office)
    if not code_was_right(request):
        raise NotFound(_("There is no such page."))


def _key_page(
    request: AppRequest, restorations: Restorations, form: Form[KeySent], status: int = 200
) -> Response[str]:
    found = chosen_of(restorations)
    return page(request, "backups/newcomer_key.html", status, form=form, found=found, nav=[])


async def _sources(
    request: AppRequest, restorations: Restorations, form: Form[PlaceSent], status: int = 200
) -> Response[str]:
    disks = await disks_of(restorations.data)
    return page(request, "backups/newcomer.html", status, form=form, disks=disks, nav=[])
