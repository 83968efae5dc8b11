"""The chores of the machine's family: one of every kind, all due today at six, each once."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from tests.chores.life.told import Told

SIX = datetime(2026, 3, 10, 17, tzinfo=UTC)


@dataclass(frozen=True)
class Agreed:
    people: tuple[str, ...]
    points: int
    minutes: int = 0
    way: str = "one"
    overdue: str = "keep"
    by_itself: bool = False
    steps: tuple[str, ...] = ()

    @property
    def plan(self) -> dict[str, object]:
        return {
            "points": self.points,
            "bonus_minutes": self.minutes,
            "way": self.way,
            "overdue": self.overdue,
            "auto_approve": self.by_itself,
            "times": (time(18),),
            "steps": self.steps,
        }

    @property
    def told(self) -> Told:
        pool = self.way == "pool"
        return Told(
            points=self.points,
            minutes=self.minutes,
            owner=None if pool else self.people[0],
            pool=frozenset(self.people if pool else ()),
            overdue=self.overdue,
            by_itself=self.by_itself,
            steps=len(self.steps),
        )


AGREED = {
    "cat": Agreed(("Maya",), points=2, minutes=5),
    "plants": Agreed(("Leo", "Maya"), points=3, way="pool"),
    "homework": Agreed(("Leo",), points=5, by_itself=True),
    "lawn": Agreed(("Leo",), points=7, minutes=3, overdue="half"),
    "shelf": Agreed(("Maya",), points=9, overdue="ask"),
    "bins": Agreed(("Leo", "Maya"), points=1, way="pool", overdue="drop"),
    "beds": Agreed(("Leo", "Maya"), points=4, way="turns", steps=("Pillows", "Blankets")),
}
