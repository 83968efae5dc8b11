"""What is open on a phone now counts minute by minute, and not only once it is closed."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, select

from appliance.core.jobs import Job
from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.household.models import Family, blocks_of
from appliance.screen_time.actions.openings import count_open_apps
from appliance.screen_time.models import OpenApp

NAME = "open apps"


async def count_what_is_open(office: Office) -> None:
    """Writes nothing where nothing is open."""
    for house in await _houses_with_open_apps(office):
        async with office.work(house, "clock") as work:
            await count_open_apps(work)


async def _houses_with_open_apps(office: Office) -> Sequence[Actor]:
    async with office.reading(the_house()) as look:
        somewhere = select(OpenApp.family_id)
        families = (await look.db.exec(select(Family).where(col(Family.id).in_(somewhere)))).all()
    return [the_house(family.id or 0, family.zone, blocks_of(family)) for family in families]


JOBS = (Job(NAME, timedelta(minutes=1), count_what_is_open),)
