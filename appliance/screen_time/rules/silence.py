"""When a device that says nothing is silent, and what that counts for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from appliance.screen_time.rules.spans import Span, united

TOLD_AFTER = timedelta(days=3)  # without a word of one that cannot say that it is switched off


class Voice(StrEnum):
    NEW = "new"  # enrolled, and never heard
    LOST = "lost"  # a restore left it without keys: it cannot say anything
    HEARD = "heard"
    AWAITED = "awaited"  # not since the house began to listen: it may come any moment
    ASLEEP = "asleep"
    OFF = "off"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Patience:
    """What the family decided. `counts`: nothing or used."""

    counts: str = "nothing"
    after: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class LastWord:
    """What is known of a device. `own` is what was decided for it alone: nothing, used, or empty.

    `quiet`: since when it was found silent, where nothing was heard since.
    """

    way: str
    heard_at: datetime | None
    state: str = ""
    own: str = ""
    quiet: datetime | None = None
    keyless: bool = False

    @property
    def announces(self) -> bool:
        """Only our agent says that its computer goes to sleep or is switched off."""
        return self.way == "agent"


@dataclass(frozen=True, slots=True)
class Listened:
    """`since` and `counts` are of a silent one; `due` is when one that is heard would become silent."""

    voice: Voice
    since: datetime | None = None
    counts: str = "nothing"
    due: datetime | None = None


def patience_with(device: LastWord, family: Patience) -> Patience:
    """One that cannot announce is told of late and counts for nothing, unless the family chose so for it."""
    if device.own == "used":
        return Patience("used", family.after)
    if not device.announces:
        return Patience("nothing", TOLD_AFTER)
    return Patience(device.own or family.counts, family.after)


def listened(device: LastWord, family: Patience, listening: datetime, now: datetime) -> Listened:
    """`listening`: since when this house can hear; what nobody could hear is no silence.

    One that was found silent stays so through a restart of the house.
    """
    if device.keyless:
        return Listened(Voice.LOST)
    if device.heard_at is None:
        return Listened(Voice.NEW)
    if device.state in (Voice.ASLEEP, Voice.OFF):
        return Listened(Voice(device.state))
    patience = patience_with(device, family)
    if device.quiet is not None and device.heard_at <= device.quiet:
        return Listened(Voice.SILENT, device.quiet, patience.counts)
    since = max(device.heard_at, listening)
    if now < since + patience.after:
        fresh = now < device.heard_at + patience.after
        return Listened(Voice.HEARD if fresh else Voice.AWAITED, due=since + patience.after)
    return Listened(Voice.SILENT, since, patience.counts)


def unexplained(stretch: Span, reported: Iterable[Span], least: timedelta) -> Span | None:
    """What of a silence stays one after reports came late: all from the last thing that was measured in it.

    Whoever stops what measures, even without a network, wins only what was measured before.
    """
    inside = [span.end for span in united(reported) if span.end > stretch.start and span.start < stretch.end]
    start = max([stretch.start, *inside])
    return Span(start, stretch.end) if stretch.end - start >= least else None
