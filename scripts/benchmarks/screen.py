"""The pages of screen time with a month of history and with ten years: 400,000 intervals of six children.

The peer is plain sqlite3 that reads the same rows by the same statements: what the database alone costs.
"""

import asyncio
from pathlib import Path

from scripts.benchmarks.chores import GROWTH, MS, Household, peers_of
from scripts.benchmarks.client import Answers
from scripts.benchmarks.figures import Figure, median
from scripts.benchmarks.household import FIRST_CHILD, make_household
from scripts.benchmarks.pages import asked_in_turns, page
from scripts.benchmarks.serving import appliance, until_quiet

LOOKS = (
    ("parent", f"/screen/members/{FIRST_CHILD}"),
    ("parent", "/screen"),
    ("teen", "/screen"),
    ("child", "/screen"),
)


def measure(folder: Path) -> list[Figure]:
    month = Household("month", make_household(folder / "month", years=1 / 12))
    decade = Household("decade", make_household(folder / "decade", years=10))
    with appliance(month.made.data) as ours, appliance(decade.made.data) as old:
        for serving in (ours, old):
            until_quiet(serving.pid)
        targets = [
            page(serving, household.made, who, path, f"{household.name} ")
            for household, serving in ((month, ours), (decade, old))
            for who, path in LOOKS
        ]
        found = asked_in_turns(targets)
    peers = asyncio.run(peers_of((month, decade), LOOKS))
    return [figure for who, path in LOOKS for figure in _figures(f"{who} {path}", found, peers)]


def _figures(look: str, found: dict[str, Answers], peers: dict[str, float]) -> list[Figure]:
    month, decade = (median(found[f"{name} {look}"]["seconds"]) * MS for name in ("month", "decade"))
    bare = peers[f"decade {look}"] / peers[f"month {look}"]
    return [
        Figure("screen", f"{look} p50, one month", month, "ms", peers[f"month {look}"]),
        Figure("screen", f"{look} p50, ten years", decade, "ms", peers[f"decade {look}"]),
        Figure(
            "screen", f"{look} p50 with ten years, against a month", decade / month, "times", bare, GROWTH
        ),
    ]
