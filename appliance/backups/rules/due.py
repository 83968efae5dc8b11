"""When a backup or a drill is due. Asked as of now, so a night that was slept through is caught up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import takewhile

from appliance.core.clock import from_local, local_day

DAY = timedelta(days=1)
SETTLING = timedelta(minutes=10)  # a family that was founded just now has hardly anything yet
TRIES = 3  # of one night: each reads the whole house
PAUSE = timedelta(hours=1)
NIGHT = timedelta(hours=3)  # after the nightly backup: the time for what makes the machine work
MONTH = timedelta(days=30)
PATIENCE = timedelta(days=7)  # a machine that is off at night is not waited for longer
LATE = timedelta(days=3)


@dataclass(frozen=True)
class Tried:
    """A try that is over; `broken`: the house was switched off meanwhile."""

    at: datetime
    good: bool
    broken: bool = False


def last_night(now: datetime, hour: int, zone: str) -> datetime:
    """The latest time for a backup that has come. Skipped and repeated hours are `from_local`'s."""
    today = local_day(now, zone)
    slot = from_local(today, time(hour), zone)
    return slot if slot <= now else from_local(today - DAY, time(hour), zone)


def next_night(now: datetime, hour: int, zone: str) -> datetime:
    today = local_day(now, zone)
    slot = from_local(today, time(hour), zone)
    return slot if slot > now else from_local(today + DAY, time(hour), zone)


def is_believable(at: datetime, now: datetime) -> bool:
    """A clock that was a year ahead must not keep the house from being backed up for a year."""
    return at <= now + DAY


def backup_due(tries: Sequence[Tried], founded: datetime, night: datetime, now: datetime) -> bool:
    """`tries`: in the order in which they were made, the newest first, whatever the clock said then."""
    good = next((tried for tried in tries if tried.good), None)
    if good is None and founded <= now < founded + SETTLING:
        return False
    failed = list(takewhile(lambda tried: not tried.good, tries))
    again = bool(failed) and failed[0].broken
    if good is not None and night <= good.at and is_believable(good.at, now) and not again:
        return False
    tonight = [tried for tried in failed if night <= tried.at and is_believable(tried.at, now)]
    if len(tonight) >= TRIES:
        return False
    return not tonight or tonight[0].broken or now - tonight[0].at >= PAUSE * len(tonight)


def drill_due(drills: Sequence[Tried], good: datetime | None, night: datetime, now: datetime) -> bool:
    """Once a month, in the night; sooner after one that did not go well. `good`: the oldest backup known."""
    if good is None:
        return False
    if not drills or not is_believable(drills[0].at, now):
        return now - night < NIGHT or now - good >= PATIENCE
    last = drills[0]
    wait = MONTH if last.good else DAY if last.broken else PATIENCE
    waited = now - last.at
    return waited >= wait and (now - night < NIGHT or waited >= wait + PATIENCE)


def is_late(good: datetime | None, founded: datetime, now: datetime) -> bool:
    """Three days without a good backup. Whatever lies in the future was written by a wrong clock."""
    since = good or founded
    return not is_believable(since, now) or now - since >= LATE


def weeks_since(since: datetime, now: datetime) -> int:
    """Something that stays wrong is told again each week, not each night."""
    return max((now - since) // timedelta(weeks=1), 0)
