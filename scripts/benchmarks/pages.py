"""Pages of signed-in people over loopback, one client: with one year of data, ten, and a model at work."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.benchmarks.client import Answers, Target
from scripts.benchmarks.demo import make_demo
from scripts.benchmarks.figures import Figure, median, share
from scripts.benchmarks.household import FIRST_CHILD, PARENT, PEOPLE, Made, make_household
from scripts.benchmarks.serving import ROOT, Serving, appliance, peer, until_quiet

ROUNDS, BEFORE = 200, 30
MS = 1000.0
HALF, MOST = 6.0, 20.0  # milliseconds
PARENTS = (
    "/today",
    "/today/badge",
    "/chores",
    "/chores/list",
    "/rewards",
    "/screen",
    "/ask",
    "/family",
    "/me",
)
WHO = {"parent": PARENT, "teen": FIRST_CHILD, "child": len(PEOPLE)}
BOTH = ("/today", "/chores", "/rewards", "/screen")


def measure(folder: Path) -> list[Figure]:
    year, decade = make_household(folder / "year"), make_household(folder / "decade", years=10)
    demo = make_demo(folder / "demo")
    with appliance(year.data) as ours, peer("rows", str(year.data / "appliance.db")) as floor:
        with appliance(decade.data) as old, appliance(folder / "demo") as shown:
            for serving in (ours, old, shown):
                until_quiet(serving.pid)
            targets = [_target("floor", floor, "/", "")]
            targets += [page(ours, year, "parent", path) for path in PARENTS]
            targets += [page(ours, year, who, "/today") for who in ("teen", "child")]
            targets += [page(old, decade, "parent", path, "decade ") for path in BOTH]
            targets += [_target(f"demo parent {path}", shown, path, demo) for path in BOTH]
            found = asked_in_turns(targets)
        figures = [row for name in found for row in _of_one(name, found)]
        from scripts.benchmarks import talking  # it asks for the same pages

        return figures + talking.measure(ours, year)


def _of_one(name: str, found: dict[str, Answers]) -> list[Figure]:
    if name == "floor":
        return []
    seconds, floor = found[name]["seconds"], found["floor"]["seconds"]
    if name.startswith("decade "):
        year = median(found[name.removeprefix("decade ")]["cpu"])
        grown = median(found[name]["cpu"])
        what = f"{name.removeprefix('decade ')} after ten years, against one"
        return [Figure("pages", what, grown / year, "times", limit=1.3)]
    return [
        Figure("pages", f"{name} p50", median(seconds) * MS, "ms", median(floor) * MS, HALF),
        Figure("pages", f"{name} p99", share(seconds, 0.99) * MS, "ms", share(floor, 0.99) * MS, MOST),
        Figure(
            "pages",
            f"{name} processor",
            median(found[name]["cpu"]) * MS,
            "ms",
            median(found["floor"]["cpu"]) * MS,
        ),
    ]


def page(serving: Serving, made: Made, who: str, path: str, before: str = "") -> Target:
    return _target(f"{before}{who} {path}", serving, path, made.tokens[WHO[who]])


def _target(name: str, serving: Serving, path: str, cookie: str) -> Target:
    return Target(name=name, port=serving.port, pid=serving.pid, path=path, cookie=cookie)


def asked_in_turns(targets: Sequence[Target], rounds: int = ROUNDS) -> dict[str, Answers]:
    """In a process of its own, so that the client's work is not the server's."""
    plan = json.dumps({"targets": targets, "rounds": rounds, "before": BEFORE})
    done = subprocess.run(
        [sys.executable, "-m", "scripts.benchmarks.client"],
        cwd=ROOT,
        input=plan,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, Answers] = json.loads(done.stdout)
    return found
