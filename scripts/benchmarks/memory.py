"""What stays resident with the embedding model loaded; and how memories are found: `memory_search`."""

from pathlib import Path

from scripts.benchmarks import memory_search
from scripts.benchmarks.figures import Figure
from scripts.benchmarks.household import PARENT, make_household
from scripts.benchmarks.pages import PARENTS
from scripts.benchmarks.serving import appliance, asked, peer, resident, until_quiet

MOST = 220.0  # MB


def measure(folder: Path) -> list[Figure]:
    made = make_household(folder / "year")
    with appliance(made.data) as first:
        until_quiet(first.pid)  # memories get their vectors on the first start, and keep them
    with appliance(made.data) as ours, peer("imports", path="/") as floor:
        until_quiet(ours.pid)
        rest, imports = resident(ours.pid), resident(floor.pid)
        for path in PARENTS * 20:
            asked(ours.port, path, made.tokens[PARENT])
        used = resident(ours.pid)
    return [
        Figure("memory", "resident, embedding loaded, at rest", rest, "MB", imports, MOST),
        Figure("memory", "resident after 180 pages", used, "MB", imports, MOST),
        *memory_search.measure(folder),
    ]
