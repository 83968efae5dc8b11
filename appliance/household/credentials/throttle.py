"""How often one may try. Pure: the count of failed tries and the time decide."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from appliance.core.errors import TooOften
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _

WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900, 1800))
FORGOTTEN = timedelta(days=1)
FREE = 5
FREE_BY_KIND = {"device": 10, "address": 20}  # several people share these


@dataclass(frozen=True)
class Standing:
    """What is stored about one key."""

    failed: int
    last_at: datetime
    blocked_until: datetime | None = None


def free_tries(key: str) -> int:
    """`member:4`, `member:4:device:2`, `name:maya`, `device:2`, `address:10.0.0.7`."""
    return FREE_BY_KIND.get(key.partition(":")[0], FREE)


def wait_after(failed: int, free: int = FREE) -> timedelta:
    """0 within the free tries, then growing up to half an hour."""
    return timedelta(0) if failed < free else WAITS[min(failed - free, len(WAITS) - 1)]


def failed_now(standing: Standing | None, now: datetime) -> int:
    """A day of quiet forgets; a clock that jumped back does not."""
    if standing is None or now - standing.last_at > FORGOTTEN:
        return 0
    return standing.failed


def remaining(standing: Standing | None, now: datetime) -> timedelta:
    """Never longer than the longest wait, however the clock was moved."""
    if standing is None or standing.blocked_until is None:
        return timedelta(0)
    return min(max(standing.blocked_until - now, timedelta(0)), WAITS[-1])


def after_a_try(standing: Standing | None, key: str, now: datetime) -> Standing:
    """Counted before the answer is known, so that a hundred tries at once are a hundred tries."""
    failed = failed_now(standing, now) + 1
    wait = wait_after(failed, free_tries(key))
    return Standing(failed, now, now + wait if wait else None)


def too_often(wait: timedelta) -> TooOften:
    seconds = max(int(wait.total_seconds() + 0.999), 1)
    if seconds < 90:
        sentence = _("Too many tries. Please wait %(wait)s seconds, or ask a parent.")
        return TooOften(sentence, seconds=seconds, wait=seconds)
    sentence = counted(
        "Too many tries. Please wait %(wait)s minute, or ask a parent.",
        "Too many tries. Please wait %(wait)s minutes, or ask a parent.",
    )
    return TooOften(sentence, seconds=seconds, wait=-(-seconds // 60))
