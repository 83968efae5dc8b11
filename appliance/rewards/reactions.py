"""Points follow from what happens to chores and people, in the same transaction."""

from sqlmodel import select

from appliance.chores.events import ApprovalUndone, OccurrenceApproved
from appliance.core.work import Work
from appliance.household.events import MemberLeft
from appliance.rewards.actions.book import about, book, book_back, entry_for, taken_back
from appliance.rewards.actions.goals import drop_goal
from appliance.rewards.actions.wishes import withdraw_wish
from appliance.rewards.events import PointsEarned
from appliance.rewards.models import Wish


async def pay_for_chore(work: Work, event: OccurrenceApproved) -> None:
    if event.points == 0 or await entry_for(work, event.cause):
        return
    entry = await book(
        work,
        event.member_id,
        event.points,
        "earned",
        event.cause,
        event.title,
        occurrence_id=event.occurrence_id,
    )
    await work.emit(PointsEarned(**about(entry)))


async def take_back_pay(work: Work, event: ApprovalUndone) -> None:
    """May go below zero: what was spent meanwhile is then owed."""
    entry = await entry_for(work, event.cause)
    if entry is not None and not await taken_back(work, entry):
        await book_back(work, entry)


async def withdraw_wishes(work: Work, event: MemberLeft) -> None:
    """What was put aside for them comes back into their ledger, which is then at rest. They save no more."""
    found = await work.db.exec(
        select(Wish.id).where(Wish.member_id == event.member_id, Wish.state == "waiting")
    )
    for wish_id in found.all():
        await withdraw_wish(work, wish_id or 0)
    await drop_goal(work, event.member_id)
