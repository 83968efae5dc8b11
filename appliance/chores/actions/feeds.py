"""Links under which a calendar reads somebody's chores: shown once, stored hashed, revoked at any time."""

from datetime import datetime

from sqlalchemy import Update, update
from sqlmodel import col, select

from appliance.chores.events import CalendarShared, CalendarUnshared
from appliance.chores.models import Feed
from appliance.chores.policy import may_have_calendar
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.secrets import new_token, token_hash
from appliance.core.work import Work
from appliance.household.queries import member_of

MOST = 10  # of one person


async def share_calendar(work: Work, member_id: int) -> str:
    """The secret itself: nobody can read it again later."""
    member = await member_of(work, member_id)
    if not may_have_calendar(work.actor, member_id):
        raise NotAllowed(_("A parent can make this link for you."))
    if member.role == Role.GUEST:
        raise Invalid(_("Guests have no chores of their own."), {"member": _("Please choose one of these.")})
    await _leave_room(work, member_id)
    secret = new_token()
    feed = Feed(
        family_id=work.actor.family_id,
        member_id=member_id,
        token_hash=token_hash(secret),
        made_by=work.actor.member_id,
        made_at=work.now,
    )
    work.db.add(feed)
    await work.db.flush()
    assert feed.id is not None
    await work.emit(CalendarShared(family_id=feed.family_id, feed_id=feed.id, member_id=member_id))
    return secret


async def unshare_calendar(work: Work, feed_id: int) -> None:
    found = await work.db.exec(
        select(Feed)
        .where(Feed.id == feed_id, Feed.family_id == work.actor.family_id)
        .where(col(Feed.revoked_at).is_(None))
    )
    feed = found.first()
    if feed is None or not may_have_calendar(work.actor, feed.member_id):
        raise NotFound(_("This link is gone already."))
    feed.revoked_at = work.now
    work.db.add(feed)
    await work.emit(CalendarUnshared(family_id=feed.family_id, feed_id=feed_id, member_id=feed.member_id))


def reading_noted(feed_id: int, now: datetime) -> Update:
    return update(Feed).where(col(Feed.id) == feed_id).values(used_at=now)


async def _leave_room(work: Work, member_id: int) -> None:
    open_ = select(Feed.id).where(Feed.member_id == member_id, col(Feed.revoked_at).is_(None))
    if len((await work.db.exec(open_)).all()) >= MOST:
        full = _("There are ten links already. Please end one first.")
        raise Invalid(full, {"member": full})
