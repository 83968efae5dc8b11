import functools
import hashlib
import itertools
import json
import tomllib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy

from appliance.assistant.intents import shapes
from appliance.assistant.intents.asking import arguments
from appliance.assistant.intents.completion import Completions
from appliance.assistant.intents.ear import Ear
from appliance.assistant.intents.head import Head, train
from appliance.assistant.intents.memory import to_remember
from appliance.assistant.intents.models import Arguments, Household, Person, Understanding
from appliance.assistant.intents.rights import may_complete, may_see
from appliance.assistant.intents.sentence import Sentence

Embed = Callable[[Sequence[str]], Awaitable[list[bytes]]]
LEARNT = Path(__file__).with_name("learnt.npz")
NONE = "none"
LIKELY = 0.75
TOGETHER = 64
LONGEST = 400


class IntentIndex:
    """Understands a sentence as one of the instant tools, or as nothing."""

    def __init__(self, head: Head | None, embed: Embed | None, ear: Ear | None = None) -> None:
        self._head, self._embed, self.ear = head, embed, ear

    @classmethod
    async def build(
        cls,
        examples: Mapping[str, Sequence[str]],
        embed: Embed | None,
        *,
        ear: Ear | None = None,
        fingerprint: str = "",
        cache: Path | None = None,
    ) -> Self:
        """`examples` by tool, merged with the sentences here; `cache`: a directory that may be emptied.

        Without `embed` only what the wording alone makes certain is understood.
        """
        if embed is None:
            return cls(None, None)
        rows = _sentences(examples)
        mark = _mark(rows, fingerprint)
        kept = cache / f"intents-{mark}.npz" if cache and fingerprint else None
        head = _read(LEARNT, mark) or (_read(kept, mark) if kept and kept.exists() else None)
        if head is None:
            head = await _learnt(rows, embed)
            if kept:
                _keep(head, mark, kept)
        return cls(head, embed, ear)

    @staticmethod
    async def learn(examples: Mapping[str, Sequence[str]], embed: Embed, fingerprint: str) -> None:
        """Writes what a first start reads instead of learning: `python -m scripts.training.head`."""
        rows = _sentences(examples)
        _write(await _learnt(rows, embed), _mark(rows, fingerprint), LEARNT)

    async def understand(
        self, text: str, *, speaker: Person, household: Household, now: datetime
    ) -> Understanding:
        """`now`: local time of the family. Tool `none` for whatever is not certain."""
        if not text.strip() or len(text) > LONGEST:
            return Understanding(NONE, confidence=1.0, why="nothing said that an instant answer fits")
        return (
            _kept(text, speaker)
            or _completed(text, speaker, household)
            or await self._asked(Sentence.of(text, household), speaker, household, now)
        )

    async def _asked(
        self, sentence: Sentence, speaker: Person, household: Household, now: datetime
    ) -> Understanding:
        tool, confidence, why = await self._question(sentence)
        asked = arguments(tool, sentence, speaker, household, now.date()) if tool != NONE else None
        if asked is None:
            return Understanding(
                NONE, confidence=confidence, why=why if tool == NONE else "unsure about whom or when"
            )
        return Understanding(tool, asked.args, confidence, may_see(tool, speaker, asked.member), why)

    async def _question(self, sentence: Sentence) -> tuple[str, float, str]:
        if shapes.out_of_reach(sentence):
            return NONE, 0.9, "asks for something that no instant answer serves"
        chances = await self._chances(sentence)
        sure = shapes.surely(sentence)
        if len(sure) == 1:
            return sure[0], max(0.9, chances.get(sure[0], 0.0)), "has the shape of the question"
        likeliest = max(chances, key=lambda tool: chances[tool], default=NONE)
        wanted = likeliest in (sure or shapes.shapes()) and chances[likeliest] >= LIKELY
        if wanted and shapes.thinkable(sentence, likeliest):
            return likeliest, chances[likeliest], "is like the example sentences"
        return NONE, chances.get(NONE, 0.5), "unsure"

    async def _chances(self, sentence: Sentence) -> Mapping[str, float]:
        if self._head is None or self._embed is None:
            return {}
        (vector,) = await self._embed([_neutral(sentence.line)])
        return self._head.likelihoods(vector)


def _kept(text: str, speaker: Person) -> Understanding | None:
    kept = to_remember(text)
    if kept is None:
        return None
    allowed = may_see("memory_save", speaker, None)
    return Understanding("memory_save", {"text": kept}, 0.95, allowed, "asked to remember a statement")


def _completed(text: str, speaker: Person, household: Household) -> Understanding | None:
    found = Completions(speaker, household).in_text(text)
    if found is None or found.member is None:
        return None
    chore = found.match.task.chore
    args: Arguments = {"chore": chore.title, "member": found.member.name}
    allowed = may_complete(speaker, found.member, chore)
    return Understanding("chore_complete", args, found.match.score, allowed, found.why)


def _neutral(line: str) -> str:
    """Names are the family's: for the trained sentences everyone is called Sam."""
    return line.replace("NAME", "Sam").replace("REWARD", "movie night").replace(" .s", "'s")


def _sentences(examples: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Examples of a tool that has no sentences here are wishes that no instant answer serves."""
    rows = {tool: list(texts) for tool, texts in _own().items()}
    for tool, texts in examples.items():
        rows[tool if tool in rows else NONE] += texts
    return [(tool, text) for tool, texts in sorted(rows.items()) for text in dict.fromkeys(texts)]


@functools.cache
def _own() -> dict[str, list[str]]:
    tables = tomllib.loads((files(__package__) / "sentences.toml").read_text("utf-8"))
    nobody = Household(())
    said = {
        tool: [line.strip() for line in text.splitlines() if line.strip()] for tool, text in tables.items()
    }
    return {
        tool: [_neutral(Sentence.of(text, nobody).line) for line in lines for text in _variants(line)]
        for tool, lines in said.items()
    }


def _variants(line: str) -> list[str]:
    """ "a (b|c) d" stands for "a b d" and "a c d"; an empty choice is allowed."""
    parts = [part.split("|") for part in line.replace(")", "(").split("(")]
    return [" ".join("".join(choice).split()) for choice in itertools.product(*parts)]


async def _learnt(rows: Sequence[tuple[str, str]], embed: Embed) -> Head:
    return train([tool for tool, _ in rows], await _vectors([text for _, text in rows], embed))


async def _vectors(texts: Sequence[str], embed: Embed) -> numpy.ndarray:
    found: list[bytes] = []
    for at in range(0, len(texts), TOGETHER):
        found += await embed(texts[at : at + TOGETHER])
    return numpy.frombuffer(b"".join(found), "<f4").reshape(len(texts), -1)


def _mark(rows: Sequence[tuple[str, str]], fingerprint: str) -> str:
    return hashlib.sha256(json.dumps([fingerprint, rows]).encode()).hexdigest()[:16]


def _keep(head: Head, mark: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("intents-*.npz"):
        old.unlink()
    _write(head, mark, path)


def _write(head: Head, mark: str, path: Path) -> None:
    with path.open("wb") as file:
        numpy.savez(file, mark=numpy.array(mark), tools=numpy.array(head.tools), weights=head.weights)


def _read(path: Path, mark: str) -> Head | None:
    """Nothing where it was learnt by another model, or from other sentences."""
    try:
        with numpy.load(path, allow_pickle=False) as kept:
            if str(kept["mark"]) != mark:
                return None
            return Head(tuple(str(tool) for tool in kept["tools"]), kept["weights"])
    except (OSError, ValueError, KeyError):
        return None
