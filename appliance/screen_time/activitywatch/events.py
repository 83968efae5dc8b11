"""An event as watchers send it. Times are milliseconds since 1970; one without a zone is UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec

from appliance.core.errors import Refusal
from appliance.core.i18n import mark as _

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MS = timedelta(milliseconds=1)
LATEST = 32_503_680_000_000  # the year 3000
LONGEST = 31 * 24 * 3600 * 1000  # of one event; of a longer one its end is kept
LONGEST_PULSE = 24 * 3600 * 1000


LONGEST_NAME = 200  # letters


def is_a_name(text: str) -> bool:
    """Of a bucket."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def tidied(text: str) -> str:
    return "".join(filter(str.isprintable, text[:LONGEST_NAME])).strip()


class Unreadable(Refusal):
    """A watcher that sends this will never send better: it is told so and goes on."""


class SentEvent(msgspec.Struct):
    timestamp: str
    duration: float | None = 0.0
    data: dict[str, object] = {}


class SentBucket(msgspec.Struct):
    type: str = ""
    client: str = ""
    hostname: str = ""


class Told(NamedTuple):
    start: int
    end: int
    words: Mapping[str, object]


def told_by(sent: SentEvent) -> Told:
    start = read_time(sent.timestamp)
    seconds = sent.duration or 0.0
    end = start + round(min(max(seconds, 0.0), LATEST / 1000) * 1_000_000) // 1000
    return Told(max(start, end - LONGEST), end, sent.data)


def read_time(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
        since = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - EPOCH
    except (ValueError, OverflowError):
        raise Unreadable(_("This is no time that we could read.")) from None
    found = since // MS
    if not 0 <= found <= LATEST:
        raise Unreadable(_("This is no time that we could read."))
    return found


def said_time(ms: int) -> str:
    return moment_of(ms).isoformat(timespec="milliseconds")


def moment_of(ms: int) -> datetime:
    return EPOCH + ms * MS


def ms_of(moment: datetime) -> int:
    return (moment - EPOCH) // MS


def read_pulse(text: str) -> int:
    """Both ends belong to it. A longer one than a day would make one stretch of everything."""
    try:
        seconds = float(text)
        return int(min(max(seconds * 1000, 0), LONGEST_PULSE))
    except ValueError:  # not-a-number is none either
        raise Unreadable(_("This is no number of seconds.")) from None
