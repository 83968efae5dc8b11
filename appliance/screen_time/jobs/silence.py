"""Every minute the house listens for who says nothing."""

from datetime import timedelta

from sqlmodel import col, select

from appliance.core.jobs import Job
from appliance.core.people import the_house
from appliance.core.work import Office
from appliance.household.models import Family
from appliance.screen_time.actions.silence import anything_quiet, note_silences

SILENCE = "silence"


async def listen(office: Office) -> None:
    async with office.reading(the_house()) as look:
        families = (await look.db.exec(select(Family).order_by(col(Family.id)))).all()
    for family in families:
        house = the_house(family.id or 0, family.zone)
        async with office.reading(house) as look:
            due = await anything_quiet(look, office.opened_at)
        if due:
            async with office.work(house, "clock") as work:
                await note_silences(work, office.opened_at, family.language)


JOBS = (Job(SILENCE, timedelta(minutes=1), listen),)
