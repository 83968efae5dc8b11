"""Minutes that follow from chores and wishes."""

from appliance.chores.events import ApprovalUndone, OccurrenceApproved
from appliance.core.work import Work
from appliance.rewards.events import GrantUndone, RewardGranted, RewardRefunded
from appliance.screen_time.actions import bonus_by_cause, give, reverse
from appliance.screen_time.models import Kind


async def earn_minutes(work: Work, event: OccurrenceApproved) -> None:
    """For a chore approved a day late they count on the day of the approval, when they can still be used."""
    if event.bonus_minutes <= 0:
        return
    day = max(event.day, work.today)
    await give(
        work, event.member_id, event.bonus_minutes, day, Kind.EARNED, f"earned:{event.cause}", event.title
    )


async def lose_earned_minutes(work: Work, event: ApprovalUndone) -> None:
    row = await bonus_by_cause(work, f"earned:{event.cause}")
    if row is not None:
        await reverse(work, row)


async def hand_over_minutes(work: Work, event: RewardGranted) -> None:
    if event.minutes <= 0:
        return
    await give(
        work, event.member_id, event.minutes, event.day, Kind.BOUGHT, f"bought:{event.cause}", event.title
    )


async def take_minutes_back(work: Work, event: GrantUndone | RewardRefunded) -> None:
    row = await bonus_by_cause(work, f"bought:{event.cause}")
    if row is not None:
        await reverse(work, row)
