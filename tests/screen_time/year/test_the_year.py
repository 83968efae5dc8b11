"""A year of six devices: whatever their clocks and lines do, each child's days are those that really were.

The truth is kept apart, a bit for each second; compared is what parents see of days that are over.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from appliance.screen_time.actions import add_device, assign_account, make_device_code
from appliance.screen_time.jobs.days import add_up_days
from appliance.screen_time.models import DeviceAccount, ScreenDay
from tests.screen_time.year.machines import Computer, Phone
from tests.screen_time.year.script import CHILDREN, SEATS, Act, Script, Seat, at, days_from
from tests.support.agent import Agent, enrolled
from tests.support.house import House, open_house

HEARTBEAT = 30  # seconds
WHOLE = bool(os.environ.get("APPLIANCE_TEST_ALL"))
FIRST, DAYS = (date(2026, 1, 1), 365) if WHOLE else (date(2026, 3, 26), 6)
AWAY = {"leos laptop": (14, 21), "mayas laptop": (40, 26)} if WHOLE else {"leos laptop": (1, 3)}
"""Without a network: from which day on, for how many."""


@dataclass
class Life:
    house: House
    client: httpx.AsyncClient
    script: Script
    chance: random.Random
    computers: dict[str, Computer] = field(default_factory=dict)
    phones: dict[str, Phone] = field(default_factory=dict)

    async def furnish(self) -> None:
        for seat in SEATS:
            if seat.phone:
                self.phones[seat.name] = Phone(await self._phone(seat), self.chance)
                continue
            computer = Computer(
                seat.name,
                self.house,
                self.chance,
                ahead=self.chance.choice((0.0, 40.0, -7200.0)),
                fast=self.chance.uniform(-20e-6, 20e-6),
            )
            computer.agent = Agent(await enrolled(self.client, await self._code(seat)), computer.clocks)
            computer.save()
            self.computers[seat.name] = computer

    async def _code(self, seat: Seat) -> str:
        async with self.house.office.work(self.house.people["Elena"]) as work:
            return await make_device_code(work, seat.name, member_id=self._whose(seat))

    async def _phone(self, seat: Seat) -> httpx.AsyncClient:
        async with self.house.office.work(self.house.people["Elena"]) as work:
            _device, token = await add_device(work, seat.name, way="rest", member_id=self._whose(seat))
        client = self.house.new_client()
        client.headers["authorization"] = f"Bearer {token}"
        return client

    def _whose(self, seat: Seat) -> int | None:
        return self.house.people[seat.people[0]].member_id if len(seat.people) == 1 else None

    async def day(self, number: int, day: date) -> None:
        for name, computer in self.computers.items():
            first, lasts = AWAY.get(name, (0, 0))
            computer.offline = first <= number < first + lasts
        fails = self.chance.choice(list(self.computers)) if number % 4 == 3 else ""
        for act in self.script.day(day):
            if act.seat == fails and act.what == "looks" and not act.idle and self.chance.random() < 0.05:
                fails = ""
                self._power_fails(act)
            self.house.clock.now = datetime.fromtimestamp(act.at, UTC)
            await self._live(act)

    def _power_fails(self, act: Act) -> None:
        """In the middle of a heartbeat, and an agent begins anew with its computer."""
        self.house.clock.now = datetime.fromtimestamp(act.at - 10, UTC)
        self.computers[act.seat].lose_power(act)

    async def _live(self, act: Act) -> None:
        if act.seat in self.phones:
            await self.phones[act.seat].live(act)
            return
        computer = self.computers[act.seat]
        computer.live(act)
        if act.what in ("reports", "locked", "asleep", "off"):
            await computer.report(self.client, "on" if act.what == "reports" else act.what)
        if act.what == "off":
            computer.booted = 0.0

    async def assign(self) -> None:
        """A parent says whose the accounts of the shared computer are, days after it was enrolled."""
        async with self.house.office.work(self.house.people["Elena"]) as work:
            for account in (await work.db.exec(select(DeviceAccount))).all():
                await assign_account(work, account.id or 0, self.house.people[account.account].member_id)

    async def finish(self, last: date) -> None:
        self.house.clock.now = datetime.fromtimestamp(at(last, 36), UTC)
        for computer in self.computers.values():
            computer.offline = False
            while computer.agent.waiting:
                await computer.report(self.client, "on") if computer.booted else computer.boot()
                computer.agent.waiting = [one for one in computer.agent.waiting if one.intervals]
        await self.assign()
        await add_up_days(self.house.office)

    async def wrong_days(self, days: list[date]) -> Iterator[str]:
        async with self.house.office.database.reading() as db:
            rows = (await db.exec(select(ScreenDay))).all()
        counted = {(row.member_id, row.day): row.counted for row in rows}
        found = []
        for who in CHILDREN:
            for day in days:
                told, truth = (
                    counted.get((self.house.people[who].member_id, day), 0),
                    self.script.truth.seconds(who, day),
                )
                if abs(told - truth) > HEARTBEAT:
                    found.append(f"{who} on {day}: {told} s, and really {truth} s")
        return iter(found)


@pytest.mark.timeout(3600)
async def test_six_devices_and_each_childs_days_are_those_that_really_were(tmp_path: Path) -> None:
    async with open_house(tmp_path / "house") as house:
        house.clock.now = datetime.fromtimestamp(at(FIRST, 5), UTC)
        script = Script(2026, HEARTBEAT, 600 if WHOLE else 1200)
        life = Life(house, house.new_client(), script, random.Random(7))
        await life.furnish()
        days = days_from(FIRST, DAYS)
        for number, day in enumerate(days):
            await life.day(number, day)
            if number in (3, 60):
                await life.assign()
            house.clock.now = datetime.fromtimestamp(at(day, 29), UTC)
            await add_up_days(house.office)
        await life.finish(days[-1])
        assert not list(await life.wrong_days(days))
        met = sum((computer.met for computer in life.computers.values()), Counter[str]())
        print(dict(met))
        assert all(met[what] for what in ("reports", "lost", "repeats", "power cuts", "clock jumps"))
        assert sum(script.truth.seconds(who, day) for who in CHILDREN for day in days) > DAYS * 3600
