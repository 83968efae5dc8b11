"""What becomes of chores when someone leaves, and when the family moves to where clocks go otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import update
from sqlmodel import col, or_, select

from appliance.chores.actions.making import clear, remake
from appliance.chores.actions.pausing import end_pauses_of
from appliance.chores.actions.steps import NOBODY_ASKED, change_all
from appliance.chores.events import ChoreChanged
from appliance.chores.models import Chore, Feed, Occurrence, Proposal
from appliance.chores.rules.repeats import due_moment, read_repeat, stored
from appliance.chores.rules.states import GOING_ON, TO_DO, State, Step
from appliance.core.work import Work
from appliance.household.events import FamilyChanged, MemberLeft
from appliance.household.models import Family, blocks_of
from appliance.household.queries import family_of

FREE: Mapping[str, object] = {
    "assignee_id": None,
    "claimed_by": None,
    "claimed_at": None,
    "done_by": None,
    "done_at": None,
    "returned_by": None,
    "returned_at": None,
    "note": "",
}


async def hand_on_chores(work: Work, event: MemberLeft) -> None:
    """What was done stays as it is, with their name."""
    await end_pauses_of(work, event.member_id)
    await _free_what_is_shared(work, event.member_id)
    await _end_what_waits(work, event.member_id)
    found = await work.db.exec(
        select(Chore).where(Chore.family_id == event.family_id, col(Chore.put_away_at).is_(None))
    )
    for chore in found.all():
        if event.member_id in chore.people:
            await _go_on_without(work, chore, event.member_id)


async def follow_the_week(work: Work, event: FamilyChanged) -> None:
    """Where the family's week begins on another day, so does whose week it is."""
    by_week = (Chore.family_id == event.family_id, Chore.way == "turns", Chore.turn_by == "week")
    found = await work.db.exec(select(Chore).where(*by_week, col(Chore.put_away_at).is_(None)))
    for chore in found.all():
        await remake(work, chore)


async def follow_the_blocks(work: Work, event: FamilyChanged) -> None:
    """Where the afternoon begins later, the morning's chores are late later, too."""
    blocks = blocks_of(await family_of(work))
    if blocks == work.actor.blocks:
        return
    found = await work.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.family_id == event.family_id, col(Occurrence.due_local) >= work.today)
        .where(col(Occurrence.state).in_(TO_DO | {State.EXCUSED}), Chore.part_of_day != "")
    )
    for row, chore in found.all():
        zone = read_repeat(chore.repeat).zone
        window = chore.window_days
        row.due_at = due_moment(row.due_local, row.due_time, chore.part_of_day, zone, window, blocks)


async def end_calendars(work: Work, event: MemberLeft) -> None:
    """Whoever still holds a link to their days reads nothing there any more."""
    theirs = (col(Feed.member_id) == event.member_id, col(Feed.revoked_at).is_(None))
    await work.db.exec(update(Feed).where(*theirs).values(revoked_at=work.now))


async def move_chores(work: Work, event: FamilyChanged) -> None:
    """Half past seven is half past seven where the family lives now. What is over stays when it was."""
    family = await family_of(work)
    for chore in (await work.db.exec(select(Chore).where(Chore.family_id == event.family_id))).all():
        repeat = read_repeat(chore.repeat)
        if repeat.zone != family.zone:
            chore.repeat = stored(replace(repeat, zone=family.zone))
            await _live_by(work, chore, family)


async def _live_by(work: Work, chore: Chore, family: Family) -> None:
    part, window, blocks = chore.part_of_day, chore.window_days, blocks_of(family)
    found = await work.db.exec(
        select(Occurrence)
        .where(Occurrence.chore_id == chore.id, col(Occurrence.due_local) >= work.today)
        .where(col(Occurrence.state).in_(TO_DO | {State.EXCUSED}))
    )
    for row in found.all():
        row.due_at = due_moment(row.due_local, row.due_time, part, family.zone, window, blocks)


async def _free_what_is_shared(work: Work, member_id: int) -> None:
    """Taken from a pool, not yet approved: up for grabs again."""
    found = await work.db.exec(
        select(Occurrence)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.assignee_id == member_id, Chore.way == "pool")
        .where(col(Occurrence.state).in_(GOING_ON))
    )
    await change_all(work, found.all(), Step.LEAVE, state=State.OPEN, **FREE)


async def _end_what_waits(work: Work, member_id: int) -> None:
    """Nobody can say yes to someone who is not here."""
    begun = col(Occurrence.state).in_(GOING_ON - {State.OPEN})
    found = await work.db.exec(select(Occurrence).where(Occurrence.assignee_id == member_id, begun))
    await change_all(work, found.all(), Step.LEAVE, state=State.MISSED)


async def _go_on_without(work: Work, chore: Chore, member_id: int) -> None:
    left = [one for one in chore.people if one != member_id]
    if left:
        chore.people = left
        chore.way = "one" if len(left) == 1 else chore.way
        await remake(work, chore)
    else:
        chore.put_away_at = work.now
        await clear(work, chore)
    work.db.add(chore)
    await work.emit(ChoreChanged(family_id=chore.family_id, chore_id=chore.id or 0, title=chore.title))


async def withdraw_ideas(work: Work, event: MemberLeft) -> None:
    """Nobody can do what they proposed any more."""
    await work.db.exec(
        update(Proposal)
        .where(col(Proposal.member_id) == event.member_id, col(Proposal.state) == "waiting")
        .values(state="withdrawn")
    )


async def end_offers(work: Work, event: MemberLeft) -> None:
    """Nobody is asked who is not here, and nobody is asked for them."""
    theirs = or_(
        col(Occurrence.offered_to) == event.member_id, col(Occurrence.assignee_id) == event.member_id
    )
    await work.db.exec(
        update(Occurrence)
        .where(theirs, col(Occurrence.offered_to).is_not(None), col(Occurrence.state).in_(TO_DO))
        .values(**NOBODY_ASKED)
    )
