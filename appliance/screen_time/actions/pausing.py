"""Screens stopped for a while, and let go on."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import ScreensPaused, ScreensResumed
from appliance.screen_time.models import ScreenPause

LONGEST_PAUSE = timedelta(days=31)


async def pause(work: Work, member_id: int, until: datetime | None = None, why: str = "") -> ScreenPause:
    """A new one takes the place of one that holds. What is left of the day stays as it is."""
    if not policy.may_pause(work.actor):
        raise NotAllowed(_("Only a parent can pause screens."))
    member = await child_of(work, member_id)
    if until is not None and not work.now < until <= work.now + LONGEST_PAUSE:
        raise Invalid(
            _("Choose a time within a month from now."),
            {"until": _("Choose a time within a month from now.")},
        )
    await _end_all(work, member_id)
    row = ScreenPause(
        family_id=member.family_id,
        member_id=member_id,
        why=why,
        set_by=work.actor.member_id,
        set_at=work.now,
        until=until,
    )
    work.db.add(row)
    await work.db.flush()
    facts = {"family_id": row.family_id, "member_id": member_id, "pause_id": row.id or 0}
    await work.emit(ScreensPaused(**facts, until=until, why=why))
    return row


async def resume(work: Work, member_id: int) -> ScreenPause:
    if not policy.may_pause(work.actor):
        raise NotAllowed(_("Only a parent can let screens go on."))
    member = await child_of(work, member_id)
    ended = await _end_all(work, member_id)
    if ended is None:
        raise RuleBroken(_("These screens are not paused."))
    await work.emit(ScreensResumed(family_id=member.family_id, member_id=member_id, pause_id=ended.id or 0))
    return ended


async def end_pause(work: Work, pause_id: int) -> ScreenPause:
    """The undo of one pause: another that took its place goes on."""
    if not policy.may_pause(work.actor):
        raise NotAllowed(_("Only a parent can let screens go on."))
    row = await work.db.get(ScreenPause, pause_id)
    if row is None or row.family_id != work.actor.family_id:
        raise NotFound(_("We could not find this pause."))
    if not _holds(row, work.now):
        raise RuleBroken(_("These screens are not paused."))
    return await resume(work, row.member_id)


def _holds(row: ScreenPause, now: datetime) -> bool:
    return row.ended_at is None and (row.until is None or row.until > now)


async def _end_all(work: Work, member_id: int) -> ScreenPause | None:
    """Those that ended by themselves are noted as that. The one that held, if one did."""
    found = await work.db.exec(
        select(ScreenPause).where(
            ScreenPause.family_id == work.actor.family_id,
            ScreenPause.member_id == member_id,
            col(ScreenPause.ended_at).is_(None),
        )
    )
    ended = None
    for row in found.all():
        if _holds(row, work.now):
            row.ended_at, row.ended_by, ended = work.now, work.actor.member_id, row
        else:
            row.ended_at = row.until
    return ended
