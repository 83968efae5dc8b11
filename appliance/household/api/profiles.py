"""How the house looks to someone, and their picture, by API."""

from litestar import Controller, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import Profile, change_profile, remove_picture, set_picture
from appliance.household.actions.pictures import KIND
from appliance.household.forms import LooksSent
from appliance.household.models import Member, reading_of
from appliance.household.queries import member_of
from appliance.household.queries.pictures import picture_of
from appliance.web.api.manners import PICTURES
from appliance.web.request import AppRequest
from appliance.web.uploads import room_for_more


class ProfileShown(BaseModel):
    """`language` empty and `week_start` null: the family's. `picture`: a hash, empty for the drawn face."""

    member_id: int
    face: str
    hue: str
    theme: str
    language: str
    week_start: int | None
    reading: str
    picture: str


class ProfilesApi(Controller):
    path = "/members/{member_id:int}"
    tags = ["Household"]

    @get("/profile", summary="How the house looks to someone: your own, or a child's (parents)")
    async def profile(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> ProfileShown:
        async with office.reading(request.user) as look:
            member = await member_of(look, member_id)
        if not policy.may_change_looks(request.user, member):
            raise NotAllowed(_("You can change only your own page."))
        return _shown(member)

    @put("/profile", summary="Change it; `reading` only for teenagers and children")
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[LooksSent],
    ) -> ProfileShown:
        async with office.work(request.user, "api") as work:
            return _shown(await change_profile(work, member_id, Profile(**data.model_dump())))

    @get(
        "/picture",
        summary="The picture of someone of the family, 256 pixels wide",
        opt={PICTURES: True},
        media_type=KIND,
    )
    async def picture(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[bytes]:
        async with office.reading(request.user) as look:
            member = await member_of(look, member_id)
            found = await picture_of(look.db, member.family_id, member.picture, small=False)
        if found is None:
            raise NotFound(_("There is no such page."))
        return Response(found, media_type=KIND)

    @put(
        "/picture",
        summary="Send a JPEG, PNG, WebP or GIF of at most 8 MB as the body",
        opt={PICTURES: True},
        guards=[room_for_more],
    )
    async def put_picture(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> ProfileShown:
        sent = await request.body()
        return _shown(await set_picture(office, request.user, member_id, sent, "api"))

    @delete("/picture", summary="Take the picture away; the drawn face comes back")
    async def drop_picture(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await remove_picture(work, member_id)


def _shown(member: Member) -> ProfileShown:
    assert member.id is not None
    kept = member.model_dump(include=set(ProfileShown.model_fields) - {"member_id", "reading"})
    return ProfileShown(member_id=member.id, reading=reading_of(member), **kept)
