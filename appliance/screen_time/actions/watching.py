"""What watchers told becomes minutes: hour by hour, the same whenever and however often it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlmodel import insert, select

from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.screen_time.actions.days import days_changed, days_of
from appliance.screen_time.actions.keeping import Stream, row_of
from appliance.screen_time.activitywatch.events import moment_of, ms_of
from appliance.screen_time.activitywatch.words import AFK, WEB, WINDOW, type_by_name
from appliance.screen_time.models import Bucket, MeasuredDevice, Source, UsageInterval
from appliance.screen_time.queries.apps import app_map
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.queries.told import Told, told_around
from appliance.screen_time.rules import App, AppMap, Span, Standing, united
from appliance.screen_time.rules.watching import HOUR, Shown, Used, Watched, hour_of, used, without

AT_ONCE = timedelta(hours=12)  # of one transaction: a heartbeat that waits for it does not wait long
MARGIN = timedelta(minutes=5)
TOPIC = "screen_time"


Key = tuple[str, datetime, datetime, str, str]  # app, start, end, category, standing


@dataclass(frozen=True)
class Device:
    id: int
    family_id: int
    member_id: int


async def derive(work: Work, device_id: int) -> bool:
    """The first part of what has changed. True: there is more of it."""
    device = await work.db.get(MeasuredDevice, device_id)
    if device is None or device.dirty_from is None or device.dirty_until is None:
        return False
    start = hour_of(device.dirty_from)
    end = min(hour_of(max(device.dirty_from, device.dirty_until)) + HOUR, start + AT_ONCE)
    if start > work.now:  # a device whose clock is ahead: nothing was used that has not been yet
        device.dirty_from = device.dirty_until = None
        return False
    more = end < min(device.dirty_until, work.now)
    device.dirty_from, device.dirty_until = (end, device.dirty_until) if more else (None, None)
    owner = await _child(work, device)
    if owner is not None:
        await _replace(work, owner, Span(start, end))
    return more


async def _child(work: Work, device: MeasuredDevice) -> Device | None:
    """Of a grown-up nothing is kept; what a shared one told waits until it is somebody's."""
    member = await work.db.get(Member, device.member_id) if device.member_id else None
    if member is None or member.role not in YOUNG or member.left_at is not None:
        return None
    return Device(device.id or 0, device.family_id, member.id or 0)


async def _replace(work: Work, device: Device, within: Span) -> None:
    known = await _known(work, device, within)
    stored, kept = await _settled(work, device, known)
    span = Span(within.start, min(within.end, work.now))
    apps = await app_map(work, device.member_id)
    told = await told_around(work.db, device.id, ms_of(span.start - MARGIN), ms_of(span.end + MARGIN))
    pieces = used(_watched(told), span, apps.is_browser)
    wanted = _rows(pieces, kept, _Labels(apps, stored, work))
    await _exchange(work, device, stored, wanted)


async def _exchange(
    work: Work, device: Device, stored: Mapping[Key, UsageInterval], wanted: Mapping[Key, App]
) -> None:
    """Rows that stay the same are not written anew."""
    gone = [row for key, row in stored.items() if key not in wanted]
    new = [(key, app) for key, app in wanted.items() if key not in stored]
    for row in gone:
        await work.db.delete(row)
    await work.db.flush()
    if new:
        stream = Stream(device.member_id, Source.ACTIVITYWATCH, device_id=device.id)
        rows = [row_of(work, stream, app, Span(*key[1:3])) for key, app in new]
        await work.db.exec(insert(UsageInterval), params=rows)
    if new or gone:
        work.topics.add((device.family_id, TOPIC))
        spans = [*(Span(*key[1:3]) for key, _app in new), *(Span(row.start_at, row.end_at) for row in gone)]
        await days_changed(work, device.member_id, days_of(spans, work.actor.zone))


async def _known(work: Work, device: Device, within: Span) -> Sequence[UsageInterval]:
    found = await work.db.exec(
        select(UsageInterval)
        .where(UsageInterval.device_id == device.id, UsageInterval.source == Source.ACTIVITYWATCH.value)
        .where(UsageInterval.start_at >= within.start, UsageInterval.start_at < within.end)
    )
    return found.all()


async def _settled(
    work: Work, device: Device, known: Sequence[UsageInterval]
) -> tuple[dict[Key, UsageInterval], list[Span]]:
    """What may be replaced, and the time that stays as it is: another child's, whose the device was before,
    and what is older than the watchers' own words are kept.
    """
    oldest = hour_of(work.now - timedelta(days=(await policy_of(work)).keep_told_days)) + HOUR
    stays = [row for row in known if row.member_id != device.member_id or row.start_at < oldest]
    fixed = {row.id for row in stays}
    stored = {_key(row): row for row in known if row.id not in fixed}
    return stored, united(Span(row.start_at, row.end_at) for row in stays)


def _key(row: UsageInterval) -> Key:
    return row.app, row.start_at, row.end_at, row.category, row.standing


class _Labels:
    """What an app is called and how it counts. A day that is over keeps what it was counted by."""

    def __init__(self, apps: AppMap, stored: Mapping[Key, UsageInterval], work: Work) -> None:
        self._apps = apps
        self._work = work
        self._before = {
            (work.viewer.local(row.start_at).date(), row.app): App(
                row.app, row.category, Standing(row.standing)
            )
            for row in stored.values()
        }

    def of(self, piece: Used) -> App:
        app = self._apps.of(piece.word, piece.kind)
        day = self._work.viewer.local(piece.span.start).date()
        return app if day >= self._work.today else self._before.get((day, app.name), app)


def _rows(pieces: Sequence[Used], kept: Sequence[Span], labels: _Labels) -> dict[Key, App]:
    """Two words of one shown name may overlap: they are one row."""
    by_name: dict[str, tuple[App, list[Span]]] = {}
    for piece in pieces:
        app = labels.of(piece)
        by_name.setdefault(app.name, (app, []))[1].extend(without([piece.span], kept))
    return {
        (app.name, span.start, span.end, app.category, app.standing.value): app
        for app, spans in by_name.values()
        for span in _by_hour(spans)
    }


def _by_hour(spans: Sequence[Span]) -> list[Span]:
    by_hour: dict[datetime, list[Span]] = {}
    for span in spans:
        by_hour.setdefault(hour_of(span.start), []).append(span)
    return [span for hour in by_hour.values() for span in united(hour)]


def _watched(told: Sequence[tuple[Bucket, Sequence[Told]]]) -> Watched:
    windows: list[Shown] = []
    sites: list[Shown] = []
    away: list[Span] = []
    there: list[Span] = []
    for bucket, rows in told:
        kind = bucket.type or type_by_name(bucket.name)
        for row in rows if kind in (WINDOW, AFK, WEB) else ():
            words = msgspec.json.decode(row.words, type=dict[str, object])
            span = Span(moment_of(row.start_ms), moment_of(row.end_ms))
            if kind == AFK:
                (away if words.get("status") == "afk" else there).append(span)
            else:
                shown = Shown(span, str(words.get("app" if kind == WINDOW else "url") or ""), bucket.name)
                (windows if kind == WINDOW else sites).append(shown)
    return Watched(windows, away, there, sites)
