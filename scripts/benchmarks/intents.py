"""How sentences are understood that nobody trained with. The peer: the frozen embedding's nearest example."""

import asyncio
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

import numpy

from appliance.assistant.engine import Embedding
from appliance.assistant.intents import ChoreName, Household, IntentIndex, Person, Understanding
from appliance.assistant.intents.ear import Ear
from appliance.core.settings import Settings
from scripts.benchmarks.figures import Figure, median, share
from scripts.training.intents.sentences import read

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "assistant" / "intents"
DEMO = ROOT / "appliance" / "demo" / "household.toml"
NOW = datetime(2026, 3, 10, 16, 0)  # noqa: DTZ001 - the family's own time
NONE = "none"
CHANGING = {
    *("chore_complete", "chore_add", "chore_approve", "reward_redeem", "memory_save", "memory_forget"),
    *(
        "screen_time_request",
        "screen_time_grant",
        "screen_time_limit",
        "screen_time_pause",
        "screen_time_resume",
    ),
    *("message_send", "reminder_add"),
}
Call = tuple[str, dict[str, str]]
EXAMPLES: list[tuple[list[str], numpy.ndarray]] = []  # embedded once: it takes minutes


@dataclass(frozen=True)
class Case:
    """`also`: tools that it may be taken for too, whatever their arguments."""

    said: str
    speaker: Person
    home: Household
    calls: list[Call]
    allowed: bool
    also: tuple[str, ...]

    @property
    def tool(self) -> str:
        return self.calls[0][0]


@dataclass(frozen=True)
class Seen:
    case: Case
    found: Understanding
    seconds: float
    nearest: str

    @property
    def tool(self) -> str:
        """What is asked back, or is not the speaker's to do, does nothing."""
        return NONE if self.found.missing or not self.found.allowed else self.found.tool

    @property
    def right(self) -> bool:
        nothing_asked = self.case.tool == NONE or not self.case.allowed
        if self.tool in self.case.also or (self.tool == NONE and nothing_asked):
            return True
        return [_call(one.tool, one.args) for one in (self.found, *self.found.more)] == self.case.calls

    @property
    def acts(self) -> bool:
        return self.tool != NONE and not self.right

    @property
    def writes(self) -> bool:
        return self.acts and self.found.tool in CHANGING


def measure(_folder: Path) -> list[Figure]:
    return [figure for path in sorted(HERE.glob("*.jsonl")) for figure in _of(path)]


def _of(path: Path) -> list[Figure]:
    seen = asyncio.run(_understood(_cases(path)))
    print(
        f"{path.stem}: what was meant, and what it was taken for instead\n{_confusions(seen)}",
        file=sys.stderr,
    )
    commands = [one for one in seen if one.case.tool != NONE]
    others = [one for one in seen if one.case.tool == NONE]
    name = path.stem

    def row(what: str, ours: float, unit: str, **more: float | bool) -> Figure:
        return Figure("intents", f"{name}: {what}", ours, unit, **more)  # type: ignore[arg-type]

    tools = [
        row(tool, _percent([one.right for one in seen if one.case.tool == tool]), "%", peer=_percent(nearest))
        for tool in sorted({one.case.tool for one in seen})
        if (nearest := [one.nearest == tool for one in seen if one.case.tool == tool])
    ]
    return [
        row("right, with all arguments", _percent([one.right for one in seen]), "%", limit=85.0, most=False),
        row(
            "right tool",
            _percent([one.right or one.tool == one.case.tool for one in seen]),
            "%",
            peer=_percent([one.nearest == one.case.tool for one in seen]),
        ),
        row("actions on what is no command", sum(one.acts for one in others), "", limit=0.0),
        row("wrong writes on commands", _percent([one.writes for one in commands]), "%", limit=1.0),
        row("p50", 1000 * median([one.seconds for one in seen]), "ms"),
        row("p95", 1000 * share([one.seconds for one in seen], 0.95), "ms", limit=60.0),
        *tools,
    ]


def _percent(hits: Sequence[bool]) -> float:
    return 100 * sum(hits) / max(len(hits), 1)


def _confusions(seen: Sequence[Seen]) -> str:
    pairs = Counter((one.case.tool, one.tool) for one in seen if one.case.tool != one.tool and not one.right)
    return "\n".join(f"  {meant:20} {found:20} {count:4}" for (meant, found), count in pairs.most_common())


async def _understood(cases: Sequence[Case]) -> list[Seen]:
    embedding = Embedding(Settings().embedding)
    ear = await Ear.opened(embedding, Settings().embedding.parent)
    index = IntentIndex(ear)
    nearest = await _nearest(embedding, [case.said for case in cases])
    found = []
    for case, near in zip(cases, nearest, strict=True):
        begun = perf_counter()
        seen = await index.understand(case.said, speaker=case.speaker, household=case.home, now=NOW)
        found.append(Seen(case, seen, perf_counter() - begun, near))
    await embedding.close()
    return found


async def _nearest(embedding: Embedding, texts: Sequence[str]) -> list[str]:
    """The tool of the training sentence whose meaning is nearest, as the frozen encoder has it."""
    if not EXAMPLES:
        known = read()
        vectors = b"".join(await embedding.embed([one.text for one in known]))
        EXAMPLES.append(
            ([one.tool for one in known], numpy.frombuffer(vectors, "<f4").reshape(len(known), -1))
        )
    tools, examples = EXAMPLES[0]
    asked = numpy.frombuffer(b"".join(await embedding.embed(list(texts))), "<f4")
    return [tools[at] for at in (asked.reshape(len(texts), -1) @ examples.T).argmax(1)]


def _cases(path: Path) -> list[Case]:
    homes = _homes()
    return [_case(json.loads(line), homes) for line in path.read_text("utf-8").splitlines() if line]


def _case(row: dict, homes: dict[tuple[str, str], Household]) -> Case:
    home = homes[row.get("household", "unseen"), row.get("family", "")]
    return Case(
        said=row["text"],
        speaker=next(person for person in home.people if person.name == row["as"]),
        home=home,
        calls=[_call(one["tool"], one["args"]) for one in (row, *row.get("more", ()))],
        allowed=row.get("allowed", True),
        also=tuple(row.get("also", ())),
    )


def _call(tool: str, args: Mapping[str, object]) -> Call:
    return tool, {name: str(value) for name, value in args.items()} if tool != NONE else {}


def _homes() -> dict[tuple[str, str], Household]:
    """By the file they are told in and their name; without a name, the first of the file, or the Riveras."""
    found = {}
    for name, path in [("demo", DEMO), *((path.stem, path) for path in sorted(HERE.glob("*.toml")))]:
        families = tomllib.loads(path.read_text("utf-8"))["family"]
        for family in families:
            found[name, family["name"]] = _household(family)
        found[name, ""] = found.get((name, "Rivera"), _household(families[0]))
    return found


def _household(family: dict) -> Household:
    return Household(
        people=tuple(Person(m["name"], m["role"], tuple(m.get("called", ()))) for m in family["members"]),
        chores=tuple(ChoreName(chore["title"], _doing(chore)) for chore in family["chores"]),
        rewards=tuple(r if isinstance(r, str) else r["title"] for r in family["rewards"]),
    )


def _doing(chore: dict) -> tuple[str, ...]:
    return tuple(
        chore.get("members") or chore.get("pool") or [chore[who] for who in ("member",) if who in chore]
    )
