"""Minutes that follow from chores and wishes, and requests that follow from minutes."""

from sqlmodel import select

from appliance.chores.events import ApprovalUndone, OccurrenceApproved
from appliance.core.work import Work
from appliance.household.events import MemberLeft
from appliance.rewards.events import GrantUndone, RewardGranted, RewardRefunded
from appliance.screen_time.actions import bonus_by_cause, give, reverse
from appliance.screen_time.actions.answers import open_again
from appliance.screen_time.actions.asking import withdraw
from appliance.screen_time.actions.measuring import end_devices_of
from appliance.screen_time.actions.waiting import open_requests
from appliance.screen_time.events import MinutesTakenBack
from appliance.screen_time.models import Kind, TimeRequest


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


async def follow_the_gift(work: Work, event: MinutesTakenBack) -> None:
    """Whichever way the minutes of an answer are taken back, the answer is."""
    found = await work.db.exec(
        select(TimeRequest).where(
            TimeRequest.bonus_id == event.gift_id, TimeRequest.family_id == event.family_id
        )
    )
    request = found.first()
    if request is not None:
        await open_again(work, request)


async def withdraw_requests(work: Work, event: MemberLeft) -> None:
    for request in await open_requests(work):
        if request.member_id == event.member_id and request.lapses_at > work.now:
            await withdraw(work, request)


async def end_devices(work: Work, event: MemberLeft) -> None:
    await end_devices_of(work, event.member_id)
