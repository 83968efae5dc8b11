"""The clockwork: what runs at a start, and what waits."""

import asyncio
from datetime import timedelta

from appliance.core.jobs import Job, Schedule
from appliance.core.work import Office
from tests.support.house import House


async def test_what_may_wait_lets_the_first_minutes_pass_unless_somebody_asks_for_it(house: House) -> None:
    ran: list[str] = []
    said = {name: asyncio.Event() for name in ("at once", "later")}

    def noting(name: str, wait: timedelta) -> Job:
        async def run(_office: Office) -> None:
            ran.append(name)
            said[name].set()

        return Job(name, timedelta(hours=1), run, wait)

    later = noting("later", timedelta(minutes=2))
    schedule = Schedule(house.office, [later, noting("at once", timedelta(0))])
    schedule.start()
    try:
        await asyncio.wait_for(said["at once"].wait(), 10)
        assert ran == ["at once"]
        schedule.wake("later")
        await asyncio.wait_for(said["later"].wait(), 10)
    finally:
        schedule.stop()
    assert ran == ["at once", "later"]
