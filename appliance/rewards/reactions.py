"""Points follow from what happens to chores, in the same transaction."""

from appliance.chores.events import ApprovalUndone, OccurrenceApproved
from appliance.core.work import Work
from appliance.rewards.actions.book import about, book, book_back, entry_for, taken_back
from appliance.rewards.events import PointsEarned


async def pay_for_chore(work: Work, event: OccurrenceApproved) -> None:
    if event.points == 0 or await entry_for(work, event.cause):
        return
    entry = await book(work, event.member_id, event.points, "earned", event.cause, event.title)
    await work.emit(PointsEarned(**about(entry)))


async def take_back_pay(work: Work, event: ApprovalUndone) -> None:
    """May go below zero: what was spent meanwhile is then owed."""
    entry = await entry_for(work, event.cause)
    if entry is not None and not await taken_back(work, entry):
        await book_back(work, entry)
