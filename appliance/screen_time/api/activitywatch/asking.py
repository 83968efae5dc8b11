"""What watchers, scripts and programs ask: who answers here, which buckets there are, what they hold."""

from collections.abc import AsyncIterator
from uuid import NAMESPACE_URL, uuid5

import msgspec

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.screen_time.activitywatch.events import Unreadable, read_time, said_time
from appliance.screen_time.activitywatch.merging import Stretch
from appliance.screen_time.api.activitywatch.telling import event_text
from appliance.screen_time.api.activitywatch.visits import Reply, Visit, told
from appliance.screen_time.models import ToldEvent
from appliance.screen_time.queries.told import (
    Range,
    ShownBucket,
    buckets_seen,
    count_told,
    told_event,
    told_in,
)

AT_ONCE = 1000  # events read in one look: a year of them never lies in memory
VERSION = "v0.13.2 (family appliance)"  # of the API that this is compatible with
HOST = "family-appliance"
SAVED = ((b"content-disposition", b'attachment; filename="aw-buckets-export.json"'),)
ALL = 2**62


async def say_who(visit: Visit) -> Reply:
    """A watcher asks this before anything else, some without credentials: nothing of the family is in it."""
    device = visit.caller.device_id if visit.caller else None
    name = str(uuid5(NAMESPACE_URL, f"device:{device or 'nobody'}"))
    return told({"hostname": HOST, "version": VERSION, "testing": False, "device_id": name})


async def list_buckets(visit: Visit) -> Reply:
    async with visit.office.reading(visit.who.viewer) as look:
        found = await buckets_seen(look, visit.who.device_id)
    return told({bucket.name: _shown(bucket) for bucket in found})


async def show_bucket(visit: Visit) -> Reply:
    async with visit.office.reading(visit.who.viewer) as look:
        return told(_shown(await _bucket(look, visit)))


async def list_events(visit: Visit) -> Reply:
    within, limit = _range(visit), _limit(visit)
    async with visit.office.reading(visit.who.viewer) as look:
        bucket = await _bucket(look, visit)
    return Reply(_joined(_events(visit, bucket, within, limit), b"[", b"]"))


async def count_events(visit: Visit) -> Reply:
    within = _range(visit)
    async with visit.office.reading(visit.who.viewer) as look:
        return told(await count_told(look, await _bucket(look, visit), within))


async def show_event(visit: Visit) -> Reply:
    async with visit.office.reading(visit.who.viewer) as look:
        bucket = await _bucket(look, visit)
        known = visit.number.isascii() and visit.number.isdigit() and len(visit.number) < 19
        row = await told_event(look, bucket, int(visit.number)) if known else None
    if row is None:
        raise NotFound(_("There is no such event."))
    return Reply(event_text(_stretch(row)))


async def export_bucket(visit: Visit) -> Reply:
    async with visit.office.reading(visit.who.viewer) as look:
        bucket = await _bucket(look, visit)
    return Reply(_exported(visit, [bucket]), headers=SAVED)


async def export(visit: Visit) -> Reply:
    async with visit.office.reading(visit.who.viewer) as look:
        found = await buckets_seen(look, visit.who.device_id)
    return Reply(_exported(visit, found), headers=SAVED)


async def _bucket(look: Reading, visit: Visit) -> ShownBucket:
    for bucket in await buckets_seen(look, visit.who.device_id):
        if bucket.name == visit.bucket:
            return bucket
    raise NotFound(_("There is no such bucket."))


def _shown(bucket: ShownBucket) -> dict[str, object]:
    first, last = (None if ms is None else said_time(ms) for ms in (bucket.first_ms, bucket.last_ms))
    return {
        "id": bucket.name,
        "name": None,
        "type": bucket.type,
        "client": bucket.client,
        "hostname": bucket.hostname,
        "created": said_time(bucket.made_ms),
        "data": {},
        "metadata": {"start": first, "end": last},
        "last_updated": last,
    }


async def _exported(visit: Visit, buckets: list[ShownBucket]) -> AsyncIterator[bytes]:
    yield b'{"buckets":{'
    for number, bucket in enumerate(buckets):
        head = msgspec.json.encode(_shown(bucket))[:-1]
        yield (b"," if number else b"") + msgspec.json.encode(bucket.name) + b":" + head
        async for piece in _joined(_events(visit, bucket, Range(), ALL), b',"events":[', b"]}"):
            yield piece
    yield b"}}"


async def _joined(events: AsyncIterator[list[bytes]], first: bytes, last: bytes) -> AsyncIterator[bytes]:
    """A look at a time, and nothing is held open while a slow line takes it."""
    before = first
    async for some in events:
        yield before + b",".join(some)
        before = b","
    yield last if before == b"," else first + last


async def _events(visit: Visit, bucket: ShownBucket, within: Range, limit: int) -> AsyncIterator[list[bytes]]:
    left, before = limit, None
    while left:
        async with visit.office.reading(visit.who.viewer) as look:
            rows = await told_in(look, bucket, within, min(AT_ONCE, left), before)
        if rows:
            before = (rows[-1].start_ms, rows[-1].id or 0)
            yield [event_text(_cut(_stretch(row), within)) for row in rows]
        left = left - len(rows) if len(rows) == AT_ONCE else 0


def _cut(event: Stretch, within: Range) -> Stretch:
    """Theirs cuts what reaches over the ends that were asked for."""
    start = event.start if within.start is None else max(event.start, within.start)
    end = event.end if within.end is None else min(event.end, within.end)
    return event._replace(start=start, end=max(start, end))


def _stretch(row: ToldEvent) -> Stretch:
    return Stretch(row.id or 0, row.start_ms, row.end_ms, row.words)


def _range(visit: Visit) -> Range:
    ends = (visit.asked.get(name, "") for name in ("start", "end"))
    return Range(*(read_time(end.replace(" ", "+") if "T" in end else end) if end else None for end in ends))


def _limit(visit: Visit) -> int:
    """-1 is all."""
    text = visit.asked.get("limit") or "-1"
    try:
        found = int(text[:20])
    except ValueError:
        raise Unreadable(_("limit is a number; -1 is all.")) from None
    return ALL if found < 0 else min(found, ALL)
