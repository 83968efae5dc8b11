"""A bearer token for a member, made by the house itself: whoever reaches the socket owns the machine."""

from pydantic import BaseModel

from appliance.console.place import Place
from appliance.core.people import the_house
from appliance.household.actions import make_token
from appliance.household.queries import member_named


class TokenWish(BaseModel):
    member: str
    family: str = ""
    name: str = "command line"


async def create_token(place: Place, wish: TokenWish) -> str:
    async with place.office.database.reading() as db:
        found = await member_named(db, wish.member, wish.family)
    assert found.family.id is not None and found.member.id is not None
    async with place.office.work(the_house(found.family.id, found.family.zone), "command") as work:
        return await make_token(work, found.member.id, wish.name)
