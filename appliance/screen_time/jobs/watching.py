"""What watchers told becomes minutes soon after it was told, and after a restart what was left."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, select

from appliance.core.jobs import Job
from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.household.models import Family, blocks_of
from appliance.screen_time.actions.watching import derive
from appliance.screen_time.models import MeasuredDevice

NAME = "watchers"
PAUSE = 5.0  # seconds: each open page fetches its region again when it hears of a change


async def derive_what_was_told(office: Office) -> None:
    for house, device_id in await _due(office):
        more = True
        while more:
            async with office.work(house, "clock") as work:
                more = await derive(work, device_id)
                changed = {topic for _family, topic in work.topics}
                work.topics.clear()
            for topic in changed:
                office.signals.announce_at_times(house.family_id, topic, PAUSE)


async def _due(office: Office) -> Sequence[tuple[Actor, int]]:
    async with office.reading(the_house()) as look:
        found = await look.db.exec(
            select(MeasuredDevice.id, Family)
            .join(Family, col(Family.id) == MeasuredDevice.family_id)
            .where(col(MeasuredDevice.dirty_from).is_not(None))
            .order_by(col(MeasuredDevice.id))
        )
        return [
            (the_house(family.id or 0, family.zone, blocks_of(family)), id or 0) for id, family in found.all()
        ]


JOBS = (Job(NAME, timedelta(minutes=5), derive_what_was_told),)
