"""Minutes on top: given, earned, bought, and taken back."""

from datetime import date, datetime
from secrets import token_urlsafe

from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.days import days_changed
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import MinutesGiven, MinutesTakenBack
from appliance.screen_time.models import BonusMinutes, Kind
from appliance.screen_time.queries import guest_minutes_left
from appliance.screen_time.rules import day_of

MOST_AT_ONCE = 240  # minutes of one gift


async def grant_minutes(
    work: Work,
    member_id: int,
    minutes: int,
    *,
    day: date | None = None,
    why: str = "",
    once: str = "",
    expires_at: datetime | None = None,
) -> BonusMinutes:
    """`once` names this gift, so that a doubled click or a repeated request gives it a single time.

    What is not used by `expires_at` lapses, else at the end of the day.
    """
    _may_give(work, minutes)
    member = await child_of(work, member_id)
    cause = f"grant:{member.family_id}:{member_id}:{once or token_urlsafe(12)}"
    known = (await work.db.exec(select(BonusMinutes).where(BonusMinutes.cause == cause))).first()
    if known is not None:
        return known
    if work.actor.is_guest:
        await _within_a_guests_day(work, minutes, day or work.today)
    _lapses_in_time(work, day or work.today, expires_at)
    return await give(work, member_id, minutes, day or work.today, Kind.GRANTED, cause, why, expires_at)


def _may_give(work: Work, minutes: int) -> None:
    if not policy.may_give_minutes(work.actor):
        raise NotAllowed(_("Only a parent or a guest can give minutes."))
    if not 1 <= minutes <= MOST_AT_ONCE:
        raise Invalid(_("Choose 1 to 240 minutes."), {"minutes": _("Choose 1 to 240 minutes.")})


def _lapses_in_time(work: Work, day: date, expires_at: datetime | None) -> None:
    if expires_at is None:
        return
    whole = day_of(day, work.actor.zone)
    if not max(work.now, whole.start) < expires_at <= whole.end:
        trouble = _("Choose a time later on the same day.")
        raise Invalid(trouble, {"expires_at": trouble})


async def _within_a_guests_day(work: Work, minutes: int, day: date) -> None:
    if day != work.today:
        raise NotAllowed(_("A guest gives minutes for today only."))
    left = await guest_minutes_left(work)
    if minutes <= left:
        return
    if not left:
        raise RuleBroken(_("You have given your 30 minutes for today. A parent can give more."))
    raise RuleBroken(
        counted(
            "You can give %(left)s more minute today, not %(minutes)s.",
            "You can give %(left)s more minutes today, not %(minutes)s.",
        ),
        left=left,
        minutes=minutes,
    )


async def give(
    work: Work,
    member_id: int,
    minutes: int,
    day: date,
    kind: Kind,
    cause: str,
    why: str,
    expires_at: datetime | None = None,
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
        expires_at=expires_at,
    )
    await _stored(work, row)
    return row


async def _stored(work: Work, row: BonusMinutes) -> None:
    work.db.add(row)
    await days_changed(work, row.member_id, [row.day])
    await work.emit(
        MinutesGiven(
            family_id=row.family_id,
            member_id=row.member_id,
            minutes=row.minutes,
            day=row.day,
            kind=row.kind,
            cause=row.cause,
        )
    )


async def take_back(work: Work, bonus_id: int) -> BonusMinutes:
    """Only a gift: what was earned or bought follows its chore or its wish."""
    if not policy.may_give_minutes(work.actor):
        raise NotAllowed(_("Only a parent can take minutes back."))
    row = await work.db.get(BonusMinutes, bonus_id)
    if row is None or row.family_id != work.actor.family_id or row.reverses_id is not None:
        raise NotFound(_("We could not find these minutes."))
    if not policy.may_take_minutes_back(work.actor, row.by_member_id):
        raise NotAllowed(_("A parent gave these minutes, so only a parent can take them back."))
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
    work.db.add(_opposite(work, row))
    await days_changed(work, row.member_id, [row.day])
    event = MinutesTakenBack(
        family_id=row.family_id,
        member_id=row.member_id,
        minutes=row.minutes,
        day=row.day,
        kind=row.kind,
        cause=row.cause,
        gift_id=row.id or 0,
    )
    await work.emit(event)
    return True


def _opposite(work: Work, row: BonusMinutes) -> BonusMinutes:
    return BonusMinutes(
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


async def bonus_by_cause(work: Work, cause: str) -> BonusMinutes | None:
    found = await work.db.exec(
        select(BonusMinutes).where(
            BonusMinutes.cause == cause,
            BonusMinutes.family_id == work.actor.family_id,
            col(BonusMinutes.reverses_id).is_(None),
        )
    )
    return found.first()
