"""Makes the assistant's trained reading from the sentences: `python -m scripts.training.intents [WORK]`.

Three steps, also to be done one by one: varied sentences as `rows`; to `learn`, which needs torch, and which
`scripts.training.intents.learn` does alone on a machine with a GPU; to `ship` the files in `models/`.
"""

import argparse
import random
import subprocess
import sys
import zlib
from itertools import compress
from operator import not_
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
    asked.add_argument("--count", type=int, default=400_000, help="varied sentences to learn from")
    asked.add_argument("--hold", type=float, default=0.04, help="this share is kept apart, to measure by")
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
    kept, held = _parted(read(given.sentences), given.hold)
    rowed = Rowed(Model(model, repack=False).vocabulary, dice)
    numpy.savez_compressed(given.work / "rows.npz", **rowed.rows(Variations(kept, dice), given.count))
    if held:
        numpy.savez_compressed(given.work / "held.npz", **rowed.rows(held, len(held)))


def _parted(found: list[Sentence], share: float) -> tuple[list[Sentence], list[Sentence]]:
    """The same sentences are held, however many there are."""
    held = [zlib.crc32(sentence.text.encode()) % 1000 < share * 1000 for sentence in found]
    return list(compress(found, map(not_, held))), list(compress(found, held))


def _learn(given: argparse.Namespace) -> None:
    subprocess.run([sys.executable, "-m", "scripts.training.intents.learn", str(given.work)], check=True)


def _ship(given: argparse.Namespace) -> None:
    ship(given.work / "learnt.npz", Settings().embedding.parent)


if __name__ == "__main__":
    main()
