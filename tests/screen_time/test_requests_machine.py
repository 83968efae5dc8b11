"""A family asks, answers and changes its mind in any order: never two gifts, never one for what is over."""

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import select

from appliance.core.errors import Refusal
from appliance.screen_time import actions
from appliance.screen_time.models import BonusMinutes, TimeRequest
from appliance.screen_time.rules import OPEN, Saying, State
from tests.screen_time.asking import answer, ask, limits, stored, tick, undo, withdraw
from tests.support.access import add_rosa
from tests.support.house import House, open_house

CHILDREN = st.sampled_from(["Leo", "Maya"])
ANSWERING = st.sampled_from(["Elena", "Marco", "Rosa"])
MINUTES = st.sampled_from([5, 15, 30])
OVER = {State.WITHDRAWN, State.LAPSED}


class Asking(RuleBasedStateMachine):
    """`over`: requests that were withdrawn or had lapsed by the clock before a parent said anything."""

    def __init__(self) -> None:
        super().__init__()
        self.loop, self.stack = asyncio.new_event_loop(), AsyncExitStack()
        self.folder = tempfile.TemporaryDirectory()
        self.requests: list[int] = []

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(doing)

    def tries(self, doing: Coroutine[Any, Any, Any]) -> Any:
        """A refusal is an answer, too: what must not happen, the invariants look for."""
        try:
            return self.run(doing)
        except Refusal:
            return None

    @initialize()
    def move_in(self) -> None:
        self.house: House = self.run(
            self.stack.enter_async_context(open_house(Path(self.folder.name) / "house"))
        )
        self.run(add_rosa(self.house))
        self.run(limits(self.house, bed_from=None))

    @rule(name=CHILDREN, minutes=MINUTES)
    def asks(self, name: str, minutes: int) -> None:
        number = self.tries(ask(self.house, name, minutes))
        if number is not None and number not in self.requests:
            self.requests.append(number)

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), by=ANSWERING, saying=st.sampled_from(list(Saying)), minutes=MINUTES)
    def answers(self, data: st.DataObject, by: str, saying: Saying, minutes: int) -> None:
        number = data.draw(st.sampled_from(self.requests))
        was_over = self.run(self._is_over(number))
        done = self.tries(answer(self.house, number, saying, minutes, by=by))
        assert not (was_over and done), "what has lapsed or was withdrawn was answered"

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def both_answer_at_once(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.requests))

        async def at_once() -> None:
            both = (
                answer(self.house, number, saying, by=by)
                for saying, by in ((Saying.YES, "Elena"), (Saying.YES, "Marco"), (Saying.NO, "Rosa"))
            )
            for end in await asyncio.gather(*both, return_exceptions=True):
                assert not isinstance(end, BaseException) or isinstance(end, Refusal), end

        self.run(at_once())

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), name=CHILDREN)
    def withdraws(self, data: st.DataObject, name: str) -> None:
        self.tries(withdraw(self.house, data.draw(st.sampled_from(self.requests)), name))

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), by=ANSWERING)
    def takes_the_answer_back(self, data: st.DataObject, by: str) -> None:
        self.tries(undo(self.house, data.draw(st.sampled_from(self.requests)), by))

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def takes_the_minutes_back(self, data: st.DataObject) -> None:
        rows = [row for row in self.run(stored(self.house)) if row.bonus_id]
        if rows:
            self.tries(self._take_back(data.draw(st.sampled_from(rows)).bonus_id))

    @rule(minutes=st.sampled_from([10, 61, 241]), works=st.sampled_from([False, False, True]))
    def time_passes(self, minutes: int, works: bool) -> None:
        """The clockwork may be late."""
        self.house.clock.now += timedelta(minutes=minutes)
        if works:
            self.run(tick(self.house))

    @invariant()
    def each_request_has_its_one_gift_or_none(self) -> None:
        if not hasattr(self, "house"):
            return
        rows, standing = self.run(self._books())
        granted = {row.bonus_id: row.granted for row in rows if row.state == State.GRANTED}
        assert len(granted) == len([row for row in rows if row.state == State.GRANTED])
        assert granted == standing
        assert all(row.granted == 0 and row.bonus_id is None for row in rows if row.state != State.GRANTED)
        assert all(row.later_at is not None for row in rows if row.state == State.LATER)
        assert all(row.granted <= row.minutes for row in rows)

    @invariant()
    def each_child_waits_for_one_answer_at_most(self) -> None:
        if not hasattr(self, "house"):
            return
        now = self.house.clock()
        rows = [row for row in self.run(stored(self.house)) if row.state in OPEN and row.lapses_at > now]
        assert len({row.member_id for row in rows}) == len(rows)

    async def _is_over(self, number: int) -> bool:
        async with self.house.office.database.reading() as db:
            row = await db.get_one(TimeRequest, number)
        return row.state in OVER or (row.state in OPEN and row.lapses_at <= self.house.clock())

    async def _take_back(self, bonus_id: int) -> None:
        async with self.house.office.work(self.house.people["Elena"]) as work:
            await actions.take_back(work, bonus_id)

    async def _books(self) -> tuple[list[TimeRequest], dict[int | None, int]]:
        async with self.house.office.database.reading() as db:
            gifts = (await db.exec(select(BonusMinutes))).all()
        back = {row.reverses_id for row in gifts}
        standing = {row.id: row.minutes for row in gifts if row.reverses_id is None and row.id not in back}
        return await stored(self.house), standing

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()
        self.folder.cleanup()


TestAsking = Asking.TestCase
TestAsking.settings = settings(
    max_examples=max(6, settings.default.max_examples // 4), stateful_step_count=25, deadline=None
)
