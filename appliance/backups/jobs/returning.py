"""After the house was brought back: everyone is told once, and what was replaced is cleared in time.

So are the states before upgrades.
"""

import asyncio
from datetime import timedelta

from appliance.backups.actions.returned import clear_replaced, tell_of_return
from appliance.backups.restoring.attempt import Restorations
from appliance.core.jobs import Job
from appliance.core.migrate import forget_old_states
from appliance.core.work import Office

JOB = "after a restore"
CLEAR = "clear what was replaced"


def jobs_after(restorations: Restorations) -> tuple[Job, ...]:
    async def after_a_restore(office: Office) -> None:
        await tell_of_return(office, restorations)

    async def clear(office: Office) -> None:
        await clear_replaced(office, restorations)
        await asyncio.to_thread(forget_old_states, restorations.data, office.clock())
        if restorations.is_quiet:
            restorations.arrival.forget_old(office.clock())

    hour = timedelta(hours=1)
    return Job(JOB, hour, after_a_restore), Job(CLEAR, hour, clear, by_age=True)
