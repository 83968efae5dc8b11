"""The pages of chores with one year of history and with ten: 60,000 occurrences of a family of eight.

The peer is plain sqlite3 that reads the same rows by the same statements: what the database alone costs.
"""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import event
from sqlalchemy.engine import Engine

from appliance.app import create_app
from appliance.core.settings import Settings
from scripts.benchmarks.client import Answers, Target
from scripts.benchmarks.figures import Figure, median
from scripts.benchmarks.household import Made, make_household
from scripts.benchmarks.pages import WHO, asked_in_turns, page
from scripts.benchmarks.serving import Serving, appliance, until_quiet

GROWTH, TIMES, MS = 1.3, 200, 1000.0
LOOKS = (
    ("parent", "/today"),
    ("teen", "/today"),
    ("child", "/today"),
    ("parent", "/chores?view=month"),
    ("parent", "/chores"),
    ("parent", "/chores/history"),
    ("parent", "/chores/statistics?weeks=13"),
)
Looks = Sequence[tuple[str, str]]
Asked = list[tuple[str, Sequence[object]]]


@dataclass(frozen=True)
class Household:
    name: str
    made: Made


def measure(folder: Path) -> list[Figure]:
    year = Household("year", make_household(folder / "year"))
    decade = Household("decade", make_household(folder / "decade", years=10))
    with appliance(year.made.data) as ours, appliance(decade.made.data) as old:
        for serving in (ours, old):
            until_quiet(serving.pid)
        targets = [*_targets(year, ours), *_targets(decade, old)]
        found = asked_in_turns(targets)
    peers = asyncio.run(peers_of((year, decade), LOOKS))
    print(f"{year.made.occurrences} and {decade.made.occurrences} occurrences", file=sys.stderr)
    return [figure for who, path in LOOKS for figure in _figures(f"{who} {path}", found, peers)]


def _targets(household: Household, serving: Serving) -> list[Target]:
    return [page(serving, household.made, who, path, f"{household.name} ") for who, path in LOOKS]


def _figures(look: str, found: dict[str, Answers], peers: dict[str, float]) -> list[Figure]:
    year, decade = found[f"year {look}"], found[f"decade {look}"]
    grown = median(decade["cpu"]) / median(year["cpu"])
    bare = peers[f"decade {look}"] / peers[f"year {look}"]
    return [
        Figure("chores", f"{look} p50, one year", median(year["seconds"]) * MS, "ms", peers[f"year {look}"]),
        Figure(
            "chores", f"{look} p50, ten years", median(decade["seconds"]) * MS, "ms", peers[f"decade {look}"]
        ),
        Figure("chores", f"{look} after ten years, against one", grown, "times", bare, GROWTH),
    ]


async def peers_of(households: Sequence[Household], looks: Looks) -> dict[str, float]:
    """Milliseconds by household and look."""
    found: dict[str, float] = {}
    statements = {household.name: await _statements(household.made, looks) for household in households}
    lines = {one.name: sqlite3.connect(one.made.data / "appliance.db") for one in households}
    for who, path in looks:
        took: dict[str, list[float]] = {one.name: [] for one in households}
        for _time in range(TIMES):
            for name, asked in statements.items():
                took[name].append(_read(lines[name], asked[f"{who} {path}"]))
        found |= {f"{name} {who} {path}": median(seconds) * MS for name, seconds in took.items()}
    return found


def _read(line: sqlite3.Connection, asked: Asked) -> float:
    began = time.perf_counter()
    for statement, values in asked:
        line.execute(statement, values).fetchall()
    return time.perf_counter() - began


async def _statements(made: Made, looks: Looks) -> dict[str, Asked]:
    """What each look asks the database, noted while a house in this process shows it for the second time."""
    settings = Settings(data=made.data)
    app = create_app(settings, jobs=False)
    asked: Asked = []

    def note(
        _line: object, _cursor: object, statement: str, values: Sequence[object], *_more: object
    ) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append((statement, values))

    found: dict[str, Asked] = {}
    base = f"http://127.0.0.1:{settings.port}"
    async with app.lifespan(), httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base) as client:
        event.listen(Engine, "before_cursor_execute", note)
        for who, path in looks:
            for _time in range(2):
                asked.clear()
                headers = {"cookie": f"session-{settings.port}={made.tokens[WHO[who]]}"}
                (await client.get(path, headers=headers)).raise_for_status()
            found[f"{who} {path}"] = list(asked)
        event.remove(Engine, "before_cursor_execute", note)
    return found
