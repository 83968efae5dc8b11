"""The demo's families as `household.toml` has them, with what that file leaves open."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from appliance.screen_time.rules import Rules, same_every_week

HERE = Path(__file__).parent
DUE = {
    "Empty the dishwasher": time(20),
    "Feed the cat": time(18),
    "Take out the trash": time(19),
    "Tidy your room": time(17),
    "Practice piano": time(17, 30),
    "Do homework": time(18),
    "Mow the lawn": time(18),
    "Water the plants": time(18, 30),
    "Walk the dog": time(16, 30),
    "Lay the table": time(18),
    "Hoover the stairs": time(15),
}
LOOKS = {
    "Elena": ("owl", "plum"),
    "Marco": ("bear", "moss"),
    "Leo": ("lion", "ochre"),
    "Maya": ("fox", "rust"),
    "Ada": ("rabbit", "berry"),
    "Tobi": ("frog", "sky"),
}
STOCK = {"Ice cream": 4, "Comic book": 3}
PRICES = {("30 minutes of screen time", "Leo"): 15}
FAR = ("A day of climbing", 150)  # more than a child of the demo has on any day
GOALS = {"Leo": "A day of climbing", "Maya": "Movie night", "Tobi": "Comic book"}
PROMISED = {"Leo": "Stay up late"}
PICTURE_PINS = ("Maya",)
# The second family came later: together about 1,900 occurrences.
SINCE = {"Rivera": timedelta(days=365), "Okafor": timedelta(days=106)}


@dataclass(frozen=True)
class PlannedMember:
    name: str
    role: str
    owner: bool = False
    born: date | None = None
    called: Sequence[str] = ()

    @property
    def is_parent(self) -> bool:
        return self.role == "parent"


@dataclass(frozen=True)
class PlannedChore:
    """`days`: so long ago it was agreed on; 0 is from the first day on."""

    title: str
    repeat: str
    points: int
    member: str = ""
    pool: Sequence[str] = ()
    each: Sequence[str] = ()
    turns: Sequence[str] = ()
    days: int = 0
    times: Sequence[str] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    photo: bool = False
    auto_approve: bool = False

    @property
    def people(self) -> Sequence[str]:
        return self.pool or self.each or self.turns or (self.member,)

    @property
    def way(self) -> str:
        ways = {"pool": self.pool, "each": self.each, "turns": self.turns}
        return next((way for way, people in ways.items() if people), "one")

    @property
    def due_times(self) -> tuple[time, ...]:
        if self.title in DUE:
            return (DUE[self.title],)
        return tuple(time.fromisoformat(text) for text in self.times)


@dataclass(frozen=True)
class PlannedReward:
    title: str
    points: int
    minutes: int = 0


@dataclass(frozen=True)
class PlannedMemory:
    by: str
    visible_to: str
    text: str


@dataclass(frozen=True)
class PlannedFamily:
    name: str
    zone: str
    members: Sequence[PlannedMember]
    chores: Sequence[PlannedChore]
    rewards: Sequence[PlannedReward]
    limits: Mapping[str, Rules]
    memories: Sequence[PlannedMemory] = field(default_factory=tuple)

    @property
    def children(self) -> list[PlannedMember]:
        return [member for member in self.members if not member.is_parent]

    @property
    def owner(self) -> PlannedMember:
        return next(member for member in self.members if member.owner)


def planned_families() -> list[PlannedFamily]:
    told = tomllib.loads((HERE / "household.toml").read_text())
    more = tomllib.loads((HERE / "memories.toml").read_text())["about"]
    lately = tomllib.loads((HERE / "lately.toml").read_text())
    return [_family(row, told["timezone"], more, lately[row["name"]]) for row in told["family"]]


def _family(
    row: Mapping[str, Any], zone: str, more: list[dict[str, object]], lately: Mapping[str, Any]
) -> PlannedFamily:
    name = str(row["name"])
    told = [PlannedMemory(**memory) for memory in row["memories"]]
    return PlannedFamily(
        name=name,
        zone=zone,
        members=[PlannedMember(**member) for member in row["members"]],
        chores=[PlannedChore(**chore) for chore in [*row["chores"], *lately["chores"]]],
        rewards=[PlannedReward(**reward) for reward in row["rewards"]],
        limits={str(rule["member"]): _limits(rule) for rule in row["screen_time"]},
        memories=[*told, *(memory for about in more if about["family"] == name for memory in _told(about))],
    )


def _limits(rule: Mapping[str, object]) -> Rules:
    bed_from, _, bed_until = str(rule["bedtime"]).partition("-")
    weekday, weekend = int(str(rule["weekday_minutes"])), int(str(rule["weekend_minutes"]))
    return same_every_week(weekday, weekend, time.fromisoformat(bed_from), time.fromisoformat(bed_until))


def _told(about: Mapping[str, object]) -> list[PlannedMemory]:
    """One sentence for each row; its authors take turns."""
    authors, rows = about["by"], about["rows"]
    assert isinstance(authors, list) and isinstance(rows, list)
    text, audience = str(about["text"]), str(about["visible_to"])
    return [
        PlannedMemory(authors[number % len(authors)], audience, text.format(*row.split("|")))
        for number, row in enumerate(rows)
    ]
