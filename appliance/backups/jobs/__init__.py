"""The clockwork of backups: asks what is due as of now, and carries out what was asked for, one by one."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from appliance.backups.actions.runs import JOB, ask_for_run
from appliance.backups.jobs.errands import After, Errand, Way, carry_out
from appliance.backups.jobs.making import after_backup, check_backup, make_backup
from appliance.backups.jobs.rehearsing import hold_drill
from appliance.backups.jobs.sending import send_onward
from appliance.backups.models import BackupRun, Kind
from appliance.backups.queries import OPEN, keeping_family, next_asked, plan_in, standing_in, tries_of
from appliance.backups.rules.due import backup_due, drill_due, last_night
from appliance.core.jobs import Job
from appliance.core.people import the_house
from appliance.core.work import Office, Work
from appliance.household.models import Family

EVERY = timedelta(minutes=5)
AFTER_A_START = timedelta(minutes=2)  # pages and the model come first
WAYS: Mapping[str, tuple[Way, After | None]] = {
    Kind.BACKUP: (make_backup, after_backup),
    Kind.CHECK: (check_backup, None),
    Kind.DRILL: (hold_drill, None),
    Kind.ONWARD: (send_onward, None),
}


def jobs_with(data: Path) -> tuple[Job, ...]:
    return (Job(JOB, EVERY, partial(keep_backups, data), AFTER_A_START),)


async def keep_backups(data: Path, office: Office) -> int:
    """How many errands there were. Whatever is asked for meanwhile is done before it ends."""
    async with office.reading(the_house()) as look:
        family = await keeping_family(look.db)
    if family is None:
        return 0
    errand = Errand(office, the_house(family.id or 0, family.zone), data, family.created_at)
    done = 0
    while (run := await _next(errand, family)) is not None:
        await carry_out(errand, run, *WAYS[run.kind])
        done += 1
    return done


async def _next(errand: Errand, family: Family) -> BackupRun | None:
    async with errand.office.work(errand.house, "clock") as work:
        await ask_what_is_due(work, family)
        return await next_asked(work.db)


async def ask_what_is_due(work: Work, family: Family) -> None:
    """A drill is asked for once the night's backup is there."""
    plan = await plan_in(work.db)
    known = await standing_in(work.db)
    if not plan.nightly or any(run.state in OPEN for run in known.newest):
        return
    night = last_night(work.now, plan.hour, family.zone)
    tries = await tries_of(work.db, Kind.BACKUP)
    good = min((tried.at for tried in tries if tried.good), default=None)
    if backup_due(tries, family.created_at, night, work.now):
        await ask_for_run(work, Kind.BACKUP)
    elif drill_due(await tries_of(work.db, Kind.DRILL), good, night, work.now):
        await ask_for_run(work, Kind.DRILL)
