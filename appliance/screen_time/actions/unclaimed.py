"""Time of an account that nobody has said whose it is: kept as it was told, until a parent does."""

import json
from collections.abc import Sequence

from sqlmodel import col, delete, insert, select

from appliance.core.work import Work
from appliance.screen_time.models import Bucket, DeviceAccount, ToldEvent
from appliance.screen_time.rules import LONGEST, Span
from appliance.screen_time.rules.clocks import moment_of, ms_of
from appliance.screen_time.rules.merging import PULSE, Kept, merged

Unclaimed = tuple[str, str, Span]  # the device's word, its kind, when
TYPE = "account"
LONGEST_MS = round(LONGEST.total_seconds() * 1000)


async def keep_unclaimed(work: Work, account: DeviceAccount, told: Sequence[Unclaimed]) -> int:
    bucket = await _bucket(work, account)
    kept = await _kept_around(work, bucket, [span for _app, _kind, span in told])
    said = [(json.dumps({"app": app, "kind": kind}, sort_keys=True), span) for app, kind, span in told]
    change = merged(kept, said, PULSE)
    if change.gone:
        await work.db.exec(delete(ToldEvent).where(col(ToldEvent.id).in_(change.gone)))
    if change.added:
        rows = [
            {
                "family_id": bucket.family_id,
                "bucket_id": bucket.id,
                "start_ms": ms_of(span.start),
                "end_ms": ms_of(span.end),
                "words": words,
            }
            for words, span in change.added
        ]
        await work.db.exec(insert(ToldEvent), params=rows)
        work.topics.add((work.actor.family_id, "screen_time"))
    return len(change.fresh)


async def take_unclaimed(work: Work, account: DeviceAccount) -> list[Unclaimed]:
    """All of it, and it is not kept aside any longer."""
    bucket = await _known_bucket(work, account)
    if bucket is None:
        return []
    rows = (await work.db.exec(select(ToldEvent).where(ToldEvent.bucket_id == bucket.id))).all()
    await work.db.exec(delete(ToldEvent).where(col(ToldEvent.bucket_id) == bucket.id))
    await work.db.delete(bucket)
    return [
        (said["app"], said["kind"], Span(moment_of(row.start_ms), moment_of(row.end_ms)))
        for row in rows
        if row.end_ms > row.start_ms
        for said in [json.loads(row.words)]
    ]


async def _known_bucket(work: Work, account: DeviceAccount) -> Bucket | None:
    found = await work.db.exec(
        select(Bucket).where(Bucket.device_id == account.device_id, Bucket.name == _called(account))
    )
    return found.first()


def _called(account: DeviceAccount) -> str:
    return f"{TYPE}:{account.id}"


async def _bucket(work: Work, account: DeviceAccount) -> Bucket:
    known = await _known_bucket(work, account)
    if known is None:
        known = Bucket(
            family_id=account.family_id,
            device_id=account.device_id,
            name=_called(account),
            type=TYPE,
            made_ms=ms_of(work.now),
        )
        work.db.add(known)
        await work.db.flush()
    return known


async def _kept_around(work: Work, bucket: Bucket, spans: Sequence[Span]) -> list[Kept]:
    first = ms_of(min(span.start for span in spans) - PULSE)
    last = ms_of(max(span.end for span in spans) + PULSE)
    rows = await work.db.exec(
        select(ToldEvent.id, ToldEvent.words, ToldEvent.start_ms, ToldEvent.end_ms)
        .where(ToldEvent.bucket_id == bucket.id, col(ToldEvent.start_ms) <= last)
        .where(col(ToldEvent.start_ms) >= first - LONGEST_MS, col(ToldEvent.end_ms) >= first)
    )
    return [
        Kept(row_id or 0, words, Span(moment_of(start), moment_of(end))) for row_id, words, start, end in rows
    ]
