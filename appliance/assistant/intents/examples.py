"""The example sentences of the plain reading, learnt once and kept."""

import functools
import hashlib
import itertools
import json
import tomllib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy

from appliance.assistant.intents.head import Head, train
from appliance.assistant.intents.models import Household
from appliance.assistant.intents.sentence import Sentence

Embed = Callable[[Sequence[str]], Awaitable[list[bytes]]]
LEARNT = Path(__file__).with_name("learnt.npz")
NONE = "none"
TOGETHER = 64


async def read_or_learn(
    examples: Mapping[str, Sequence[str]], embed: Embed, fingerprint: str, cache: Path | None
) -> Head:
    """`examples` by tool, merged with the sentences here; `cache`: a directory that may be emptied."""
    rows = _sentences(examples)
    mark = _mark(rows, fingerprint)
    kept = cache / f"intents-{mark}.npz" if cache and fingerprint else None
    head = _read(LEARNT, mark) or (_read(kept, mark) if kept and kept.exists() else None)
    if head is None:
        head = await _learnt(rows, embed)
        if kept:
            _keep(head, mark, kept)
    return head


async def learn(examples: Mapping[str, Sequence[str]], embed: Embed, fingerprint: str) -> None:
    """Writes what a first start reads instead of learning."""
    rows = _sentences(examples)
    _write(await _learnt(rows, embed), _mark(rows, fingerprint), LEARNT)


def neutral(line: str) -> str:
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
        tool: [neutral(Sentence.of(text, nobody).line) for line in lines for text in _variants(line)]
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
