"""Setting limits, giving minutes, and storing what was used. Permission is asked here, at every door."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.screen_time import policy
from appliance.screen_time.events import (
    LimitChanged,
    MinutesGiven,
    MinutesTakenBack,
    UsageStored,
    UsageTakenBack,
)
from appliance.screen_time.models import BonusMinutes, Kind, ScreenRule, Source, UsageInterval
from appliance.screen_time.rules import Limits, Measured, Span, joined, rooms_before, trouble_with

MOST_AT_ONCE = 240  # minutes of one gift
MOST_INTERVALS = 1000


async def set_limit(work: Work, member_id: int, limits: Limits) -> ScreenRule:
    if not policy.may_set_limits(work.actor):
        raise NotAllowed(_("Only a parent can set screen time."))
    member = await _child(work, member_id)
    _check(limits)
    rule = ScreenRule(
        family_id=member.family_id,
        member_id=member_id,
        weekday_minutes=limits.weekday_minutes,
        weekend_minutes=limits.weekend_minutes,
        bed_from=limits.bed_from,
        bed_until=limits.bed_until,
        bonus_cap=limits.bonus_cap,
        set_by=work.actor.member_id,
        set_at=work.now,
    )
    work.db.add(rule)
    await work.emit(
        LimitChanged(
            family_id=member.family_id,
            member_id=member_id,
            weekday_minutes=limits.weekday_minutes,
            weekend_minutes=limits.weekend_minutes,
        )
    )
    return rule


def _check(limits: Limits) -> None:
    trouble = trouble_with(limits)
    if trouble:
        raise Invalid(_("These rules need another look."), trouble)


async def grant_minutes(
    work: Work, member_id: int, minutes: int, *, day: date | None = None, why: str = "", once: str = ""
) -> BonusMinutes:
    """`once` names this gift, so that a doubled click or a repeated request gives it a single time."""
    if not policy.may_give_minutes(work.actor):
        raise NotAllowed(_("Only a parent can give minutes."))
    if not 1 <= minutes <= MOST_AT_ONCE:
        raise Invalid(_("Choose 1 to 240 minutes."), {"minutes": _("Choose 1 to 240 minutes.")})
    member = await _child(work, member_id)
    cause = f"grant:{member.family_id}:{member_id}:{once or token_urlsafe(12)}"
    known = (await work.db.exec(select(BonusMinutes).where(BonusMinutes.cause == cause))).first()
    if known is not None:
        return known
    return await give(work, member_id, minutes, day or work.today, Kind.GRANTED, cause, why)


async def give(
    work: Work, member_id: int, minutes: int, day: date, kind: Kind, cause: str, why: str
) -> BonusMinutes:
    row = BonusMinutes(
        family_id=work.actor.family_id,
        member_id=member_id,
        day=day,
        minutes=minutes,
        kind=kind.value,
        cause=cause,
        why=why,
        by_member_id=work.actor.member_id,
        at=work.now,
    )
    work.db.add(row)
    await work.emit(
        MinutesGiven(
            family_id=row.family_id, member_id=member_id, minutes=minutes, day=day, kind=kind, cause=cause
        )
    )
    return row


async def take_back(work: Work, bonus_id: int) -> BonusMinutes:
    """Only a parent's gift: what was earned or bought follows its chore or its wish."""
    if not policy.may_give_minutes(work.actor):
        raise NotAllowed(_("Only a parent can take minutes back."))
    row = await work.db.get(BonusMinutes, bonus_id)
    if row is None or row.family_id != work.actor.family_id or row.reverses_id is not None:
        raise NotFound(_("We could not find these minutes."))
    if row.kind != Kind.GRANTED:
        raise RuleBroken(_("These minutes belong to a chore or a reward. Undo that instead."))
    if not await reverse(work, row):
        raise RuleBroken(_("These minutes were taken back already."))
    return row


async def reverse(work: Work, row: BonusMinutes) -> bool:
    """False where it was reversed before."""
    done = select(BonusMinutes.id).where(BonusMinutes.reverses_id == row.id)
    if (await work.db.exec(done)).first() is not None:
        return False
    work.db.add(
        BonusMinutes(
            family_id=row.family_id,
            member_id=row.member_id,
            day=row.day,
            minutes=-row.minutes,
            kind=row.kind,
            cause=f"undo:{row.cause}",
            reverses_id=row.id,
            why=row.why,
            by_member_id=work.actor.member_id,
            at=work.now,
        )
    )
    await work.emit(
        MinutesTakenBack(
            family_id=row.family_id,
            member_id=row.member_id,
            minutes=row.minutes,
            day=row.day,
            kind=row.kind,
            cause=row.cause,
        )
    )
    return True


async def store_usage(
    work: Work, member_id: int, measured: Sequence[Measured], source: Source = Source.API, device: str = ""
) -> int:
    """Stores what is new of it and answers how many intervals that were; the same again stores nothing."""
    if not policy.may_store_usage_of(work.actor, member_id):
        raise NotFound(_("We could not find that person."))
    member = await _child(work, member_id)
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
                UsageInterval.start_at >= new.span.start - timedelta(hours=24),
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
    member = await _child(work, member_id)
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


async def _child(work: Work, member_id: int) -> Member:
    member = await member_of(work, member_id)
    if member.role == "parent":
        raise RuleBroken(_("Parents have no screen time here."))
    return member


async def bonus_by_cause(work: Work, cause: str) -> BonusMinutes | None:
    found = await work.db.exec(
        select(BonusMinutes).where(
            BonusMinutes.cause == cause,
            BonusMinutes.family_id == work.actor.family_id,
            col(BonusMinutes.reverses_id).is_(None),
        )
    )
    return found.first()
