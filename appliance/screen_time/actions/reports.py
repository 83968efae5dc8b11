"""What a device reports: what was used on it, and how it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from appliance.core.work import Work
from appliance.screen_time.actions.charging import Heard, charge
from appliance.screen_time.actions.hearing import device_heard
from appliance.screen_time.actions.openings import close_whatever_is_open
from appliance.screen_time.models import MeasuredDevice
from appliance.screen_time.rules.clocks import (
    Clocks,
    Sight,
    Told,
    placed,
    read_anchors,
    sighted,
    write_anchors,
)

ON = "on"


@dataclass(frozen=True)
class Report:
    clocks: Clocks
    intervals: Sequence[Told]
    state: str = ON
    account: str = ""
    version: str = ""


@dataclass(frozen=True)
class Taken:
    """`left_out`: nobody can say when it was, or it cannot have been: too old, in the future, too long."""

    stored: int = 0
    left_out: int = 0
    repeated: bool = False


async def take_report(
    work: Work, device_id: int, report: Report, *, sequence: int | None, received: datetime
) -> Taken:
    """`received`: when it had arrived, before anybody waited for the database."""
    device = await device_heard(work, device_id, sequence, received)
    if device is None:
        return Taken(repeated=True)
    sight = sighted(read_anchors(device.anchor), report.clocks, received)
    heard = _heard(report, sight)
    await _note(work, device, report, sight, received)
    _note_measured(device, heard)
    stored = await charge(work, device, heard)
    return Taken(stored, len(report.intervals) - len(heard))


def _heard(report: Report, sight: Sight) -> list[Heard]:
    spans = [(told, placed(told, sight)) for told in report.intervals]
    return [
        Heard(told.app, told.kind, span, report.account if told.account is None else told.account)
        for told, span in spans
        if span is not None
    ]


async def _note(work: Work, device: MeasuredDevice, report: Report, sight: Sight, received: datetime) -> None:
    if report.state != ON and device.way != "agent":
        await close_whatever_is_open(work, device, received)
    if report.state != device.state:
        device.state, device.state_at = report.state, received
        work.topics.add((work.actor.family_id, "screen_time"))
    if report.clocks.boot:
        device.boot, device.anchor = report.clocks.boot, write_anchors(sight.anchors)
    if sight.ahead is not None:
        device.clock_off = round(sight.ahead)
    device.version = report.version or device.version


def _note_measured(device: MeasuredDevice, heard: Sequence[Heard]) -> None:
    ends = [one.span.end for one in heard]
    if device.measured_until is not None:
        ends.append(device.measured_until)
    device.measured_until = max(ends, default=None)
