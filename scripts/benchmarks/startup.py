"""From the command to a parent's first page on later starts, and to the assistant on the very first."""

from pathlib import Path

from scripts.benchmarks.figures import Figure, median
from scripts.benchmarks.household import PARENT, make_household
from scripts.benchmarks.serving import appliance, peer, seconds_until_awake

TIMES = 5
MOST, AWAKE = 3.0, 10.0  # seconds


def measure(folder: Path) -> list[Figure]:
    made = make_household(folder / "year")
    with appliance(made.data) as first:
        awake = seconds_until_awake(first, made.data)
    ours, floor = [], []
    for _turn in range(TIMES):
        with appliance(made.data, "/today", made.tokens[PARENT]) as house:
            ours.append(house.first_answer)
        with peer("imports") as bare:
            floor.append(bare.first_answer)
    return [
        Figure("startup", "later start to the first page", median(ours), "s", median(floor), MOST),
        Figure("startup", "very first start until the assistant is awake", awake, "s", limit=AWAKE),
    ]
