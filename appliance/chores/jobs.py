"""The clockwork of chores: what is due comes up, what is over is closed."""

from datetime import timedelta
from functools import partial

from sqlmodel import select

from appliance.chores.actions import close_missed, end_pauses_over, free_late, make_ahead
from appliance.chores.actions.photos import forget_photos
from appliance.core.files import Files
from appliance.core.jobs import Job
from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.household.models import Family, blocks_of


async def keep_going(office: Office) -> None:
    for house in await _houses(office):
        async with office.work(house, "clock") as work:
            await end_pauses_over(work)
            await close_missed(work)
            await free_late(work)
            await make_ahead(work)


async def forget_old_photos(office: Office, files: Files) -> None:
    for house in await _houses(office):
        await forget_photos(office, files, house)


async def _houses(office: Office) -> list[Actor]:
    async with office.reading(the_house()) as look:
        families = (await look.db.exec(select(Family))).all()
    return [
        the_house(family.id, family.zone, blocks_of(family)) for family in families if family.id is not None
    ]


JOBS = (Job("chores", timedelta(minutes=10), keep_going),)


def jobs_with(files: Files) -> tuple[Job, ...]:
    forget = partial(forget_old_photos, files=files)
    return (Job("photos", timedelta(hours=6), forget, wait=timedelta(minutes=5), by_age=True),)
