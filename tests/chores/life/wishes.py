"""What the children do with their points."""

from typing import Any

from hypothesis import strategies as st

from appliance.rewards import actions as points
from appliance.rewards.models import Wish
from tests.chores.life.living import COST, EVERYONE, MOSTLY, Doing, Living
from tests.chores.life.told import CHILDREN, PARENTS

ANSWERS = {
    "grant": (points.grant_wish, "waiting", "granted"),
    "decline": (points.decline_wish, "waiting", "declined"),
    "withdraw": (points.withdraw_wish, "waiting", "withdrawn"),
    "undo": (points.undo_grant, "granted", "waiting"),
}


class PointsAreSpent(Living):
    """`wishes`: by number, who wants what, and what came of it."""

    def __init__(self) -> None:
        super().__init__()
        self.wishes: dict[int, tuple[str, str, str]] = {}

    def can(self) -> list[Doing]:
        rich = max(self.told.purse.values()) >= min(COST.values())
        return [*super().can(), *([self.wish] if rich else []), *([self.decide] if self.wishes else [])]

    def wish(self, data: st.DataObject) -> None:
        anything = [(who, what) for who in EVERYONE for what in COST]
        who, what = self._one(data, anything, [pair for pair in anything if self._may_wish(*pair)])
        right = self._may_wish(who, what)
        number = list(COST).index(what) + 1
        wish = self.does(who, lambda work: points.ask_for_reward(work, number))
        assert (wish is not None) == right
        if isinstance(wish, Wish):
            self.told.purse[who] -= COST[what]
            self.wishes[wish.id or 0] = (who, what, "waiting")

    def decide(self, data: st.DataObject) -> None:
        anything = [(who, number, how) for who in EVERYONE for number in self.wishes for how in ANSWERS]
        fitting = [one for one in anything if self._may_decide(*one)]
        who, number, how = self._one(data, anything, fitting)
        verb, _before, after = ANSWERS[how]
        right = self._may_decide(who, number, how)
        assert (self.does(who, lambda work: verb(work, number)) is not None) == right
        if right:
            child, what, _state = self.wishes[number]
            self.wishes[number] = (child, what, after)
            self.told.purse[child] += COST[what] if after in ("declined", "withdrawn") else 0

    def _one(self, data: st.DataObject, anything: list[Any], fitting: list[Any]) -> Any:
        return data.draw(st.sampled_from(fitting if fitting and data.draw(MOSTLY) else anything))

    def _may_wish(self, who: str, what: str) -> bool:
        waits = (who, what, "waiting") in self.wishes.values()
        return who in CHILDREN and not waits and self.told.purse[who] >= COST[what]

    def _may_decide(self, who: str, number: int, how: str) -> bool:
        child, what, state = self.wishes[number]
        _verb, before, after = ANSWERS[how]
        allowed = who in PARENTS or (after == "withdrawn" and who == child)
        again = after == "waiting" and (child, what, "waiting") in self.wishes.values()
        return allowed and state == before and not again
