"""Days that are different: said, and ended early."""

from sqlmodel import col, func, select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import ExceptionAdded, ExceptionEnded
from appliance.screen_time.models import ScreenException
from appliance.screen_time.rules import Different

MOST_AHEAD = 60  # of one family, those that are over left out


async def add_exception(work: Work, member_id: int, different: Different) -> ScreenException:
    """`member_id` 0: for all children."""
    if not policy.may_set_limits(work.actor):
        raise NotAllowed(_("Only a parent can set screen time."))
    if member_id:
        await child_of(work, member_id)
    trouble = different.trouble(work.today)
    if trouble:
        raise Invalid(_("These days need another look."), trouble)
    await _room_for_one_more(work)
    row = _row(work, member_id, different)
    work.db.add(row)
    await work.db.flush()
    await work.emit(
        ExceptionAdded(
            family_id=row.family_id,
            member_id=member_id,
            exception_id=row.id or 0,
            kind=row.kind,
            first=row.first,
            last=row.last,
            why=row.why,
        )
    )
    return row


def _row(work: Work, member_id: int, different: Different) -> ScreenException:
    return ScreenException(
        family_id=work.actor.family_id,
        member_id=member_id,
        kind=different.kind,
        first=different.first,
        last=different.last,
        minutes=different.minutes,
        unlimited=different.unlimited,
        open_hours=different.open_hours,
        no_bed=different.no_bed,
        bed_from=different.bed.start if different.bed else None,
        bed_until=different.bed.end if different.bed else None,
        why=different.why,
        set_by=work.actor.member_id,
        set_at=work.now,
    )


async def _room_for_one_more(work: Work) -> None:
    ahead = select(func.count()).where(
        ScreenException.family_id == work.actor.family_id,
        col(ScreenException.last) >= work.today,
        col(ScreenException.ended_at).is_(None),
    )
    if (await work.db.exec(ahead)).one() >= MOST_AHEAD:
        raise RuleBroken(_("There are many different days already. End some of them first."))


async def end_exception(work: Work, exception_id: int) -> ScreenException:
    """From today on the week decides again; days that are over keep what they had."""
    if not policy.may_set_limits(work.actor):
        raise NotAllowed(_("Only a parent can set screen time."))
    row = await work.db.get(ScreenException, exception_id)
    if row is None or row.family_id != work.actor.family_id:
        raise NotFound(_("We could not find these days."))
    if row.ended_at is not None or row.last < work.today:
        raise RuleBroken(_("These days are over already."))
    row.ended_at, row.ended_by = work.now, work.actor.member_id
    await work.emit(
        ExceptionEnded(family_id=row.family_id, member_id=row.member_id, exception_id=exception_id)
    )
    return row
