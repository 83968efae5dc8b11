"""What a command did with backups beside the service: a restore is taken over, a new backup written down."""

from pathlib import Path

from pydantic import BaseModel

from appliance.backups.actions.runs import note_made
from appliance.backups.archive.facts import Made
from appliance.backups.archive.swap import restore_is_staged
from appliance.backups.queries import keeping_family
from appliance.console.place import Place
from appliance.console.served import Nothing
from appliance.core.people import the_house


async def take_over_staged(place: Place, _wish: Nothing) -> bool:
    """True where the service does it by starting again. Where none runs, opening the place has done it."""
    if not restore_is_staged(place.settings.data):
        return False
    place.office.begin_again()
    return True


class NewBackup(BaseModel):
    made: Made
    place: str


async def note_backup(place: Place, new: NewBackup) -> bool:
    """So that the page knows of it, and the night needs no other one."""
    async with place.office.reading(the_house()) as look:
        family = await keeping_family(look.db)
    if family is None:
        return False
    async with place.office.work(the_house(family.id or 0, family.zone), "command") as work:
        await note_made(work, new.made, Path(new.place))
    return True
