"""Pictures of people, for their own family: signed in, or at the wall of one of its browsers."""

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.actions.pictures import KIND
from appliance.household.pages.cookies import device_at
from appliance.household.queries.pictures import picture_of
from appliance.web.guards import PUBLIC
from appliance.web.render import viewer_of
from appliance.web.request import AppRequest

HEADERS = {
    # Its address holds a hash of its bytes; no proxy may keep it for others.
    "cache-control": "private, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
}


class PicturePages(Controller):
    path = "/pictures/{version:str}"
    opt = PUBLIC

    @get("/")
    async def large(
        self, request: AppRequest, office: NamedDependency[Office], version: FromPath[str]
    ) -> Response[bytes]:
        return await _picture(request, office, version, small=False)

    @get("/small")
    async def small(
        self, request: AppRequest, office: NamedDependency[Office], version: FromPath[str]
    ) -> Response[bytes]:
        return await _picture(request, office, version, small=True)


async def _picture(request: AppRequest, office: Office, version: str, small: bool) -> Response[bytes]:
    family_id = await _family_at(request, office)
    found = None
    if family_id is not None:
        async with office.database.reading() as db:
            found = await picture_of(db, family_id, version, small)
    if found is None:
        raise NotFound(_("There is no such page."))
    return Response(found, media_type=KIND, headers=HEADERS)


async def _family_at(request: AppRequest, office: Office) -> int | None:
    viewer = viewer_of(request)
    if viewer is not None:
        return viewer.family_id
    device = await device_at(request, office)
    return device.family_id if device is not None and device.enrolled else None
