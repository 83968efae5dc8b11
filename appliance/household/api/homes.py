"""The families of this house that someone belongs to."""

from litestar import Controller, get
from litestar.di import NamedDependency
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.household.models import Family, Member
from appliance.household.queries import family_of, member_of
from appliance.household.queries.homes import other_homes
from appliance.web.request import AppRequest


class HomeShown(BaseModel):
    """You, as a member of one family; `here`: the one that this key belongs to."""

    member_id: int
    name: str
    role: str
    family: str
    here: bool


class HomesApi(Controller):
    path = "/me/families"
    tags = ["Household"]

    @get("/", summary="Families of this house that you belong to")
    async def families(self, request: AppRequest, office: NamedDependency[Office]) -> list[HomeShown]:
        async with office.reading(request.user) as look:
            me, family = await member_of(look, request.user.member_id), await family_of(look)
            others = await other_homes(look.db, me, look.now)
        return [_shown(member, at, member.id == me.id) for member, at in ((me, family), *others)]


def _shown(member: Member, family: Family, here: bool) -> HomeShown:
    return HomeShown(
        member_id=member.id or 0, name=member.name, role=member.role, family=family.name, here=here
    )
