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


async def test_what_is_asked_for_while_a_job_runs_is_done_right_after_it(house: House) -> None:
    begun, again, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def run(_office: Office) -> None:
        (again if begun.is_set() else begun).set()
        await go_on.wait()

    schedule = Schedule(house.office, [Job("backups", timedelta(hours=1), run)])
    schedule.start()
    try:
        await asyncio.wait_for(begun.wait(), 10)
        schedule.wake("backups")
        go_on.set()
        await asyncio.wait_for(again.wait(), 10)
    finally:
        schedule.stop()
