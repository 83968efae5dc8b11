"""After the house was brought back: everyone is told once, and what was replaced is cleared in time."""

from datetime import timedelta

from appliance.backups.actions.returned import clear_replaced, tell_of_return
from appliance.backups.restoring.attempt import Restorations
from appliance.core.jobs import Job
from appliance.core.work import Office

JOB = "after a restore"


def jobs_after(restorations: Restorations) -> tuple[Job, ...]:
    async def after_a_restore(office: Office) -> None:
        await tell_of_return(office, restorations)
        await clear_replaced(office, restorations)

    return (Job(JOB, timedelta(hours=1), after_a_restore),)
