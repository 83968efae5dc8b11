"""Makes the assistant's trained reading from the sentences: `python -m scripts.training.intents [WORK]`.

Three steps, also to be done one by one: varied sentences as `rows`; to `learn`, which needs torch, and which
`scripts.training.intents.learn` does alone on a machine with a GPU; to `ship` the files in `models/`.
"""

import argparse
import random
import subprocess
import sys
from pathlib import Path

import numpy

from appliance.assistant.engine.native import Model
from appliance.core.settings import Settings
from scripts.training.intents.rows import Rowed
from scripts.training.intents.sentences import ALL, Sentence, read
from scripts.training.intents.shipped import base_of, ship
from scripts.training.intents.variations import Variations

STEPS = ("rows", "learn", "ship")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m scripts.training.intents")
    asked.add_argument("work", type=Path, nargs="?", default=Path("data") / "training")
    asked.add_argument("--step", choices=STEPS, action="append")
    asked.add_argument("--sentences", type=Path, default=ALL)
    asked.add_argument("--count", type=int, default=150_000, help="varied sentences to learn from")
    asked.add_argument("--hold", type=float, default=0.0, help="this share is kept apart, to measure by")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    for step in given.step or STEPS:
        print(step, "...", flush=True)
        {"rows": _rows, "learn": _learn, "ship": _ship}[step](given)


def _rows(given: argparse.Namespace) -> None:
    model = Settings().embedding
    base_of(model, given.work / "base.npz")
    dice = random.Random(given.seed)
    kept, held = _parted(read(given.sentences), given.hold, dice)
    rowed = Rowed(Model(model, repack=False).vocabulary, dice)
    numpy.savez_compressed(given.work / "rows.npz", **rowed.rows(Variations(kept, dice), given.count))
    if held:
        numpy.savez_compressed(given.work / "held.npz", **rowed.rows(held, len(held)))


def _parted(
    all_of_them: list[Sentence], share: float, dice: random.Random
) -> tuple[list[Sentence], list[Sentence]]:
    shuffled = dice.sample(all_of_them, len(all_of_them))
    held = round(share * len(shuffled))
    return shuffled[held:], shuffled[:held]


def _learn(given: argparse.Namespace) -> None:
    subprocess.run([sys.executable, "-m", "scripts.training.intents.learn", str(given.work)], check=True)


def _ship(given: argparse.Namespace) -> None:
    ship(given.work / "learnt.npz", Settings().embedding.parent)


if __name__ == "__main__":
    main()
