"""Requests for more time, as the tests of several files make them."""

import re
from datetime import datetime, time, timedelta

from sqlmodel import select

from appliance.screen_time import actions
from appliance.screen_time.models import BonusMinutes, TimeRequest
from appliance.screen_time.queries import SeenRequest, request_of
from appliance.screen_time.rules import Reply, Saying, same_every_week
from tests.support.house import House

YES, LESS, LATER, NO = Saying.YES, Saying.LESS, Saying.LATER, Saying.NO


async def limits(house: House, *names: str, bed_from: time | None = time(21, 30)) -> None:
    """Two hours a day and a bedtime until half past six, unless said otherwise."""
    until = time(6, 30) if bed_from else None
    async with house.office.work(house.people["Elena"]) as work:
        for name in names or ("Leo", "Maya"):
            rules = same_every_week(120, 120, bed_from, until)
            await actions.set_rules(work, house.people[name].member_id, rules)


async def ask(house: House, name: str = "Leo", minutes: int = 30, reason: str = "") -> int:
    async with house.office.work(house.people[name]) as work:
        return (await actions.ask_for_time(work, minutes, reason)).id or 0


async def answer(
    house: House,
    request: int,
    saying: Saying,
    minutes: int | None = None,
    note: str = "",
    at: datetime | None = None,
    by: str = "Elena",
) -> TimeRequest:
    async with house.office.work(house.people[by]) as work:
        return await actions.answer_request(work, request, Reply(saying, minutes, note, at))


async def undo(house: House, request: int, by: str = "Elena") -> TimeRequest:
    async with house.office.work(house.people[by]) as work:
        return await actions.undo_answer(work, request)


async def withdraw(house: House, request: int, name: str = "Leo") -> None:
    async with house.office.work(house.people[name]) as work:
        await actions.withdraw_request(work, request)


async def look(house: House, request: int, by: str = "Elena") -> SeenRequest:
    async with house.office.reading(house.people[by]) as looking:
        return await request_of(looking, request)


async def stored(house: House) -> list[TimeRequest]:
    async with house.office.database.reading() as db:
        return list((await db.exec(select(TimeRequest))).all())


async def given(house: House) -> list[int]:
    """Minutes of the gifts that still stand."""
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(BonusMinutes))).all()
    back = {row.reverses_id for row in rows}
    return [row.minutes for row in rows if row.reverses_id is None and row.id not in back]


def at(house: House, clock: str) -> datetime:
    """Today at home."""
    hour, minute = map(int, re.split(":", clock))
    here = house.people["Elena"].local(house.clock())
    return house.clock() + (here.replace(hour=hour, minute=minute, second=0, microsecond=0) - here)


def go_to(house: House, clock: str) -> None:
    house.clock.now = at(house, clock)


def clocked(house: House, moment: datetime | None) -> str:
    assert moment is not None
    return house.people["Elena"].local(moment).strftime("%H:%M")


async def tick(house: House, hours: float = 0) -> None:
    """Time passes, and the clockwork comes by."""
    house.clock.now += timedelta(hours=hours)
    await house.app.state.schedule.run_now("requests")
