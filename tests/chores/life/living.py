"""A real house in which a machine lets people do one thing after the other."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from appliance.chores.models import Occurrence
from appliance.core.errors import Refusal
from appliance.core.people import the_house
from appliance.core.work import Work
from appliance.rewards import actions as points
from tests.chores.doing import ZONE, add, due
from tests.chores.life.agreed import AGREED, SIX
from tests.chores.life.books import Books, faults, read_books
from tests.chores.life.shelf import OFFERS, Offer
from tests.chores.life.told import HOME, Family, Told
from tests.support.access import add_rosa
from tests.support.house import House, open_house

Verb = Callable[[Work], Awaitable[object]]
Doing = Callable[[st.DataObject], None]
EVERYONE = ("Elena", "Marco", "Rosa", "Leo", "Maya", "Ada", "Tobi")
MOSTLY = st.sampled_from([True, True, True, True, False])
CHOICE = 3  # of the chores in a run: so much happens to each of them


@cache
def furnished() -> Path:
    """Made once and copied for each run."""
    folder = Path(tempfile.mkdtemp(prefix="family-"))

    async def furnish() -> None:
        async with open_house(folder / "house") as house:
            await add_rosa(house, days=30)
            for name, agreed in AGREED.items():
                await add(house, name, *agreed.people, repeat="once", **agreed.plan)
            for title, offer in OFFERS.items():
                await put_on_the_shelf(house, title, offer)

    asyncio.run(furnish())
    return folder / "house"


async def put_on_the_shelf(house: House, title: str, offer: Offer) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        plan = points.RewardPlan(title, offer.points, offer.minutes, offer.stock)
        number = await points.add_reward(work, plan)
        if offer.own:
            await points.set_price(work, number, house.people[offer.own[0]].member_id, offer.own[1])


def seen(row: Occurrence, names: dict[int | None, str]) -> tuple[object, ...]:
    owner, offered = names.get(row.assignee_id), names.get(row.offered_to)
    return row.state, row.paid, owner, offered, sorted(row.ticks)


def said(told: Told) -> tuple[object, ...]:
    return told.state, told.paid, told.owner, told.offered, sorted(told.ticks)


class Living(RuleBasedStateMachine):
    """`told` is what the family would say, `books` what the database held after the last step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="family-"))
        shutil.copytree(furnished(), self.folder / "house")
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.told = Family(SIX, {name: agreed.told for name, agreed in AGREED.items()})

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(coroutine)

    @initialize(order=st.permutations(sorted(AGREED)))
    def move_in(self, order: list[str]) -> None:
        self.chosen = order[:CHOICE]
        self.run(self._move_in())

    async def _move_in(self) -> None:
        house = open_house(self.folder / "house", empty=True)
        self.house: House = await self.stack.enter_async_context(house)
        await self.house.know_people()
        self.ids = {name: actor.member_id for name, actor in self.house.people.items()}
        self.names: dict[int | None, str] = {number: name for name, number in self.ids.items()}
        self.duty = {name: (await due(self.house, name)).id for name in AGREED}
        self.rewards = {title: number for number, title in enumerate(OFFERS, start=1)}
        self.books = await self._read()

    async def _read(self) -> Books:
        async with self.house.office.reading(self.house.people["Elena"]) as look:
            return await read_books(look, self.duty)

    def can(self) -> list[Doing]:
        """What may happen next; what is there more often happens more often."""
        return []

    @rule(data=st.data())
    def life_goes_on(self, data: st.DataObject) -> None:
        """One rule for all: so no run is without chores, as it would be if hypothesis chose among many."""
        data.draw(st.sampled_from(self.can()))(data)

    def does(self, who: str, verb: Verb) -> Any:
        """What came of it; None where it was refused with a sentence."""

        async def step() -> object | None:
            try:
                async with self.house.office.work(self._actor(who)) as work:
                    return await verb(work) or True
            except Refusal as refusal:
                assert refusal.sentence
                return None

        return self.run(step())

    def _actor(self, who: str) -> Any:
        return self.house.people[who] if who != "house" else the_house(self._family, ZONE)

    @property
    def _family(self) -> int:
        return self.house.people["Elena"].family_id

    @invariant()
    def the_books_are_right(self) -> None:
        if hasattr(self, "house"):
            self.books = self.run(self._read())
            wrong = self.found_wrong()
            assert not wrong, "\n".join(wrong)

    def found_wrong(self) -> list[str]:
        found = {name: seen(row, self.names) for name, row in self.books.rows.items()}
        pairs = {
            "points": (self.balances(self.books.balances()), self.told.purse),
            "minutes": (self.balances(self.books.minutes_of("earned")), self.told.minutes),
            "chores": (found, {name: said(one) for name, one in self.told.chores.items()}),
        }
        differ = [
            f"{what}: {is_} in the books, {told} told" for what, (is_, told) in pairs.items() if is_ != told
        ]
        docked = {name for name, told in self.told.chores.items() if told.docked}
        return [*faults(self.books, docked), *differ]

    def balances(self, found: Any) -> dict[str, int]:
        return {name: found[self.ids[name]] for name in sorted(HOME)}

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()
        shutil.rmtree(self.folder)
