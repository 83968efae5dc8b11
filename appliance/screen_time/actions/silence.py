"""The house notices which devices say nothing, and counts that as the family decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import col, select

from appliance.core.clock import local_day
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Reading, Work
from appliance.screen_time.actions.days import days_changed, days_of
from appliance.screen_time.actions.keeping import Stream, Used, keep_usage
from appliance.screen_time.events import DeviceSpokeAgain, DeviceWentQuiet
from appliance.screen_time.models import DeviceQuiet, MeasuredDevice, ScreenPolicy, Source, UsageInterval
from appliance.screen_time.queries.measured import last_word, patience_of
from appliance.screen_time.queries.people import people_since
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules import LONGEST, App, Span, Standing, united
from appliance.screen_time.rules.open_hours import open_spans
from appliance.screen_time.rules.silence import Listened, Voice, listened, unexplained

HALF_A_DAY = timedelta(hours=12)
LATE = timedelta(days=2)  # for so long reports may come that explain a silence that is over


@dataclass(frozen=True)
class Ear:
    """One device, how it is, and the silence of it that is open."""

    device: MeasuredDevice
    told: Listened
    quiet: DeviceQuiet | None

    @property
    def changed(self) -> bool:
        """Whether there is something to write down."""
        if self.quiet is None:
            return self.told.voice is Voice.SILENT
        return self.told.voice is not Voice.SILENT or self.told.counts != self.quiet.counted


async def anything_quiet(look: Reading, listening: datetime) -> bool:
    """Asked every minute, so that nothing is written where nothing is different."""
    if any(ear.changed for ear in await _ears(look, await policy_of(look), listening)):
        return True
    return bool(await _to_be_counted(look))


async def note_silences(work: Work, listening: datetime, language: str = "en") -> None:
    """`listening`: since when this house hears; `language`: in which the time is called."""
    policy = await policy_of(work)
    for ear in await _ears(work, policy, listening):
        if ear.changed:
            await _note(work, ear, policy)
    await work.db.flush()
    for quiet, device in await _to_be_counted(work):
        await _count(work, quiet, device, patience_of(policy).after, say(language, _("Nothing heard")))


async def _ears(look: Reading, policy: ScreenPolicy, listening: datetime) -> list[Ear]:
    """Also one that was revoked while it was silent: that ends it."""
    found = await look.db.exec(
        select(MeasuredDevice, DeviceQuiet)
        .outerjoin(
            DeviceQuiet,
            (col(DeviceQuiet.device_id) == MeasuredDevice.id) & col(DeviceQuiet.heard_at).is_(None),
        )
        .where(MeasuredDevice.family_id == look.viewer.family_id)
        .where(col(MeasuredDevice.revoked_at).is_(None) | col(DeviceQuiet.id).is_not(None))
        .order_by(col(MeasuredDevice.id))
    )
    return [
        Ear(device, _listen(look, device, quiet, policy, listening), quiet) for device, quiet in found.all()
    ]


def _listen(
    look: Reading,
    device: MeasuredDevice,
    quiet: DeviceQuiet | None,
    policy: ScreenPolicy,
    listening: datetime,
) -> Listened:
    if device.revoked_at is not None:
        return Listened(Voice.OFF)
    word = last_word(device, quiet.since if quiet is not None else None)
    return listened(word, patience_of(policy), listening, look.now)


async def _note(work: Work, ear: Ear, policy: ScreenPolicy) -> None:
    if ear.quiet is None:
        await _begin(work, ear, policy)
    elif ear.told.voice is Voice.SILENT:
        ear.quiet.counted = ear.told.counts
        work.db.add(ear.quiet)
        if ear.told.counts == "nothing":
            await _uncount(work, await _counted(work, ear.quiet))
    else:
        await _end(work, ear.quiet, ear.device)


async def _begin(work: Work, ear: Ear, policy: ScreenPolicy) -> None:
    device, told = ear.device, ear.told
    since = told.since or work.now
    quiet = DeviceQuiet(
        family_id=device.family_id,
        device_id=device.id or 0,
        since=since,
        noticed_at=work.now,
        counted=told.counts,
    )
    work.db.add(quiet)
    await work.db.flush()
    event = DeviceWentQuiet(
        family_id=device.family_id,
        device_id=device.id or 0,
        quiet_id=quiet.id or 0,
        name=device.name,
        member_id=device.member_id,
        since=since,
        counts=told.counts,
        alert=policy.alert_silence,
    )
    await work.emit(event)


async def _end(work: Work, quiet: DeviceQuiet, device: MeasuredDevice) -> None:
    quiet.heard_at = max(device.revoked_at or device.heard_at or work.now, quiet.since)
    work.db.add(quiet)
    event = DeviceSpokeAgain(
        family_id=device.family_id, device_id=device.id or 0, quiet_id=quiet.id or 0, name=device.name
    )
    await work.emit(event)


async def _to_be_counted(look: Reading) -> Sequence[tuple[DeviceQuiet, MeasuredDevice]]:
    """Those that count as used and last, or that were over so lately that reports may still explain them."""
    found = await look.db.exec(
        select(DeviceQuiet, MeasuredDevice)
        .join(MeasuredDevice, col(MeasuredDevice.id) == DeviceQuiet.device_id)
        .where(DeviceQuiet.family_id == look.viewer.family_id, DeviceQuiet.counted == "used")
        .where(col(DeviceQuiet.heard_at).is_(None) | (col(DeviceQuiet.heard_at) > look.now - LATE))
    )
    return found.all()


async def _count(
    work: Work, quiet: DeviceQuiet, device: MeasuredDevice, least: timedelta, called: str
) -> None:
    """Only where it is different from what stands there: this is asked again and again."""
    wanted = await _wanted(work, quiet, device, least)
    rows = await _counted(work, quiet)
    known = united(Span(row.start_at, row.end_at) for row in rows)
    if wanted == known and all(row.member_id == device.member_id for row in rows):
        return
    await _uncount(work, rows)
    stream = Stream(device.member_id or 0, Source.SILENCE, device_id=device.id)
    app = App(called, "other", Standing.COUNTED)
    await keep_usage(work, stream, [Used(app, piece) for span in wanted for piece in in_pieces(span)])


async def _wanted(work: Work, quiet: DeviceQuiet, device: MeasuredDevice, least: timedelta) -> list[Span]:
    """On a shared one nobody knows whose time it was: it is nobody's."""
    stretch = Span(quiet.since, quiet.heard_at or work.now)
    rest = unexplained(stretch, await _reported(work, quiet, stretch), least)
    if rest is None or device.member_id is None:
        return []
    zone = work.actor.zone
    people, _names = await people_since(work, local_day(rest.start, zone))
    child = next((one for one in people if one.member.id == device.member_id), None)
    if child is None:
        return []
    return united(open_spans(child.rules, child.exceptions, child.pauses, rest, zone))


