"""Single intervals and what watchers told go after a while, as the family's policy says; days stay."""

from datetime import date, datetime, timedelta

from sqlmodel import col, delete, select, update

from appliance.core.work import Work
from appliance.screen_time.actions.rolling import days_due, only_the_house
from appliance.screen_time.events import OldUsageForgotten
from appliance.screen_time.models import (
    Bucket,
    MeasuredDevice,
    ScreenDay,
    ScreenLook,
    ToldEvent,
    UsageInterval,
)
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules import day_of

ROWS_AT_ONCE = 2000


async def forget_intervals(work: Work, member_id: int) -> bool:
    """Of days that have their row; True while there are more of them.

    Those days are final from then on: made anew, they would be made of nothing.
    """
    only_the_house(work)
    until = await _rolled_until(work, member_id)
    gone = await _delete_intervals(work, member_id, day_of(until, work.actor.zone).start)
    if gone:
        await work.db.exec(
            update(ScreenDay)
            .where(col(ScreenDay.member_id) == member_id, col(ScreenDay.day) < until)
            .where(col(ScreenDay.final).is_(False))
            .values(final=True)
        )
        event = OldUsageForgotten(
            family_id=work.actor.family_id, member_id=member_id, before=until, intervals=gone
        )
        await work.emit(event)
    return gone == ROWS_AT_ONCE


async def _rolled_until(work: Work, member_id: int) -> date:
    """The first day whose intervals are still needed."""
    kept_from = work.today - timedelta(days=(await policy_of(work)).keep_days)
    return min([kept_from, *await days_due(work, member_id)])


async def _delete_intervals(work: Work, member_id: int, before: datetime) -> int:
    """One that runs over that midnight is still needed by the day after it."""
    old = (
        select(UsageInterval.id)
        .where(UsageInterval.member_id == member_id, UsageInterval.start_at < before)
        .where(UsageInterval.end_at <= before)
        .limit(ROWS_AT_ONCE)
    )
    done = await work.db.exec(delete(UsageInterval).where(col(UsageInterval.id).in_(old)))
    return done.rowcount


async def forget_told(work: Work) -> bool:
    """What became minutes already: a device whose minutes are still to be derived keeps its words."""
    only_the_house(work)
    before = work.now - timedelta(days=(await policy_of(work)).keep_told_days)
    old = (
        select(ToldEvent.id)
        .join(Bucket, col(Bucket.id) == ToldEvent.bucket_id)
        .join(MeasuredDevice, col(MeasuredDevice.id) == Bucket.device_id)
        .where(Bucket.family_id == work.actor.family_id, col(MeasuredDevice.dirty_from).is_(None))
        .where(ToldEvent.end_ms < int(before.timestamp() * 1000))
        .limit(ROWS_AT_ONCE)
    )
    done = await work.db.exec(delete(ToldEvent).where(col(ToldEvent.id).in_(old)))
    return done.rowcount == ROWS_AT_ONCE


async def forget_looks(work: Work) -> None:
    only_the_house(work)
    kept_from = work.today - timedelta(days=(await policy_of(work)).keep_days)
    await work.db.exec(
        delete(ScreenLook).where(
            col(ScreenLook.family_id) == work.actor.family_id, col(ScreenLook.day) < kept_from
        )
    )
