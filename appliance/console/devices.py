"""Devices that report, enrolled and ended by whoever runs the house."""

from typing import Literal

from pydantic import BaseModel, Field

from appliance.console.members import only_family
from appliance.console.place import Place
from appliance.core.errors import NotFound
from appliance.core.people import Actor, the_house
from appliance.household.queries import member_named
from appliance.screen_time.actions import add_device, make_device_code, revoke
from appliance.screen_time.queries.devices import device_by_id

Kind = Literal["pc", "phone", "tablet", "console", "tv", "other"]
CALLED = {"pc": "computer", "tv": "TV", "other": "device"}


class DeviceWish(BaseModel):
    """`member` empty: shared by the family. With `code` a code that grows keys, else a plain token."""

    member: str = ""
    family: str = ""
    name: str = ""
    kind: Kind = "pc"
    code: bool = False


class DeviceNumber(BaseModel):
    id: int = Field(ge=1)


async def enrol_one(place: Place, wish: DeviceWish) -> dict[str, object]:
    """The key, this once, and where the service is found."""
    house, member_id = await _whose(place, wish)
    kind = CALLED.get(wish.kind, wish.kind)
    name = wish.name or (f"{wish.member}'s {kind}" if wish.member else f"Shared {kind}")
    async with place.office.work(house, "command") as work:
        if wish.code:
            key = await make_device_code(work, name, kind=wish.kind, member_id=member_id)
        else:
            way = "activitywatch" if wish.kind == "pc" else "rest"
            _device, key = await add_device(work, name, kind=wish.kind, way=way, member_id=member_id)
    return {"key": key, "host": place.settings.host, "port": place.settings.port}


async def _whose(place: Place, wish: DeviceWish) -> tuple[Actor, int | None]:
    if not wish.member:
        family = await only_family(place, wish.family)
        return the_house(family.id or 0, family.zone), None
    async with place.office.database.reading() as db:
        found = await member_named(db, wish.member, wish.family)
    return the_house(found.family.id or 0, found.family.zone), found.member.id


async def revoke_one(place: Place, wish: DeviceNumber) -> str:
    async with place.office.database.reading() as db:
        found = await device_by_id(db, wish.id)
    if found is None:
        raise NotFound("There is no device of this number.")
    async with place.office.work(found.house, "command") as work:
        return (await revoke(work, wish.id)).name
