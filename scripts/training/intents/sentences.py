"""Reads the sentences: one a line, arguments marked in place as `[words](slot)`, `@child ` in front."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ALL = Path(__file__).parents[1] / "sentences"
ROLE = re.compile(r"@(child|teen|parent|guest) ")
MARKED = re.compile(r"\[([^\]]*)\]\(([a-z]+)\)")
FRAMES = {"text": re.compile(r"^(to|that) ", re.IGNORECASE)}


@dataclass(frozen=True)
class Part:
    """`kind` is empty for the words between the arguments."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Sentence:
    """`marked` is false where the arguments were not marked, so that nothing is learnt about them."""

    tool: str
    parts: tuple[Part, ...]
    role: str = ""
    language: str = "en"
    writer: str = ""
    marked: bool = True

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


def read(folder: Path = ALL) -> list[Sentence]:
    found: dict[tuple[str, str], Sentence] = {}
    for path in sorted(folder.glob("*/*.txt")):
        tool, _, writer = path.stem.partition("-")
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                sentence = _sentence(line.strip(), tool, path.parent.name, writer)
                found.setdefault((sentence.language, _plain(sentence.text)), sentence)
    return list(found.values())


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _sentence(line: str, tool: str, language: str, writer: str) -> Sentence:
    role = ROLE.match(line)
    bare = line[role.end() :] if role else line
    parts = tuple(part for found in _parts(bare) for part in _unframed(found) if part.text)
    return Sentence(tool, parts, role[1] if role else "", language, writer, tool != "none")


def _parts(line: str) -> Iterator[Part]:
    at = 0
    for found in MARKED.finditer(line):
        yield Part(line[at : found.start()])
        yield Part(found[1], found[2])
        at = found.end()
    yield Part(line[at:])


def _unframed(part: Part) -> Iterator[Part]:
    """ "to call Oma" is "call Oma", whoever marked it."""
    frame = FRAMES[part.kind].match(part.text) if part.kind in FRAMES else None
    if frame:
        yield Part(frame[0])
        part = replace(part, text=part.text[frame.end() :])
    yield part
