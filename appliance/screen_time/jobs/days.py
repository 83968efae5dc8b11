"""What the clock does with screen time: days that are over are added up, what is old goes."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

from sqlmodel import col, select

from appliance.core.jobs import Job
from appliance.core.people import Actor, the_house
from appliance.core.work import Office, Work
from appliance.household.models import Family, Member
from appliance.screen_time.actions.days import ADD_UP
from appliance.screen_time.actions.forgetting import forget_intervals, forget_looks, forget_told
from appliance.screen_time.actions.rolling import days_due, roll_up

OLD = "old screen time"


async def add_up_days(office: Office) -> None:
    """Asked often and due once a night: a report that comes late wakes it for the days that it changed."""
    for house, members in await _homes(office):
        for member_id in members:
            async with office.reading(house) as look:
                due = await days_due(look, member_id)
            if due:
                await _until_done(office, house, partial(roll_up, member_id=member_id))


async def forget_what_is_old(office: Office) -> None:
    for house, members in await _homes(office):
        for member_id in members:
            await _until_done(office, house, partial(forget_intervals, member_id=member_id))
        await _until_done(office, house, forget_told)
        async with office.work(house, "clock") as work:
            await forget_looks(work)


async def _until_done(office: Office, house: Actor, step: Callable[[Work], Awaitable[bool]]) -> None:
    """In small transactions, so that nobody waits long for their own."""
    more = True
    while more:
        async with office.work(house, "clock") as work:
            more = await step(work)


async def _homes(office: Office) -> Sequence[tuple[Actor, Sequence[int]]]:
    async with office.reading(the_house()) as look:
        found = await look.db.exec(
            select(Family, Member.id)
            .join(Member, col(Member.family_id) == Family.id)
            .order_by(col(Member.id))
        )
        homes: dict[int, tuple[Actor, list[int]]] = {}
        for family, member_id in found.all():
            house = the_house(family.id or 0, family.zone)
            homes.setdefault(house.family_id, (house, []))[1].append(member_id or 0)
    return list(homes.values())


JOBS = (
    Job(ADD_UP, timedelta(minutes=10), add_up_days),
    Job(OLD, timedelta(hours=6), forget_what_is_old, wait=timedelta(minutes=7), by_age=True),
)
