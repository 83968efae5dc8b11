"""What was used, as devices report it or a parent writes it down."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.screen_time import policy
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import UsageStored, UsageTakenBack
from appliance.screen_time.models import Source, UsageInterval
from appliance.screen_time.rules import LONGEST, Measured, Span, joined, rooms_before

MOST_INTERVALS = 1000


async def store_usage(
    work: Work, member_id: int, measured: Sequence[Measured], source: Source = Source.API, device: str = ""
) -> int:
    """Stores what is new of it and answers how many intervals that were; the same again stores nothing."""
    if not policy.may_store_usage_of(work.actor, member_id):
        raise NotFound(_("We could not find that person."))
    member = await child_of(work, member_id)
    if len(measured) > MOST_INTERVALS:
        raise Invalid(_("Send at most 1000 intervals at once."))
    for interval in measured:
        _check_measured(interval, work.now)
    stored = 0
    for interval in measured:
        stored += await _merge(work, member, interval, source, device)
    await work.emit(UsageStored(family_id=member.family_id, member_id=member_id, intervals=stored))
    return stored


def _check_measured(interval: Measured, now: datetime, field: str = "intervals") -> None:
    sentence = interval.trouble(now)
    if sentence:
        raise Invalid(sentence, {field: sentence})


async def _merge(work: Work, member: Member, new: Measured, source: Source, device: str) -> bool:
    """Intervals of the same app on the same device that touch become one row: disorder does no harm."""
    assert member.id is not None
    rows = (
        await work.db.exec(
            select(UsageInterval)
            .where(UsageInterval.member_id == member.id, UsageInterval.source == source.value)
            .where(UsageInterval.device == device, UsageInterval.app == new.app)
            .where(
                UsageInterval.start_at <= new.span.end,
                UsageInterval.start_at >= new.span.start - LONGEST,
                UsageInterval.end_at >= new.span.start,
            )
        )
    ).all()
    whole = joined(new.span, [Span(row.start_at, row.end_at) for row in rows])
    if any(Span(row.start_at, row.end_at) == whole for row in rows):
        return False
    for row in rows:
        if whole.start <= row.start_at and row.end_at <= whole.end:
            await work.db.delete(row)
    await work.db.flush()
    _add(work, member, Measured(whole, new.app, new.category), source, device)
    return True


def _add(work: Work, member: Member, new: Measured, source: Source, device: str) -> UsageInterval:
    assert member.id is not None
    row = UsageInterval(
        family_id=member.family_id,
        member_id=member.id,
        source=source.value,
        device=device,
        app=new.app,
        category=new.category,
        start_at=new.span.start,
        end_at=new.span.end,
        stored_by=work.actor.member_id,
        stored_at=work.now,
    )
    work.db.add(row)
    return row


async def add_usage_by_hand(
    work: Work, member_id: int, app: str, category: str, minutes: int, until: datetime | None = None
) -> UsageInterval:
    """For a TV or a console. Without `until` it ends now, or before what was written down last."""
    if not policy.may_write_down_usage(work.actor):
        raise NotAllowed(_("Only a parent can write minutes down."))
    if not 1 <= minutes <= 24 * 60:
        raise Invalid(_("Choose 1 to 1440 minutes."), {"minutes": _("Choose 1 to 1440 minutes.")})
    member = await child_of(work, member_id)
    end = until or rooms_before(work.now, minutes, await _written_down(work, member_id))
    measured = Measured(Span(end - timedelta(minutes=minutes), end), app, category)
    _check_measured(measured, work.now, "until")
    row = _add(work, member, measured, Source.HAND, f"hand:{token_urlsafe(6)}")
    await work.emit(UsageStored(family_id=member.family_id, member_id=member_id, intervals=1))
    return row


async def _written_down(work: Work, member_id: int) -> list[Span]:
    rows = await work.db.exec(
        select(UsageInterval).where(
            UsageInterval.member_id == member_id,
            UsageInterval.source == Source.HAND.value,
            UsageInterval.start_at > work.now - timedelta(hours=48),
        )
    )
    return [Span(row.start_at, row.end_at) for row in rows]


async def take_back_usage(work: Work, interval_id: int) -> UsageInterval:
    """Only what a parent wrote down; what a device measured stays."""
    if not policy.may_write_down_usage(work.actor):
        raise NotAllowed(_("Only a parent can take this back."))
    row = await work.db.get(UsageInterval, interval_id)
    if row is None or row.family_id != work.actor.family_id or row.source != Source.HAND:
        raise NotFound(_("It was taken back already."))
    await work.db.delete(row)
    await work.emit(UsageTakenBack(family_id=row.family_id, member_id=row.member_id, interval_id=interval_id))
    return row
