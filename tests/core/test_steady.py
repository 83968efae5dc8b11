"""A clock that jumps throws nothing away."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from appliance.core.jobs import Schedule
from appliance.core.outbox import OutboxRow
from appliance.core.people import the_house
from appliance.core.steady import Steady
from appliance.household.events import FamilyChanged
from appliance.wiring import JOBS
from tests.support.house import House

DAY = 24 * 3600.0


@dataclass
class Ticks:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Box:
    """A machine with its clock, which the tests set, and the seconds since it was switched on."""

    house: House
    ticks: Ticks
    schedule: Schedule

    def days_pass(self, days: float) -> None:
        self.house.clock.forward(days=days)
        self.ticks.now += days * DAY

    async def clean_up(self) -> int:
        """How many letters are left."""
        await self.schedule.run_now("forget old letters")
        async with self.house.office.database.reading() as db:
            return len((await db.exec(select(OutboxRow))).all())


async def write_down(house: House) -> None:
    async with house.office.work(the_house(house.people["Elena"].family_id)) as work:
        await work.emit(FamilyChanged(family_id=work.actor.family_id, name="Rivera"))


async def sent_letter(house: House) -> None:
    elena = house.people["Elena"]
    async with house.office.database.writing() as db:
        db.add(
            OutboxRow(
                family_id=elena.family_id,
                member_id=elena.member_id,
                channel="ntfy",
                key="a letter",
                payload=json.dumps({}),
                state="sent",
                due_at=house.clock(),
                created_at=house.clock(),
            )
        )


def switched_on(house: House) -> Box:
    ticks, schedule = Ticks(), Schedule(house.office, JOBS)
    schedule._steady = Steady(house.clock, ticks)
    return Box(house, ticks, schedule)


@pytest.fixture
async def lived_in(house: House) -> House:
    """A letter was sent, and something was written down, before the machine was switched off."""
    await sent_letter(house)
    await write_down(house)
    return house


async def test_what_is_old_goes_after_a_month_of_the_same_clock(lived_in: House) -> None:
    box = switched_on(lived_in)
    box.days_pass(29)
    assert await box.clean_up() == 1
    box.days_pass(2)
    assert await box.clean_up() == 0


async def test_a_clock_that_starts_a_year_ahead_throws_nothing_away(lived_in: House) -> None:
    lived_in.clock.forward(days=400)
    box = switched_on(lived_in)
    await write_down(lived_in)  # by the wrong clock
    assert await box.clean_up() == 1
    lived_in.clock.forward(days=-400)  # the network has corrected it
    assert await box.clean_up() == 1


async def test_a_clock_that_jumps_ahead_meanwhile_throws_nothing_away(lived_in: House) -> None:
    box = switched_on(lived_in)
    box.days_pass(2)
    lived_in.clock.forward(days=400)
    await write_down(lived_in)
    assert await box.clean_up() == 1


async def test_a_clock_that_starts_in_1970_throws_nothing_away_now_or_when_it_is_right(
    lived_in: House,
) -> None:
    today = lived_in.clock.now
    lived_in.clock.now = datetime(1970, 1, 1, tzinfo=UTC)
    box = switched_on(lived_in)
    await write_down(lived_in)
    assert await box.clean_up() == 1
    lived_in.clock.now = today + timedelta(hours=1)
    assert await box.clean_up() == 1


async def test_after_months_without_power_it_cleans_up_a_day_later(lived_in: House) -> None:
    lived_in.clock.forward(days=120)
    box = switched_on(lived_in)
    assert await box.clean_up() == 1
    box.days_pass(0.5)
    assert await box.clean_up() == 1
    box.days_pass(0.6)
    assert await box.clean_up() == 0
