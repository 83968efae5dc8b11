"""What the family does with its chores: every step from `I'll do it` to the undo of a yes."""

from appliance.chores.rules.pay import Pay
from hypothesis import strategies as st
from hypothesis.stateful import rule

from appliance.chores import actions
from tests.chores.life.books import Row
from tests.chores.life.living import NAME, WHO, Living

CHILD = st.sampled_from(["Leo", "Maya"])


class ChoresAreDone(Living):
    """`kept`: a chore's row as it was before each step that has not been taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, list[Row]] = {}

    def step(self, name: str, done: object, right: bool) -> None:
        assert bool(done) == right
        if right:
            self.kept.setdefault(name, []).append(self.books.row(name))

    @rule(who=WHO, name=NAME)
    def claim(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.claim(work, self.duty[name]))
        self.step(name, done, self.told.claim(who, name, self.house.clock()))

    @rule(who=WHO, name=NAME)
    def release(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.release(work, self.duty[name]))
        self.step(name, done, self.told.release(who, name))

    @rule(who=WHO, name=NAME)
    def complete(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.complete(work, self.duty[name]))
        self.step(name, done, self.told.complete(who, name, self.house.clock()))

    @rule(who=WHO, name=NAME, child=CHILD, pay=st.sampled_from([None, "full", "half", "nothing"]))
    def approve(self, who: str, name: str, child: str, pay: str | None) -> None:
        choice = Pay(pay) if pay else None
        done = self.does(who, lambda work: actions.approve(work, self.duty[name], self.ids[child], choice))
        self.step(name, done, self.told.approve(who, name, child, pay, self.house.clock()))

    @rule(who=WHO, names=st.lists(NAME, min_size=1, max_size=4, unique=True))
    def approve_all(self, who: str, names: list[str]) -> None:
        """Each by itself: one that cannot be approved is in nobody's way."""
        done = self.does(who, lambda work: actions.approve_all(work, [self.duty[name] for name in names]))
        if done is None:
            assert who not in ("Elena", "Marco", "Rosa")
            return
        refused = {answer.occurrence_id for answer in done if answer.refused}
        for name in names:
            owner = self.told.chores[name].owner or ""
            right = self.told.approve(who, name, owner, None, self.house.clock())
            self.step(name, self.duty[name] not in refused, right)

    @rule(who=WHO, name=NAME)
    def send_back(self, who: str, name: str) -> None:
        done = self.does(who, lambda work: actions.send_back(work, self.duty[name], "The corners."))
        self.step(name, done, self.told.send_back(who, name))

    @rule(who=WHO, name=NAME, ending=st.sampled_from(["skip", "excuse", "let go"]))
    def end(self, who: str, name: str, ending: str) -> None:
        verb = {"skip": actions.skip, "excuse": actions.excuse, "let go": actions.let_go}[ending]
        done = self.does(who, lambda work: verb(work, self.duty[name]))
        self.step(name, done, self.told.end(who, name, ending))

    @rule(who=WHO, name=NAME)
    def undo(self, who: str, name: str) -> None:
        """Every column is what it was before the step, not only its state."""
        done = self.does(who, lambda work: actions.undo(work, self.duty[name]))
        assert bool(done) == self.told.undo(who, name)
        if done:
            assert self.run(self._read()).row(name) == self.kept[name].pop()

    @rule(hours=st.sampled_from([1, 3, 20]))
    def time_passes(self, hours: int) -> None:
        self.house.clock.forward(hours=hours)
        self.does("house", actions.close_missed)
        for name in self.told.close(self.house.clock()):
            self.kept.setdefault(name, []).append(self.books.row(name))
