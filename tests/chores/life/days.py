"""What the family does with its chores: every step from `I'll do it` to the undo of a yes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from hypothesis import strategies as st

from appliance.chores import actions
from appliance.chores.actions import PausePlan, offers
from appliance.chores.actions.checklist import tick_step
from appliance.chores.rules.pay import Pay
from appliance.core.work import Work
from tests.chores.life.agreed import SIX
from tests.chores.life.books import Row
from tests.chores.life.living import EVERYONE, MOSTLY, Doing, Living
from tests.chores.life.told import CARES, Family


@dataclass(frozen=True)
class Move:
    """`does` it in the house, `told` says whether it is right and what becomes of it."""

    does: Callable[[Work, int, int], Awaitable[object]]
    told: Callable[[Family, str, str, str, datetime], bool]


def ending(verb: Callable[[Work, int], Awaitable[object]], step: str) -> Move:
    return Move(
        lambda work, duty, _child: verb(work, duty), lambda told, *told_of: told.end(*told_of[:2], step)
    )


def yes(pay: str | None) -> Move:
    return Move(
        lambda work, duty, child: actions.approve(work, duty, child, Pay(pay) if pay else None),
        lambda told, who, name, child, now: told.approve(who, name, child, pay, now),
    )


def tick(step: int, *, ticked: bool = True) -> Move:
    return Move(
        lambda work, duty, _child: tick_step(work, duty, step, ticked=ticked),
        lambda told, who, name, _child, _now: told.tick(who, name, step, ticked),
    )


def answering(verb: Callable[[Work, int], Awaitable[object]], step: str) -> Move:
    return Move(
        lambda work, duty, _child: verb(work, duty),
        lambda told, who, name, _child, _now: told.answer_offer(who, name, step),
    )


MOVES = {
    "claim": Move(
        lambda work, duty, _child: actions.claim(work, duty),
        lambda told, who, name, _child, now: told.claim(who, name, now),
    ),
    "release": Move(
        lambda work, duty, _child: actions.release(work, duty),
        lambda told, who, name, _child, _now: told.release(who, name),
    ),
    "complete": Move(
        lambda work, duty, _child: actions.complete(work, duty),
        lambda told, who, name, _child, now: told.complete(who, name, now),
    ),
    "approve": yes(None),
    "pay in full": yes("full"),
    "pay half": yes("half"),
    "pay nothing": yes("nothing"),
    "tick": tick(0),
    "tick another": tick(1),
    "take a tick away": tick(0, ticked=False),
    "offer": Move(offers.offer_occurrence, lambda told, who, name, to, _now: told.offer(who, name, to)),
    "withdraw": answering(offers.withdraw_offer, "withdraw"),
    "accept": answering(offers.accept_offer, "accept"),
    "decline": answering(offers.decline_offer, "decline"),
    "hand over": Move(offers.hand_over, lambda told, who, name, to, _now: told.hand_over(who, name, to)),
    "send back": Move(
        lambda work, duty, _child: actions.send_back(work, duty, "The corners."),
        lambda told, who, name, _child, _now: told.send_back(who, name),
    ),
    "skip": ending(actions.skip, "skip"),
    "excuse": ending(actions.excuse, "excuse"),
    "let go": ending(actions.let_go, "let go"),
}
TO = ("Elena", "Leo", "Maya")
UNLOGGED = ("tick", "tick another", "take a tick away")
ANYTHING = [(move, who, child) for move in MOVES for who in EVERYONE for child in TO]


class ChoresAreDone(Living):
    """`kept`: a chore's row as it was before each step that has not been taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, list[Row]] = {}

    def can(self) -> list[Doing]:
        undo = [self.undo] * 3 if any(self.kept.get(name) for name in self.chosen) else []
        return [
            *super().can(),
            *[self.step] * 5,
            *undo,
            self.approve_all,
            self.time_passes,
            self.pause_by_mistake,
        ]

    def step(self, data: st.DataObject) -> None:
        """Mostly something that is right, now and then anything by anybody."""
        now = self.house.clock()
        mostly = data.draw(MOSTLY)
        fitting = self._fitting(now) if mostly else {}
        if mostly and not fitting:
            return
        which = data.draw(st.sampled_from(sorted(fitting))) if fitting else None
        name = which[0] if which else data.draw(st.sampled_from(self.chosen))
        move, who, child = data.draw(st.sampled_from(fitting[which] if which else ANYTHING))
        done = self.does(who, lambda work: MOVES[move].does(work, self.duty[name], self.ids[child]))
        right = MOVES[move].told(self.told, who, name, child, now)
        self.stepped(name, done, right, logged=move not in UNLOGGED)

    def _fitting(self, now: datetime) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for name in self.chosen:
            for move, who, child in ANYTHING:
                if MOVES[move].told(self.told.imagined(name), who, name, child, now):
                    found.setdefault((name, move), []).append((move, who, child))
        return found

    def stepped(self, name: str, done: object, right: bool, *, logged: bool = True) -> None:
        assert bool(done) == right, f"{name} was {'done' if done else 'refused'}"
        if right and logged:
            self.kept.setdefault(name, []).append(self.books.row(name))

    def approve_all(self, data: st.DataObject) -> None:
        """Each by itself: one that cannot be approved is in nobody's way."""
        who, names = data.draw(st.sampled_from(EVERYONE)), data.draw(st.permutations(self.chosen))
        done = self.does(who, lambda work: actions.approve_all(work, [self.duty[name] for name in names]))
        assert bool(done) == (who in CARES)
        for answer, name in zip(done or (), names, strict=False):
            owner = self.told.chores[name].owner or ""
            right = self.told.approve(who, name, owner, None, self.house.clock())
            self.stepped(name, answer.refused is None, right)

    def undo(self, data: st.DataObject) -> None:
        """Every column is what it was before the step, not only its state."""
        taken = [name for name in self.chosen if self.kept.get(name)]
        name = data.draw(st.sampled_from(taken))
        right = [who for who in EVERYONE if self.told.imagined(name).undo(who, name)]
        who = data.draw(st.sampled_from(right if right and data.draw(MOSTLY) else EVERYONE))
        done = self.does(who, lambda work: actions.undo(work, self.duty[name]))
        assert bool(done) == self.told.undo(who, name), f"{name} was {'undone' if done else 'kept'}"
        if done:
            before = self.kept[name].pop()
            assert self.run(self._read()).row(name) == before, f"{name} is another one than before"

    def pause_by_mistake(self, data: st.DataObject) -> None:
        """Begun and ended the same day, a pause leaves what is due that day as it was."""
        who, today = data.draw(st.sampled_from(["Leo", "Maya", None])), self.house.clock().date()
        if today != SIX.date() or {row.state for row in self.books.rows.values()} & {"claimed", "missed"}:
            return
        ill = PausePlan("sick", today, None, self.ids[who] if who else None)
        number = self.does("Elena", lambda work: actions.begin_pause(work, ill))
        away = self.run(self._read()).rows
        free = [name for name, row in away.items() if row.pause_id]
        assert all(away[name].state == "excused" for name in free)
        assert self.does("Elena", lambda work: actions.end_pause(work, number))
        after = self.run(self._read())
        other = [name for name in away if after.row(name) != self.books.row(name)]
        assert not other, f"{other} are others after a pause of {who}, free were {free}"

    def time_passes(self, data: st.DataObject) -> None:
        self.house.clock.forward(hours=data.draw(st.sampled_from([1, 3, 20])))
        self.does("house", actions.close_missed)
        for name in self.told.close(self.house.clock()):
            self.kept.setdefault(name, []).append(self.books.row(name))
