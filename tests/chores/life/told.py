"""What the family would say became of a chore: the rules once more, in words of their own."""

from dataclasses import dataclass, field, replace
from datetime import datetime

PARENTS, GUESTS, CHILDREN = {"Elena", "Marco"}, {"Rosa"}, {"Leo", "Maya"}
CARES = PARENTS | GUESTS
TO_DO = {"open", "claimed", "sent_back"}
HOME = PARENTS | CHILDREN
OWN = {"claim", "release", "complete", "finish", "offer", "withdraw"}


@dataclass
class Told:
    """One chore of one day. `log`: what was done to it, by whom, and how it was before."""

    points: int
    minutes: int
    owner: str | None
    pool: frozenset[str] = frozenset()
    overdue: str = "keep"
    by_itself: bool = False
    state: str = "open"
    done_at: datetime | None = None
    paid: int = 0
    paid_minutes: int = 0
    offered: str | None = None
    steps: int = 0
    ticks: frozenset[int] = frozenset()  # of the steps; an undo leaves them as they are
    docked: bool = False  # a parent took the pay back and left the chore done
    log: list[tuple[str, str, "Told"]] = field(default_factory=list)

    def takes(self, step: str, by: str, **becomes: object) -> None:
        before = replace(self, log=[])
        for name, value in becomes.items():
            setattr(self, name, value)
        self.log.append((step, by, before))


