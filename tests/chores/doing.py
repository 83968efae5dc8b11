"""Short ways for tests to let the family do things through the real office."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from appliance.chores import actions
from appliance.chores.actions import ChorePlan, PausePlan
from appliance.chores.models import Occurrence
from appliance.chores.queries import Duty, duty_of, occurrences_for
from appliance.chores.rules.words import parse_repeat
from tests.support.house import House

ZONE = "Europe/Berlin"


async def add(
    house: House, title: str, *names: str, repeat: str = "daily", by: str = "Elena", **plan: object
) -> int:
    people = tuple(house.people[name].member_id for name in names)
    async with house.office.work(house.people[by]) as work:
        told = parse_repeat(repeat, plan.pop("start", None) or work.today, ZONE)  # type: ignore[arg-type]
        return await actions.add_chore(work, ChorePlan(title, people, told, **plan))  # type: ignore[arg-type]


async def due(house: House, title: str, day: date | None = None, by: str = "Elena") -> Duty:
    async with house.office.reading(house.people[by]) as look:
        found = await occurrences_for(look, None, day or look.today, day or look.today)
    return next(duty for duty in found if duty.title == title)


async def days(house: House, title: str, first: date, last: date) -> list[date]:
    async with house.office.reading(house.people["Elena"]) as look:
        return [duty.day for duty in await occurrences_for(look, None, first, last) if duty.title == title]


async def again(house: House, duty: Duty, by: str = "Elena") -> Duty:
    async with house.office.reading(house.people[by]) as look:
        return await duty_of(look, duty.id)


async def complete(house: House, who: str, duty: Duty, **more: int) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await actions.complete(work, duty.id, **more)


async def approve(house: House, who: str, duty: Duty, **more: int) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await actions.approve(work, duty.id, **more)


async def send_back(house: House, who: str, duty: Duty, note: str = "") -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await actions.send_back(work, duty.id, note)


async def undo(house: House, who: str, duty: Duty) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await actions.undo(work, duty.id)


async def take(
    house: House, who: str, verb: Callable[..., Awaitable[Occurrence]], duty: Duty, **more: object
) -> Occurrence:
    """Any step: `take(house, "Elena", actions.skip, cat, note="Snow")`."""
    async with house.office.work(house.people[who]) as work:
        return await verb(work, duty.id, **more)


async def pause(
    house: House,
    who: str = "",
    first: int = 0,
    last: int | None = None,
    kind: str = "holiday",
    by: str = "Elena",
    note: str = "",
) -> int:
    """`first` and `last` are counted from today; without a name it is the whole family's."""
    member = house.people[who].member_id if who else None
    async with house.office.work(house.people[by]) as work:
        days = [None if n is None else work.today + timedelta(days=n) for n in (first, last)]
        return await actions.begin_pause(work, PausePlan(kind, days[0] or work.today, days[1], member, note))


async def claim(house: House, who: str, duty: Duty, **more: int) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await actions.claim(work, duty.id, **more)