async def _reported(work: Work, quiet: DeviceQuiet, stretch: Span) -> list[Span]:
    found = await work.db.exec(
        select(UsageInterval.start_at, UsageInterval.end_at)
        .where(UsageInterval.device_id == quiet.device_id, UsageInterval.source != Source.SILENCE.value)
        .where(col(UsageInterval.start_at) < stretch.end)
        .where(col(UsageInterval.start_at) > stretch.start - LONGEST)
        .where(col(UsageInterval.end_at) > stretch.start)
    )
    return [Span(start, end) for start, end in found]


async def _counted(work: Work, quiet: DeviceQuiet) -> Sequence[UsageInterval]:
    """What stands there for this silence."""
    sought = (
        select(UsageInterval)
        .where(UsageInterval.device_id == quiet.device_id, UsageInterval.source == Source.SILENCE.value)
        .where(col(UsageInterval.start_at) >= quiet.since)
    )
    if quiet.heard_at is not None:
        sought = sought.where(col(UsageInterval.start_at) < quiet.heard_at)
    return (await work.db.exec(sought)).all()


async def _uncount(work: Work, rows: Sequence[UsageInterval]) -> None:
    for row in rows:
        await days_changed(work, row.member_id, days_of([Span(row.start_at, row.end_at)], work.actor.zone))
        await work.db.delete(row)
        work.topics.add((row.family_id, "screen_time"))
    await work.db.flush()


def in_pieces(span: Span) -> list[Span]:
    """No row may be longer than a day."""
    many = int((span.end - span.start) / HALF_A_DAY) + 1
    cuts = [span.start + number * HALF_A_DAY for number in range(many)] + [span.end]
    return [Span(start, end) for start, end in pairwise(cuts) if end > start]