@dataclass
class Family:
    """Says of each step whether it is right, and keeps the purses."""

    due: datetime
    chores: dict[str, Told] = field(default_factory=dict)
    purse: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HOME, 0))
    minutes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HOME, 0))

    def imagined(self, name: str) -> "Family":
        """To try a step on this one chore, without taking it."""
        told = self.chores[name]
        return Family(
            self.due, {name: replace(told, log=list(told.log))}, dict(self.purse), dict(self.minutes)
        )

    def claim(self, who: str, name: str, now: datetime) -> bool:
        told = self.chores[name]
        owner = told.owner or (who if who in told.pool else None)
        fine = self._may_do(who, told) and not self._dropped(told, now) and told.pool
        if not fine or told.state != "open" or owner is None:
            return False
        told.takes("claim", who, state="claimed", owner=owner)
        return True

    def release(self, who: str, name: str) -> bool:
        told = self.chores[name]
        if told.state != "claimed" or not self._may_do(who, told):
            return False
        told.takes("release", who, state="open", owner=None, offered=None)
        return True

    def complete(self, who: str, name: str, now: datetime) -> bool:
        told = self.chores[name]
        owner = told.owner or (who if who in told.pool else None)
        over = self._dropped(told, now) and told.state != "sent_back"
        shown = who in CARES or len(told.ticks) == told.steps
        fine = self._may_do(who, told) and not over and shown
        if not fine or owner is None or told.state not in TO_DO:
            return False
        paid = self._pays(told, now >= self.due, None)
        word = {"owner": owner, "done_at": now, "offered": None}
        if (told.by_itself or (who in PARENTS and who == owner)) and paid is not None:
            self._pay(owner, *paid)
            told.takes("finish", who, state="approved", paid=paid[0], paid_minutes=paid[1], **word)
        else:
            told.takes("complete", who, state="waiting", **word)
        return True

    def tick(self, who: str, name: str, step: int, ticked: bool) -> bool:
        told = self.chores[name]
        theirs = self._may_do(who, told) and (told.owner is not None or who in CARES)
        ticks = told.ticks | {step} if ticked else told.ticks - {step}
        if not theirs or step >= told.steps or (ticks != told.ticks and told.state not in TO_DO):
            return False
        told.ticks = ticks
        return True

    def offer(self, who: str, name: str, to: str) -> bool:
        told = self.chores[name]
        asks = who in CHILDREN and who == told.owner and told.offered is None
        if not asks or told.state not in TO_DO or to not in CHILDREN - {who}:
            return False
        told.takes("offer", who, offered=to)
        return True

    def answer_offer(self, who: str, name: str, step: str) -> bool:
        """Whoever was asked says yes or no; whoever asked, or a parent, takes it back."""
        told = self.chores[name]
        theirs = who in PARENTS or who == told.owner if step == "withdraw" else who == told.offered
        if told.offered is None or told.state not in TO_DO or not theirs:
            return False
        told.takes(step, who, offered=None, owner=who if step == "accept" else told.owner)
        return True

    def hand_over(self, who: str, name: str, to: str) -> bool:
        told = self.chores[name]
        if who not in PARENTS or told.state not in TO_DO or to not in HOME - {told.owner}:
            return False
        told.takes("hand over", who, offered=None, owner=to)
        return True

    def approve(self, who: str, name: str, child: str, pay: str | None, now: datetime) -> bool:
        told = self.chores[name]
        late = (told.done_at or now) >= self.due
        if pay in ("half", "nothing") and not (late and told.overdue in ("half", "ask")):
            return False
        paid = self._pays(told, late, pay)
        fits = child == told.owner or (told.owner is None and child in told.pool)
        if who not in CARES or paid is None or not fits or told.state == "approved":
            return False
        self._pay(child, *paid)
        word = {"paid": paid[0], "paid_minutes": paid[1]}
        told.takes("approve", who, state="approved", owner=child, **word)
        return True

    def send_back(self, who: str, name: str) -> bool:
        told = self.chores[name]
        if who not in CARES or told.state != "waiting":
            return False
        told.takes("send back", who, state="sent_back")
        return True

    def end(self, who: str, name: str, step: str) -> bool:
        told = self.chores[name]
        late_word = {"missed", "skipped"} if step == "excuse" else set()
        if who not in PARENTS or told.state not in TO_DO | late_word:
            return False
        becomes = {"skip": "skipped", "excuse": "excused", "let go": "missed"}[step]
        told.takes(step, who, state=becomes)
        return True

    def close(self, now: datetime) -> list[str]:
        """Those that the clock ends: dropped, but for what was there in time and is to be done once more."""
        ends = TO_DO - {"sent_back"}
        late = [name for name, told in self.chores.items() if told.state in ends and self._dropped(told, now)]
        for name in late:
            self.chores[name].takes("miss", "house", state="missed")
        return late

    def undo(self, who: str, name: str) -> bool:
        told = self.chores[name]
        if not told.log:
            return False
        step, by, before = told.log[-1]
        if step == "miss":
            return False
        theirs = step in OWN and who in CHILDREN | GUESTS and who in (by, told.owner)
        decided = who == by and (who in GUESTS or (who in CHILDREN and step == "decline"))
        if who not in PARENTS and not theirs and not decided:
            return False
        if step in ("approve", "finish"):
            self._pay(told.owner or "", 0 if told.docked else -told.paid, -told.paid_minutes)
        self.chores[name] = replace(before, log=told.log[:-1], ticks=told.ticks)
        return True

    def dock(self, name: str) -> None:
        """The points of a chore are taken back, and it stays done."""
        told = self.chores[name]
        told.docked = True
        self._pay(told.owner or "", -told.paid, 0)

    def _may_do(self, who: str, told: Told) -> bool:
        mine = who == told.owner if told.owner else who in told.pool
        return who in CARES or (who in CHILDREN and mine)

    def _dropped(self, told: Told, now: datetime) -> bool:
        return told.overdue == "drop" and now >= self.due

    def _pays(self, told: Told, late: bool, chosen: str | None) -> tuple[int, int] | None:
        agreed = {"half": "half", "ask": None}.get(told.overdue, "full") if late else "full"
        pay = chosen or agreed
        if pay is None:
            return None
        return {
            "full": (told.points, told.minutes),
            "half": (-(-told.points // 2), -(-told.minutes // 2)),
            "nothing": (0, 0),
        }[pay]

    def _pay(self, child: str, points: int, minutes: int) -> None:
        self.purse[child] += points
        self.minutes[child] += minutes
