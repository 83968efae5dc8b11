"""Backups for tests: what lies in a directory, what is in a database, and the archive's child."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from appliance.backups.archive.create import create
from appliance.backups.archive.facts import Made, Staged, quietly
from appliance.backups.archive.keys import RecoveryKey, open_key
from appliance.backups.archive.stage import stage
from appliance.core.soundness import opened, row_counts

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
LOCKS = {"lock", "command.sock"}
CHILD = [sys.executable, "-m", "appliance.backups.archive.child"]


@dataclass(frozen=True)
class Kept:
    """A house that stands still, and one backup of it."""

    data: Path
    target: Path
    made: Made

    @property
    def key(self) -> RecoveryKey:
        return open_key(self.data)

    @property
    def path(self) -> Path:
        return self.target / self.made.name

    def stage(self, data: Path, *keys: RecoveryKey) -> Staged:
        return stage(self.target, self.made.name, keys or (self.key,), data, NOW, quietly)


def backed_up(data: Path, target: Path, now: datetime = NOW) -> Kept:
    return Kept(data, target, create(data, target, now, quietly))


def put_file(data: Path, content: bytes) -> str:
    """As the content store does: under its hash, whole or not at all."""
    name = hashlib.sha256(content).hexdigest()
    place = data / "files" / name[:2] / name
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_suffix(".new")
    aside.write_bytes(content)
    aside.replace(place)
    return name


def put_files(data: Path, seed: int = 1, sizes: tuple[int, ...] = (0, 10, 65_536, 200_000)) -> list[str]:
    chance = Random(seed)
    return [put_file(data, chance.randbytes(size)) for size in sizes]


def files_in(folder: Path) -> dict[str, str]:
    """Every file below it and its hash, but for locks."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in LOCKS)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def content_of(database: Path) -> dict[str, str]:
    """For each table the hash of its rows in the order of their text."""
    found = {}
    with opened(database, "ro") as db:
        for name in row_counts(db):
            rows = sorted(repr(row) for row in db.execute(f'SELECT * FROM "{name}"'))
            found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def house_in(data: Path) -> tuple[dict[str, str], list[str]]:
    """What a family would miss: all rows, all files."""
    stored = sorted(path.name for path in (data / "files").glob("*/*"))
    return content_of(data / "appliance.db"), stored


def child(verb: str, arguments: Mapping[str, object]) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = subprocess.Popen([*CHILD, verb], text=True, **pipes)  # type: ignore[call-overload]
    started.stdin.write(json.dumps(arguments, default=str) + "\n")
    started.stdin.close()
    started.stdin = None  # or `communicate` would flush it
    return started
