"""Calendars that are shared, and what the holder of a link reads: one person's chores, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.chores.models import Feed
from appliance.chores.policy import may_have_calendar
from appliance.chores.queries import Duty, occurrences_for
from appliance.chores.rules.calendar import Entry
from appliance.chores.rules.repeats import AHEAD
from appliance.chores.rules.states import State
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Actor
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import Family, Member, actor_of
from appliance.household.queries.homes import is_here

BEHIND = timedelta(days=31)
NOT_SHOWN = (State.MISSED, State.SKIPPED, State.EXCUSED)


@dataclass(frozen=True)
class Shared:
    id: int
    member_id: int
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class Sender:
    """`home`: how links to this house begin; `name`: what no other house has in the names of its entries.

    `since`: when a chore that nobody has touched counts as changed.
    """

    home: str
    name: str
    since: datetime


@dataclass(frozen=True)
class Reader:
    """Whoever holds a link sees what this member would see of their own chores."""

    feed_id: int
    actor: Actor
    made_at: datetime
    used_at: datetime | None


async def calendars_shared(look: Reading) -> Sequence[Shared]:
    """Those that the viewer may end, the newest first."""
    found = await look.db.exec(
        select(Feed)
        .where(Feed.family_id == look.viewer.family_id, col(Feed.revoked_at).is_(None))
        .order_by(col(Feed.made_at).desc(), col(Feed.id).desc())
    )
    return [
        Shared(feed.id or 0, feed.member_id, feed.made_at, feed.used_at)
        for feed in found.all()
        if may_have_calendar(look.viewer, feed.member_id)
    ]


async def reader_by(db: AsyncSession, secret: str, now: datetime) -> Reader | None:
    """None where the link was ended, or its member left or may not come in for now."""
    found = await db.exec(
        select(Feed, Member, Family)
        .join(Member, col(Member.id) == Feed.member_id)
        .join(Family, col(Family.id) == Feed.family_id)
        .where(Feed.token_hash == token_hash(secret), col(Feed.revoked_at).is_(None), *is_here(now))
    )
    row = found.first()
    if row is None:
        return None
    feed, member, family = row
    return Reader(feed.id or 0, actor_of(member, family, may_write=False), feed.made_at, feed.used_at)


async def entries_of(look: Reading, sender: Sender) -> list[Entry]:
    """The viewer's own of the last month and of what is planned."""
    me = look.viewer.member_id
    duties = await occurrences_for(look, me, look.today - BEHIND, look.today + AHEAD)
    return [
        _entry(look, duty, sender) for duty in duties if duty.member_id == me and duty.state not in NOT_SHOWN
    ]


def _entry(look: Reading, duty: Duty, sender: Sender) -> Entry:
    done = duty.state is State.APPROVED
    title = say(look.viewer.language, _("Done: %(title)s"), title=duty.title) if done else duty.title
    by_time = duty.due_time is not None and not duty.window_days
    return Entry(
        uid=f"occurrence-{duty.id}@{sender.name}.home",
        title=title,
        first=duty.day,
        last=duty.day + timedelta(days=duty.window_days),
        by=duty.due_at if by_time else None,
        changed=duty.since or sender.since,
        href=f"{sender.home}/occurrences/{duty.id}",
    )
