"""A link for another family, made by whoever runs the box."""

from pydantic import BaseModel, Field

from appliance.console.place import Place
from appliance.core.people import the_house
from appliance.household.actions import make_founding_code


class FoundingWish(BaseModel):
    days: int = Field(default=7, ge=1, le=30)


async def invite_family(place: Place, wish: FoundingWish) -> dict[str, object]:
    async with place.office.work(the_house(), "command") as work:
        code = await make_founding_code(work, wish.days)
    return {"path": f"/found/{code}", "host": place.settings.host, "port": place.settings.port}
