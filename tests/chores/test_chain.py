"""Done, approvals, send-backs, undos and wishes in any order: the ledger equals an independent replay."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import col, select

from appliance.chores import actions
from appliance.chores.models import Occurrence
from appliance.core.errors import Refusal
from appliance.core.work import Work
from appliance.household.models import Family, Member, actor_of
from appliance.rewards import actions as points
from appliance.rewards.models import PointEntry, Wish
from tests.chores.doing import add, due
from tests.rewards.doing import offer
from tests.support.house import House, open_house

ALL = bool(os.environ.get("APPLIANCE_TEST_ALL"))
WHO = st.sampled_from(["Elena", "Marco", "Leo", "Maya", "Ada", "Tobi"])
PARENTS, CHILDREN = {"Elena", "Marco"}, {"Leo", "Maya"}
PRICES = {"cat": 2, "plants": 3, "homework": 5}
COST = {"ice": 4, "film": 7}
Verb = Callable[[Work], Awaitable[object]]


@dataclass
class Told:
    """What the family would say about one chore, kept apart from the product's own columns."""

    owner: str | None
    state: str = "open"
    said: str | None = None
    sent_back: bool = False
    own_word: bool = False  # approved by saying so


@dataclass
class Replay:
    """The rules in a few lines of their own."""

    chores: dict[str, Told] = field(default_factory=dict)
    wishes: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # who, what, state
    purse: dict[str, int] = field(default_factory=lambda: {"Leo": 0, "Maya": 0})

    def complete(self, who: str, name: str) -> bool:
        told = self.chores[name]
        mine = (who in PARENTS and told.owner is not None) or (who in CHILDREN and told.owner in (None, who))
        if told.state not in ("open", "sent_back") or not mine:
            return False
        told.owner, told.said = told.owner or who, who
        told.own_word = name == "homework"
        told.state = "approved" if told.own_word else "waiting"
        if told.own_word:
            self.purse[told.owner] += PRICES[name]
        return True

    def approve(self, who: str, name: str, child: str) -> bool:
        told = self.chores[name]
        if who not in PARENTS or told.state == "approved" or told.owner not in (None, child):
            return False
        told.owner, told.state, told.own_word = told.owner or child, "approved", False
        self.purse[told.owner] += PRICES[name]
        return True

    def send_back(self, who: str, name: str) -> bool:
        told = self.chores[name]
        if who not in PARENTS or told.state != "waiting":
            return False
        told.state, told.sent_back = "sent_back", True
        return True

    def undo(self, who: str, name: str) -> bool:
        told = self.chores[name]
        theirs = who in PARENTS or (who in CHILDREN and who in (told.said, told.owner))
        if told.state == "waiting" and theirs:
            self._undone(name, told)
            return True
        if told.state == "approved" and (who in PARENTS or (told.own_word and theirs)):
            self.purse[told.owner or ""] -= PRICES[name]
            if told.said and not told.own_word:
                told.state = "waiting"
            else:
                self._undone(name, told)
            return True
        if told.state == "sent_back" and who in PARENTS:
            told.state, told.sent_back = "waiting", False
            return True
        return False

    def _undone(self, name: str, told: Told) -> None:
        told.state, told.own_word = "sent_back" if told.sent_back else "open", False
        if not told.sent_back:
            told.said = None
            told.owner = None if name == "plants" else told.owner

    def wish(self, who: str, what: str) -> bool:
        waits = (who, what, "waiting") in self.wishes.values()
        if who not in CHILDREN or waits or self.purse[who] < COST[what]:
            return False
        self.purse[who] -= COST[what]
        return True

    def decide(self, who: str, number: int, before: str, after: str) -> bool:
        child, what, state = self.wishes[number]
        allowed = who in PARENTS or (after == "withdrawn" and who == child)
        again = after == "waiting" and (child, what, "waiting") in self.wishes.values()
        if not allowed or state != before or again:
            return False
        self.wishes[number] = (child, what, after)
        self.purse[child] += COST[what] if after in ("declined", "withdrawn") else 0
        return True


@cache
def furnished() -> Path:
    """A house with three chores and two rewards, made once and copied for each run."""
    folder = Path(tempfile.mkdtemp(prefix="family-"))

    async def furnish() -> None:
        async with open_house(folder / "house") as house:
            await add(house, "cat", "Maya", points=PRICES["cat"])
            await add(house, "plants", "Leo", "Maya", way="pool", points=PRICES["plants"])
            await add(house, "homework", "Leo", auto_approve=True, points=PRICES["homework"])
            for title, cost in COST.items():
                await offer(house, title, cost)

    asyncio.run(furnish())
    return folder / "house"


