"""`python -m scripts.benchmarks [NAME...] [--json] [--strict]`: see docs/performance.md."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.benchmarks import (
    backup,
    chain,
    chores,
    decide,
    heartbeats,
    intents,
    memory,
    pages,
    screen,
    startup,
    wear,
)
from scripts.benchmarks.figures import Figure, as_json, as_table

BENCHES: dict[str, Callable[[Path], list[Figure]]] = {
    "pages": pages.measure,
    "chain": chain.measure,
    "chores": chores.measure,
    "decide": decide.measure,
    "screen": screen.measure,
    "startup": startup.measure,
    "intents": intents.measure,
    "memory": memory.measure,
    "backup": backup.measure,
    "wear": wear.measure,
    "heartbeats": heartbeats.measure,
}


def main() -> int:
    wanted = arguments()
    figures: list[Figure] = []
    for name in wanted.names or BENCHES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            found = BENCHES[name](Path(folder))
        figures += found
        if not wanted.json:
            print(as_table(found) + "\n", flush=True)
    if wanted.json:
        print(as_json(figures))
    return 1 if wanted.strict and any(one.missed for one in figures) else 0


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(
        prog="scripts/bench", description="Benchmarks on a household of their own making."
    )
    asked.add_argument(
        "names", nargs="*", metavar="NAME", choices=[[], *BENCHES], help=", ".join(BENCHES) + "; all"
    )
    asked.add_argument(
        "--json", action="store_true", help="rows of bench, what, ours, peer, limit, unit and ratio"
    )
    asked.add_argument("--strict", action="store_true", help="exit code 1 when a limit is missed")
    return asked.parse_args()


if __name__ == "__main__":
    sys.exit(main())
