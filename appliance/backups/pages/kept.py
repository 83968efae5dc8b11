"""One backup: what it holds, checked, taken along or removed."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Stream

from appliance.backups.actions import check_backup, download_backup, remove_backup
from appliance.backups.archive.keys import keys_of
from appliance.backups.archive.portable import bundle, bundle_size
from appliance.backups.forms import ProofSent
from appliance.backups.pages.arriving import refused
from appliance.backups.pages.backups import HERE, TOPIC, settings_of
from appliance.backups.queries.overview import overview
from appliance.core.errors import Invalid, NotFound, TooOften
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.web.forms import Form, read_form
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
NAMED = "/kept/{name:str}"


class KeptPages(Controller):
    path = HERE

    @get(NAMED)
    async def kept(
        self, request: AppRequest, office: NamedDependency[Office], name: FromPath[str]
    ) -> Response[str]:
        return await _show(request, office, name, Form())

    @post(f"{NAMED}/check")
    async def check(
        self, request: AppRequest, office: NamedDependency[Office], name: FromPath[str]
    ) -> Answer:
        await check_backup(office, request.user, settings_of(request).data, name)
        return changed(request, f"{HERE}/kept/{name}", Toast(_("The check begins now.")), TOPIC)

    @post(f"{NAMED}/removal")
    async def remove(
        self, request: AppRequest, office: NamedDependency[Office], name: FromPath[str]
    ) -> Answer:
        await remove_backup(office, request.user, settings_of(request).data, name)
        return redirect(request, HERE, ShownToast(say(request.user.language, _("The backup is gone.")), None))

    @post(f"{NAMED}/download", status_code=200)
    async def download(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        name: FromPath[str],
    ) -> Response[str] | Stream:
        form = await read_form(request, ProofSent, request.user.language)
        if form.model is None:
            return await _show(request, office, name, form, 422)
        data = settings_of(request).data
        try:
            folder = await download_backup(office, credentials, request.user, data, name, form.model.password)
        except (Invalid, TooOften) as refusal:
            return await _show(request, office, name, refused(request, form, refusal), refusal.status)
        return await taken_along(data, folder, name)


async def _show(
    request: AppRequest, office: Office, name: str, form: Form[ProofSent], status: int = 200
) -> Response[str]:
    seen = await overview(office, request.user, settings_of(request).data)
    one = next((one for one in seen.listed if one.name == name), None)
    if one is None:
        raise NotFound(_("There is no such backup."))
    return page(request, "backups/kept.html", status, one=one, seen=seen, form=form)


async def taken_along(data: Path, folder: Path, name: str) -> Stream:
    """A piece at a time, read off the event loop: backups are larger than the memory of a small box."""
    keys = await asyncio.to_thread(keys_of, data)
    size = await asyncio.to_thread(bundle_size, folder, name, keys)
    pieces = await asyncio.to_thread(bundle, folder, name, keys)
    headers = {
        "content-disposition": f'attachment; filename="{name.removesuffix(".age")}.tar"',
        "content-length": str(size),
        "cache-control": "no-store",
    }
    return Stream(_one_by_one(pieces), media_type="application/x-tar", headers=headers)


async def _one_by_one(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    while (piece := await asyncio.to_thread(next, pieces, b"")) != b"":
        yield piece
