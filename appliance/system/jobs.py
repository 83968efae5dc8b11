"""Looks after the disk: its ballast, its troubles, and who has to hear of them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import structlog

from appliance.core.database import LOG_LIMIT
from appliance.core.disk import Trouble, shares_of
from appliance.core.errors import AtRest, NoRoom
from appliance.core.jobs import Job
from appliance.core.work import Office
from appliance.household.actions.disk import tell_of_disk
from appliance.system.doctor.rounds import Rounds

JOB = "disk"
DOCTOR = "doctor"
SETTLED = timedelta(minutes=15)  # after a start, which has more urgent things to do
EVERY = timedelta(seconds=30)
Warn = Callable[[Office, Trouble], Awaitable[None]]
log = structlog.get_logger("disk")


async def look_after_disk(office: Office, warn: Warn) -> None:
    """Costs no write while all is well."""
    disk = office.database.disk
    if disk.trouble in (Trouble.READ_ONLY, Trouble.FAILING):
        await office.database.try_to_write()
    if disk.weigh():
        await _make_ballast(office)
    disk.shares = await asyncio.to_thread(shares_of, disk.data) if disk.trouble is Trouble.FULL else None
    await _look_at_log(office)
    await _tell(office, warn)


async def _look_at_log(office: Office) -> None:
    """A look that lasts keeps the write-ahead log from being used again, and it grows with every change."""
    database = office.database
    size = database.log_size
    if size <= LOG_LIMIT or database.disk.trouble in (Trouble.READ_ONLY, Trouble.MALFORMED):
        return
    try:
        if not await database.shorten_log():
            log.warning("the write-ahead log grows: somebody reads for long", megabytes=size // 10**6)
    except (AtRest, NoRoom):
        log.debug("the write-ahead log could not be shortened")


async def _make_ballast(office: Office) -> None:
    disk = office.database.disk
    try:
        await asyncio.to_thread(disk.ballast.make, disk.room().total)
    except OSError as fault:
        log.warning("no ballast could be made", why=fault.strerror)
    else:
        disk.ended(Trouble.FULL)


async def _tell(office: Office, warn: Warn) -> None:
    disk = office.database.disk
    try:
        while disk.over:
            await tell_of_disk(office, disk.over[0], passed=True)
            disk.over.pop(0)
        if disk.trouble is not None and not disk.told:
            if disk.trouble is Trouble.MALFORMED:
                await warn(office, disk.trouble)  # nothing may be written any more, not even a letter
            else:
                await tell_of_disk(office, disk.trouble, passed=False)
            disk.told = True
    except (AtRest, NoRoom):
        log.info("nobody could be told yet")


def rounds_with(rounds: Rounds) -> tuple[Job, ...]:
    return (Job(DOCTOR, timedelta(days=1), rounds.look, SETTLED),)


def jobs_with(warn: Warn) -> tuple[Job, ...]:
    return (Job(JOB, EVERY, partial(look_after_disk, warn=warn)),)
