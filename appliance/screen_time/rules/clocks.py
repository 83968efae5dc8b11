"""When it really was: the house's clock decides, whatever a device's own clock says.

A device counts ticks, the seconds of a clock that nobody can set and that goes on while it sleeps. Each
report says how many there are now, so that its arrival tells when tick 0 of that boot was. A boot of which
the house never heard is placed by the device's own clock, less what that is ahead now.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from appliance.screen_time.rules.spans import LONGEST, SLACK, Span

BOOTS = 32  # that are remembered; older ones have told what they had to tell
RIGHT = 10.0  # seconds by which a clock may be off and is left alone: what is told twice is then the same
LATE = 120.0  # seconds that a report may be under way
DRIFT = 200e-6  # of a clock of quartz, at its worst
OLDEST = timedelta(days=60)  # the family's single intervals are kept for longer, whatever it chose


@dataclass(frozen=True, slots=True)
class Anchor:
    """`zero`: when tick 0 of that boot was, in seconds since 1970; `heard`: when that was last learnt."""

    zero: float
    heard: float


@dataclass(frozen=True, slots=True)
class Clocks:
    """What a report says of its device's clocks at the moment in which it is sent."""

    boot: str = ""
    ticks: float | None = None
    clock: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One stretch as a device tells it: in ticks where there is a boot, else by the device's clock."""

    app: str
    start: float
    end: float
    kind: str = "app"
    boot: str = ""
    clock: float | None = None  # what its own clock showed at the start
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """What the house knows of a device's clocks. `ahead`: its own one, None where it said nothing of it."""

    received: float
    anchors: Mapping[str, Anchor]
    ahead: float | None


def sighted(anchors: Mapping[str, Anchor], clocks: Clocks, received: datetime) -> Sight:
    now = received.timestamp()
    ahead = None if clocks.clock is None else _ahead(clocks.clock - now)
    if not clocks.boot or clocks.ticks is None:
        return Sight(now, anchors, ahead)
    zero = now - clocks.ticks
    known = anchors.get(clocks.boot)
    held = Anchor(zero if known is None else _held(known, zero, now), now)
    others = {boot: anchor for boot, anchor in anchors.items() if boot != clocks.boot}
    newest = sorted(others.items(), key=lambda item: item[1].heard)[-(BOOTS - 1) :]
    return Sight(now, {**dict(newest), clocks.boot: held}, ahead)


def _ahead(seconds: float) -> float:
    return seconds if abs(seconds) > RIGHT else 0.0


def _held(known: Anchor, zero: float, now: float) -> float:
    """A report that was under way for longer must not move what is known; a clock that drifts may, slowly.

    Beyond that the house's own clock was put right, and it decides.
    """
    later = zero - known.zero
    if not 0 <= later <= LATE:
        return zero
    return known.zero + min(later, DRIFT * max(0.0, now - known.heard))


def placed(told: Told, sight: Sight) -> Span | None:
    """None: nobody can say when that was, or it cannot have been."""
    start = _start(told, sight)
    if start is None or not 0 < told.end - told.start <= LONGEST.total_seconds():
        return None
    end = start + told.end - told.start
    if end > sight.received + SLACK.total_seconds() or start < sight.received - OLDEST.total_seconds():
        return None
    end = min(end, sight.received)
    return Span(_moment(start), _moment(end)) if end - start >= 0.001 else None


def _start(told: Told, sight: Sight) -> float | None:
    if not told.boot:
        return told.start - (sight.ahead or 0.0)
    anchor = sight.anchors.get(told.boot)
    if anchor is not None:
        return anchor.zero + told.start
    if told.clock is None or sight.ahead is None:
        return None
    return told.clock - sight.ahead


def _moment(seconds: float) -> datetime:
    """In milliseconds: more is noise, and would make two rows of one."""
    return datetime.fromtimestamp(round(seconds, 3), UTC)


def ms_of(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def moment_of(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def read_anchors(text: str) -> dict[str, Anchor]:
    return {boot: Anchor(*pair) for boot, pair in json.loads(text).items()}


def write_anchors(anchors: Mapping[str, Anchor]) -> str:
    return json.dumps({boot: [round(one.zero, 3), round(one.heard, 3)] for boot, one in anchors.items()})
