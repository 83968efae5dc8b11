"""Where every source ends: stretches of one device become rows by the one merge rule, in few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, delete, insert, select

from appliance.core.work import Work
from appliance.screen_time.actions.days import days_changed, days_of
from appliance.screen_time.models import Source, UsageInterval
from appliance.screen_time.rules import LONGEST, App, Span
from appliance.screen_time.rules.merging import NO_GAP, Kept, Merge, merged


@dataclass(frozen=True)
class Stream:
    """What is told of one child by one device. `device` is a word of its own where it was not enrolled."""

    member_id: int
    source: Source
    device: str = ""
    device_id: int | None = None

    @property
    def called(self) -> str:
        """Two enrolled devices may have the same name, and any may get another one."""
        return self.device if self.device_id is None else f"#{self.device_id}"


@dataclass(frozen=True, slots=True)
class Used:
    app: App
    span: Span


async def keep_usage(work: Work, stream: Stream, used: Sequence[Used], pulse: timedelta = NO_GAP) -> Merge:
    """What was known already changes nothing. Days that are over are marked to be added up again."""
    if not used:
        return Merge()
    kept = await _kept_around(work, stream, used, pulse)
    change = merged(kept, ((one.app.name, one.span) for one in used), pulse)
    if change.gone:
        await work.db.exec(delete(UsageInterval).where(col(UsageInterval.id).in_(change.gone)))
    if change.added:
        apps = {one.app.name: one.app for one in used}
        rows = [row_of(work, stream, apps[words], span) for words, span in change.added]
        await work.db.exec(insert(UsageInterval), params=rows)
        await days_changed(work, stream.member_id, days_of(change.fresh, work.actor.zone))
        work.topics.add((work.actor.family_id, "screen_time"))
    return change


async def _kept_around(work: Work, stream: Stream, used: Sequence[Used], pulse: timedelta) -> list[Kept]:
    first = min(one.span.start for one in used) - pulse
    last = max(one.span.end for one in used) + pulse
    rows = await work.db.exec(
        select(UsageInterval.id, UsageInterval.app, UsageInterval.start_at, UsageInterval.end_at)
        .where(UsageInterval.member_id == stream.member_id, UsageInterval.source == stream.source.value)
        .where(UsageInterval.device == stream.called)
        .where(
            col(UsageInterval.start_at) <= last,
            col(UsageInterval.start_at) >= first - LONGEST,
            col(UsageInterval.end_at) >= first,
        )
    )
    return [Kept(row_id or 0, app, Span(start, end)) for row_id, app, start, end in rows]


def row_of(work: Work, stream: Stream, app: App, span: Span) -> Mapping[str, str | int | datetime | None]:
    """As it is stored, whoever told it."""
    return {
        "family_id": work.actor.family_id,
        "member_id": stream.member_id,
        "source": stream.source.value,
        "device": stream.called,
        "device_id": stream.device_id,
        "app": app.name,
        "category": app.category,
        "standing": app.standing.value,
        "start_at": span.start,
        "end_at": span.end,
        "stored_by": work.actor.member_id,
        "stored_at": work.now,
    }
