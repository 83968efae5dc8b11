"""The shop as the children would tell it: what is on offer, what they asked for, and what came of it."""

from dataclasses import dataclass, field, replace

from tests.chores.life.told import CHILDREN, HOME, PARENTS, Family


@dataclass(frozen=True)
class Offer:
    """`own`: what it costs one child. `stock`: how many there are, None where nobody counts."""

    points: int
    minutes: int = 0
    stock: int | None = None
    own: tuple[str, int] | None = None

    def price(self, child: str) -> int:
        return self.own[1] if self.own and self.own[0] == child else self.points


OFFERS = {
    "ice": Offer(4, own=("Leo", 5)),
    "film": Offer(3, stock=1),
    "tablet": Offer(2, minutes=20),
}


@dataclass(frozen=True)
class Wished:
    child: str
    what: str
    state: str = "waiting"
    had: str = ""  # who said that the child has it
    by: str = ""  # who took it back
    counted: bool = False
    was_goal: bool = False


@dataclass
class Shelf:
    family: Family
    stock: dict[str, int | None] = field(
        default_factory=lambda: {name: o.stock for name, o in OFFERS.items()}
    )
    wishes: dict[int, Wished] = field(default_factory=dict)
    goals: dict[str, str] = field(default_factory=dict)
    bought: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HOME, 0))

    def imagined(self) -> "Shelf":
        family = replace(self.family, purse=dict(self.family.purse))
        copies = (dict(self.stock), dict(self.wishes), dict(self.goals), dict(self.bought))
        return Shelf(family, *copies)

    def ask(self, who: str, what: str, number: int) -> bool:
        if who not in CHILDREN or self._waits(who, what) or not self._pays(Wished(who, what)):
            return False
        self.wishes[number] = Wished(who, what, counted=self._take(what))
        return True

    def save_for(self, who: str, what: str) -> bool:
        if who in CHILDREN:
            self.goals[who] = what
        return who in CHILDREN

    def answer(self, who: str, number: int, how: str) -> bool:
        wish = self.wishes[number]
        if who not in PARENTS | {wish.child}:
            return False
        verbs = {
            "grant": self._grant,
            "decline": self._decline,
            "withdraw": self._withdraw,
            "redeem": self._redeem,
            "refund": self._refund,
            "undo": self._undo,
        }
        return verbs[how](who, number, wish)

    def _grant(self, who: str, number: int, wish: Wished) -> bool:
        if who not in PARENTS or wish.state != "waiting":
            return False
        goal = self.goals.get(wish.child) == wish.what
        if goal:
            del self.goals[wish.child]
        minutes = OFFERS[wish.what].minutes
        self.bought[wish.child] += minutes
        state = {"state": "redeemed", "had": who} if minutes else {"state": "granted"}
        self.wishes[number] = replace(wish, was_goal=goal, **state)
        return True

    def _decline(self, who: str, number: int, wish: Wished) -> bool:
        return who in PARENTS and wish.state == "waiting" and self._end(number, wish, state="declined")

    def _withdraw(self, who: str, number: int, wish: Wished) -> bool:
        return wish.state == "waiting" and self._end(number, wish, state="withdrawn", by=who)

    def _redeem(self, who: str, number: int, wish: Wished) -> bool:
        if wish.state != "granted":
            return False
        self.wishes[number] = replace(wish, state="redeemed", had=who)
        return True

    def _refund(self, who: str, number: int, wish: Wished) -> bool:
        if who not in PARENTS or wish.state not in ("granted", "redeemed"):
            return False
        self.bought[wish.child] -= OFFERS[wish.what].minutes
        return self._end(number, wish, state="refunded")

    def _end(self, number: int, wish: Wished, **becomes: str) -> bool:
        """The points come back, and the piece if it was not handed over."""
        self.family.purse[wish.child] += OFFERS[wish.what].price(wish.child)
        if wish.counted and not wish.had:
            self.stock[wish.what] = (self.stock[wish.what] or 0) + 1
        self.wishes[number] = replace(wish, **becomes)  # type: ignore[arg-type]
        return True

    def _undo(self, who: str, number: int, wish: Wished) -> bool:
        own = {"withdrawn": wish.by, "redeemed": wish.had}.get(wish.state, "")
        minutes = OFFERS[wish.what].minutes
        if wish.state == "waiting" or (who not in PARENTS and own != who):
            return False
        if wish.state == "refunded":
            return self._not_refunded(number, wish)
        if wish.state == "redeemed" and not minutes:
            self.wishes[number] = replace(wish, state="granted", had="")
            return True
        if self._waits(wish.child, wish.what):
            return False
        if wish.state in ("granted", "redeemed"):
            return self._not_granted(who, number, wish)
        if not self._pays(wish):
            return False
        self.wishes[number] = Wished(wish.child, wish.what, counted=self._take(wish.what))
        return True

    def _not_refunded(self, number: int, wish: Wished) -> bool:
        if not self._pays(wish, take=not wish.had):
            return False
        counted = wish.counted if wish.had else self._take(wish.what)
        self.bought[wish.child] += OFFERS[wish.what].minutes
        self.wishes[number] = replace(wish, state="redeemed" if wish.had else "granted", counted=counted)
        return True

    def _not_granted(self, who: str, number: int, wish: Wished) -> bool:
        if who not in PARENTS:
            return False
        if wish.was_goal and wish.child not in self.goals:
            self.goals[wish.child] = wish.what
        self.bought[wish.child] -= OFFERS[wish.what].minutes
        self.wishes[number] = Wished(wish.child, wish.what, counted=wish.counted)
        return True

    def _waits(self, child: str, what: str) -> bool:
        return any((w.child, w.what, w.state) == (child, what, "waiting") for w in self.wishes.values())

    def _pays(self, wish: Wished, *, take: bool = True) -> bool:
        price = OFFERS[wish.what].price(wish.child)
        if self.family.purse[wish.child] < price or (take and self.stock[wish.what] == 0):
            return False
        self.family.purse[wish.child] -= price
        return True

    def _take(self, what: str) -> bool:
        left = self.stock[what]
        if left is not None:
            self.stock[what] = left - 1
        return left is not None
