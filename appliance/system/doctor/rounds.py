"""The doctor's rounds for the page: in a child process, one at a time, and the last one is remembered."""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from appliance.core.checkup import Colour
from appliance.core.settings import ROOT
from appliance.core.work import Office
from appliance.household.queries.roster import families_named

TOPIC = "house"
PATIENCE = 240.0  # seconds; each check has a deadline of its own
WORST = (Colour.RED, Colour.YELLOW, Colour.GREEN)
log = structlog.get_logger("doctor")


@dataclass(frozen=True)
class Words:
    """In one language."""

    title: str
    says: str
    mend: str


@dataclass(frozen=True)
class Line:
    check: str
    colour: Colour
    told: Mapping[str, Words]  # by language
    values: Mapping[str, object]


@dataclass(frozen=True)
class Round:
    at: datetime
    lines: Sequence[Line]

    @property
    def colour(self) -> Colour:
        found = {line.colour for line in self.lines}
        return next(colour for colour in WORST if colour in found or colour is Colour.GREEN)

    def of(self, *colours: str) -> list[Line]:
        return [line for colour in colours for line in self.lines if line.colour == colour]

    def values_of(self, check: str) -> Mapping[str, object]:
        return next((line.values for line in self.lines if line.check == check), {})


class Rounds:
    def __init__(self, data: Path) -> None:
        self.last: Round | None = None
        self.is_looking = False
        self._data = data

    async def look(self, office: Office) -> None:
        self.is_looking = True
        await _announce(office)
        try:
            told = await asyncio.wait_for(_by_child(self._data), PATIENCE)
            self.last = Round(office.clock(), [_line(row) for row in told])
        except (TimeoutError, ValueError, KeyError) as fault:
            log.warning("the doctor did not come back", why=str(fault))
        finally:
            self.is_looking = False
        await _announce(office)


async def _by_child(data: Path) -> list[dict[str, object]]:
    """Its memory goes with it, and what it loads can harm nobody."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "appliance", "doctor", "--json", "--quick", "--data", str(data)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        said, _nothing = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    found: list[dict[str, object]] = json.loads(said)
    return found


def _line(row: Mapping[str, object]) -> Line:
    told = row["told"]
    values = row["values"]
    assert isinstance(told, dict) and isinstance(values, dict)
    words = {language: Words(**said) for language, said in told.items()}
    return Line(str(row["check"]), Colour(str(row["colour"])), words, values)


async def _announce(office: Office) -> None:
    async with office.database.reading() as db:
        families = await families_named(db, "")
    for family in families:
        office.signals.announce(family.id or 0, [TOPIC])