class FamilyLife(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="family-"))
        shutil.copytree(furnished(), self.folder / "house")
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.replay = Replay()

    def run(self, coroutine: Awaitable[object]) -> object:
        return self.loop.run_until_complete(coroutine)  # type: ignore[arg-type]

    @initialize()
    def move_in(self) -> None:
        self.run(self._move_in())
        owners = {"cat": "Maya", "plants": None, "homework": "Leo"}
        self.replay.chores = {name: Told(owner) for name, owner in owners.items()}

    async def _move_in(self) -> None:
        house = await self.stack.enter_async_context(open_house(self.folder / "house", empty=True))
        async with house.office.database.reading() as db:
            found = await db.exec(select(Member, Family).join(Family, col(Family.id) == Member.family_id))
            house.people = {member.name: actor_of(member, family) for member, family in found.all()}
        self.house: House = house
        self.duty = {name: (await due(house, name)).id for name in PRICES}
        self.reward = {name: number for number, name in enumerate(COST, start=1)}

    def does(self, who: str, verb: Verb) -> object | None:
        """What came of it, or None where it was refused with a sentence."""

        async def step() -> object | None:
            try:
                async with self.house.office.work(self.house.people[who]) as work:
                    return await verb(work)
            except Refusal as refusal:
                assert refusal.sentence
                return None

        return self.run(step())

    @rule(who=WHO, name=st.sampled_from(sorted(PRICES)))
    def complete(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.complete(work, self.duty[name]))
        assert (done is not None) == self.replay.complete(who, name)

    @rule(who=WHO, name=st.sampled_from(sorted(PRICES)), child=st.sampled_from(["Leo", "Maya"]))
    def approve(self, who: str, name: str, child: str) -> None:
        member = self.house.people[child].member_id
        done = self.does(who, lambda work: actions.approve(work, self.duty[name], member))
        assert (done is not None) == self.replay.approve(who, name, child)

    @rule(who=WHO, name=st.sampled_from(sorted(PRICES)))
    def send_back(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.send_back(work, self.duty[name]))
        assert (done is not None) == self.replay.send_back(who, name)

    @rule(who=WHO, name=st.sampled_from(sorted(PRICES)))
    def undo(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.undo(work, self.duty[name]))
        assert (done is not None) == self.replay.undo(who, name)

    @rule(who=WHO, what=st.sampled_from(sorted(COST)))
    def wish(self, who: str, what: str) -> None:
        wish = self.does(who, lambda work: points.ask_for_reward(work, self.reward[what]))
        assert (wish is not None) == self.replay.wish(who, what)
        if isinstance(wish, Wish):
            self.replay.wishes[wish.id or 0] = (who, what, "waiting")

    @rule(who=WHO, pick=st.integers(0, 30), answer=st.sampled_from(["grant", "decline", "withdraw", "undo"]))
    def decide(self, who: str, pick: int, answer: str) -> None:
        if not self.replay.wishes:
            return
        number = sorted(self.replay.wishes)[pick % len(self.replay.wishes)]
        verb, before, after = {
            "grant": (points.grant_wish, "waiting", "granted"),
            "decline": (points.decline_wish, "waiting", "declined"),
            "withdraw": (points.withdraw_wish, "waiting", "withdrawn"),
            "undo": (points.undo_grant, "granted", "waiting"),
        }[answer]
        done = self.does(who, lambda work: verb(work, number))
        assert (done is not None) == self.replay.decide(who, number, before, after)

    @invariant()
    def the_books_are_right(self) -> None:
        if hasattr(self, "house"):
            self.run(self._check())

    async def _check(self) -> None:
        async with self.house.office.reading(self.house.people["Elena"]) as look:
            entries = (await look.db.exec(select(PointEntry).order_by(col(PointEntry.id)))).all()
            rows = (
                await look.db.exec(select(Occurrence).where(col(Occurrence.id).in_(self.duty.values())))
            ).all()
        ids = {self.house.people[name].member_id: name for name in CHILDREN}
        sums = dict.fromkeys(CHILDREN, 0)
        for entry in entries:
            sums[ids[entry.member_id]] += entry.amount
            assert entry.kind != "spent" or sums[ids[entry.member_id]] >= 0, "spending went below zero"
        assert sums == self.replay.purse
        back = {entry.reverses_id for entry in entries}
        paid = {entry.cause for entry in entries if entry.kind == "earned" and entry.id not in back}
        assert paid == {f"occurrence:{row.id}:{row.round}" for row in rows if row.state == "approved"}
        assert {row.title: row.state for row in rows} == {
            k: told.state for k, told in self.replay.chores.items()
        }

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()
        shutil.rmtree(self.folder)


FamilyLife.TestCase.settings = settings(
    max_examples=200 if ALL else 12,
    stateful_step_count=60 if ALL else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestFamilyLife = FamilyLife.TestCase
