"""What watchers told, for whoever may hear it: a device its own, a child what is theirs, a parent all."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import and_, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.core.people import Actor
from appliance.core.work import Reading
from appliance.screen_time.models import Bucket, MeasuredDevice, ToldEvent

NEAR = 50  # rows that began before a range and may reach into it


@dataclass(frozen=True)
class ShownBucket:
    """`name` is unique among those that are seen: two devices of the same host name call theirs alike."""

    id: int
    name: str
    type: str
    client: str
    hostname: str
    made_ms: int
    first_ms: int | None
    last_ms: int | None


async def buckets_seen(look: Reading, device_id: int | None = None) -> list[ShownBucket]:
    """Of one device, or, without one, of all whose use the viewer may see. 1 query."""
    first, last = (
        select(edge).where(ToldEvent.bucket_id == Bucket.id).order_by(order).limit(1).scalar_subquery()
        for edge, order in (
            (ToldEvent.start_ms, col(ToldEvent.start_ms)),
            (ToldEvent.end_ms, col(ToldEvent.start_ms).desc()),
        )
    )
    found = select(Bucket, first, last).join(MeasuredDevice, col(MeasuredDevice.id) == Bucket.device_id)
    found = found.where(Bucket.family_id == look.viewer.family_id).order_by(col(Bucket.id))
    if device_id is not None:
        found = found.where(Bucket.device_id == device_id)
    elif not look.viewer.is_parent:
        found = found.where(MeasuredDevice.member_id == _own_of(look.viewer))
    rows = (await look.db.exec(found)).all()
    names = [bucket.name for bucket, _first, _last in rows]
    return [
        _shown(bucket, begins, ends, plain=names.count(bucket.name) == 1) for bucket, begins, ends in rows
    ]


def _own_of(viewer: Actor) -> int:
    return -1 if viewer.is_guest else viewer.member_id


def _shown(bucket: Bucket, begins: int | None, ends: int | None, plain: bool) -> ShownBucket:
    name = bucket.name if plain else f"{bucket.name}@{bucket.device_id}"
    kind = (bucket.type, bucket.client, bucket.hostname, bucket.made_ms)
    return ShownBucket(bucket.id or 0, name, *kind, begins, ends)


@dataclass(frozen=True)
class Range:
    """Milliseconds; None is without an end."""

    start: int | None = None
    end: int | None = None


async def told_in(
    look: Reading, bucket: ShownBucket, within: Range, limit: int, before: tuple[int, int] | None = None
) -> Sequence[ToldEvent]:
    """The newest first; `before` is where the last answer ended."""
    found = select(ToldEvent).where(ToldEvent.bucket_id == bucket.id, *_within(within))
    if before is not None:
        start, id = before
        earlier = and_(ToldEvent.start_ms == start, col(ToldEvent.id) < id)
        found = found.where(ToldEvent.start_ms <= start, or_(ToldEvent.start_ms < start, earlier))
    newest = found.order_by(col(ToldEvent.start_ms).desc(), col(ToldEvent.id).desc())
    return (await look.db.exec(newest.limit(limit))).all()


async def count_told(look: Reading, bucket: ShownBucket, within: Range) -> int:
    found = select(func.count()).where(ToldEvent.bucket_id == bucket.id, *_within(within))
    return (await look.db.exec(found)).one()


async def told_event(look: Reading, bucket: ShownBucket, event_id: int) -> ToldEvent | None:
    found = select(ToldEvent).where(ToldEvent.bucket_id == bucket.id, ToldEvent.id == event_id)
    return (await look.db.exec(found)).first()


def _within(within: Range) -> list[bool]:
    ends = [] if within.start is None else [ToldEvent.end_ms >= within.start]
    return ends if within.end is None else [*ends, ToldEvent.start_ms <= within.end]


@dataclass(frozen=True)
class Told:
    start_ms: int
    end_ms: int
    words: str


async def told_around(
    db: AsyncSession, device_id: int, start: int, end: int
) -> list[tuple[Bucket, list[Told]]]:
    """Of each bucket of a device all that lies in a range or reaches into it; 2 queries a bucket."""
    buckets = (await db.exec(select(Bucket).where(Bucket.device_id == device_id))).all()
    found = []
    for bucket in buckets:
        rows = select(ToldEvent.start_ms, ToldEvent.end_ms, ToldEvent.words)
        rows = rows.where(ToldEvent.bucket_id == bucket.id)
        began = rows.where(ToldEvent.start_ms < start).order_by(col(ToldEvent.start_ms).desc()).limit(NEAR)
        inside = rows.where(ToldEvent.start_ms >= start, ToldEvent.start_ms < end)
        reaching = [Told(*row) for row in (await db.exec(began)).all() if row[1] > start]
        found.append((bucket, [*reaching, *(Told(*row) for row in (await db.exec(inside)).all())]))
    return found
