"""What the disk does is told to every family of the house."""

from sqlmodel import select

from appliance.core.disk import Trouble
from appliance.core.people import the_house
from appliance.core.work import Office
from appliance.household.events import DiskTroubled, DiskWell
from appliance.household.models import Family


async def tell_of_disk(office: Office, trouble: Trouble, *, passed: bool) -> None:
    """A write of its own for each family: the room for it is what the ballast was kept for."""
    async with office.reading(the_house()) as look:
        families = (await look.db.exec(select(Family.id, Family.zone))).all()
    for family_id, zone in families:
        async with office.work(the_house(family_id or 0, zone), "disk") as work:
            happened = DiskWell if passed else DiskTroubled
            await work.emit(happened(family_id=work.actor.family_id, trouble=trouble.value))
