"""Which question a sentence has the shape of."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from appliance.assistant.intents.sentence import Sentence


@dataclass(frozen=True)
class Shape:
    sure: tuple[re.Pattern[str], ...]
    hint: re.Pattern[str]
    never: tuple[re.Pattern[str], ...]


@functools.cache
def _tables() -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads((files(__package__) / "shapes.toml").read_text("utf-8"))


@functools.cache
def shapes() -> dict[str, Shape]:
    return {
        tool: Shape(_patterns(rows["sure"]), re.compile(str(rows["hint"])), _patterns(rows["never"]))
        for tool, rows in _tables().items()
        if tool != "anywhere"
    }


@functools.cache
def _nowhere() -> tuple[re.Pattern[str], ...]:
    return _patterns(_tables()["anywhere"]["never"])


def _patterns(rows: list[str] | str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row) for row in rows)


def _any(patterns: tuple[re.Pattern[str], ...], line: str) -> bool:
    return any(pattern.search(line) for pattern in patterns)


def out_of_reach(sentence: Sentence) -> bool:
    return _any(_nowhere(), sentence.line)


def surely(sentence: Sentence) -> list[str]:
    """The tools whose shape alone is enough."""
    return [
        tool
        for tool, shape in shapes().items()
        if _any(shape.sure, sentence.line) and not _any(shape.never, sentence.line)
    ]


def imaginable(sentence: Sentence, tool: str) -> bool:
    """Nothing in it speaks against the tool."""
    return not _any(shapes()[tool].never, sentence.line)
