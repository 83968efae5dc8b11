"""What the children do with their points."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from appliance.rewards import actions as points
from appliance.rewards.models import Wish
from tests.chores.life.living import COST, WHO, Living
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

    @rule(who=WHO, what=st.sampled_from(sorted(COST)))
    def wish(self, who: str, what: str) -> None:
        number = list(COST).index(what) + 1
        wish = self.does(who, lambda work: points.ask_for_reward(work, number))
        waits = (who, what, "waiting") in self.wishes.values()
        right = who in CHILDREN and not waits and self.told.purse[who] >= COST[what]
        assert (wish is not None) == right
        if isinstance(wish, Wish):
            self.told.purse[who] -= COST[what]
            self.wishes[wish.id or 0] = (who, what, "waiting")

    @rule(who=WHO, pick=st.integers(0, 30), answer=st.sampled_from(sorted(ANSWERS)))
    def decide(self, who: str, pick: int, answer: str) -> None:
        if not self.wishes:
            return
        number = sorted(self.wishes)[pick % len(self.wishes)]
        verb, before, after = ANSWERS[answer]
        done = self.does(who, lambda work: verb(work, number))
        assert (done is not None) == self._right(who, number, before, after)
        if done is not None:
            child, what, _state = self.wishes[number]
            self.wishes[number] = (child, what, after)
            self.told.purse[child] += COST[what] if after in ("declined", "withdrawn") else 0

    def _right(self, who: str, number: int, before: str, after: str) -> bool:
        child, what, state = self.wishes[number]
        allowed = who in PARENTS or (after == "withdrawn" and who == child)
        again = after == "waiting" and (child, what, "waiting") in self.wishes.values()
        return allowed and state == before and not again
