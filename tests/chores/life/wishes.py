"""What the children do with their points, and what their parents give and take by hand."""

from typing import Any

from hypothesis import strategies as st
from sqlmodel import select

from appliance.rewards import actions as points
from appliance.rewards.models import PointEntry, Reward, SavingGoal, Wish
from tests.chores.life.living import EVERYONE, MOSTLY, Doing, Living
from tests.chores.life.shelf import OFFERS, Shelf
from tests.chores.life.told import CHILDREN, PARENTS

ANSWERS = {
    "grant": points.grant_wish,
    "decline": points.decline_wish,
    "withdraw": points.withdraw_wish,
    "redeem": points.redeem_wish,
    "refund": points.refund_wish,
    "undo": points.undo_wish,
}


class PointsAreSpent(Living):
    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf(self.told)
        self.given = 0

    def can(self) -> list[Doing]:
        answers = [self.answer] * 3 if self.shelf.wishes else []
        wishes = [self.wish] * 2 if max(self.told.purse[child] for child in CHILDREN) >= 2 else []
        return [*super().can(), *wishes, *answers, self.give, self.save_for, self.correct]

    def wish(self, data: st.DataObject) -> None:
        anything = [(who, what) for who in EVERYONE for what in OFFERS]
        fitting = [pair for pair in anything if self.shelf.imagined().ask(*pair, 0)]
        who, what = self._one(data, anything, fitting)
        wish = self.does(who, lambda work: points.ask_for_reward(work, self.rewards[what]))
        number = wish.id or 0 if isinstance(wish, Wish) else 0
        assert bool(wish) == self.shelf.ask(who, what, number), f"{who} and {what}"

    def answer(self, data: st.DataObject) -> None:
        anything = [(who, number, how) for number in self.shelf.wishes for how in ANSWERS for who in EVERYONE]
        fitting = [one for one in anything if self.shelf.imagined().answer(*one)]
        who, number, how = self._one(data, anything, fitting)
        done = self.does(who, lambda work: ANSWERS[how](work, number))
        assert bool(done) == self.shelf.answer(who, number, how), f"{who} and {how}"

    def save_for(self, data: st.DataObject) -> None:
        who, what = data.draw(st.sampled_from([(who, what) for who in EVERYONE for what in OFFERS]))
        done = self.does(who, lambda work: points.save_for(work, self.rewards[what]))
        assert bool(done) == self.shelf.save_for(who, what)

    def give(self, data: st.DataObject) -> None:
        """A bonus, or a penalty of no more than there is."""
        who, child = self._a_parent(data), data.draw(st.sampled_from(sorted(CHILDREN)))
        amount = data.draw(st.sampled_from([3, -2]))
        self.given += 1
        key, ours = f"key {self.given}", self.ids[child]
        done = self.does(who, lambda work: points.give_points(work, ours, amount, "For the help", key))
        right = who in PARENTS and (amount > 0 or self.told.purse[child] + amount >= 0)
        assert bool(done) == right, f"{who} gives {amount} to {child}"
        if right:
            self.told.purse[child] += amount

    def correct(self, data: st.DataObject) -> None:
        """Any line of the ledger is taken back by a line of its own, once, whatever it came from."""
        back = {entry.reverses_id for entry in self.books.entries}
        standing = [entry for entry in self.books.entries if not entry.reverses_id and entry.id not in back]
        entries = standing if data.draw(MOSTLY) else self.books.entries
        if not entries:
            return
        entry, who = data.draw(st.sampled_from(entries)), self._a_parent(data)
        done = self.does(who, lambda work: points.reverse_entry(work, entry.id or 0, "A mistake"))
        right = who in PARENTS and entry in standing
        assert bool(done) == right, f"{who} corrects {entry.cause}"
        if right:
            self._corrected(who, entry)

    def _corrected(self, who: str, entry: PointEntry) -> None:
        if entry.wish_id is not None:
            waits = self.shelf.wishes[entry.wish_id].state == "waiting"
            assert self.shelf.answer(who, entry.wish_id, "decline" if waits else "refund")
        elif entry.kind == "earned":
            self.told.dock(
                next(name for name, row in self.books.rows.items() if row.id == entry.occurrence_id)
            )
        else:
            self.told.purse[self.names[entry.member_id]] -= entry.amount

    def _a_parent(self, data: st.DataObject) -> str:
        return "Elena" if data.draw(MOSTLY) else data.draw(st.sampled_from(EVERYONE))

    def _one(self, data: st.DataObject, anything: list[Any], fitting: list[Any]) -> Any:
        return data.draw(st.sampled_from(fitting if fitting and data.draw(MOSTLY) else anything))

    def found_wrong(self) -> list[str]:
        return [*super().found_wrong(), *self.run(self._shop_is_wrong())]

    async def _shop_is_wrong(self) -> list[str]:
        async with self.house.office.reading(self.house.people["Elena"]) as look:
            stock = {row.title: row.stock for row in (await look.db.exec(select(Reward))).all()}
            wishes = {row.id: row.state for row in (await look.db.exec(select(Wish))).all()}
            goals = {row.member_id: row.reward_id for row in (await look.db.exec(select(SavingGoal))).all()}
        told = {
            "stock": (stock, self.shelf.stock),
            "wishes": (wishes, {number: wish.state for number, wish in self.shelf.wishes.items()}),
            "goals": (goals, {self.ids[who]: self.rewards[what] for who, what in self.shelf.goals.items()}),
            "bought": (self.balances(self.books.minutes_of("bought")), self.shelf.bought),
        }
        return [
            f"{what}: {is_} in the books, {said} told" for what, (is_, said) in told.items() if is_ != said
        ]
