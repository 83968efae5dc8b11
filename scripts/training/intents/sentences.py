"""Reads the sentences: one a line, arguments marked in place as `[words](slot)`, `@child ` in front."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ALL = Path(__file__).parents[1] / "sentences"
ROLE = re.compile(r"@(child|teen|parent|guest) ")
MARKED = re.compile(r"\[([^\]]*)\]\(([a-z]+)\)")
# Writers differ in whether a small word belongs to an argument; here it goes out of these, and into those.
ARTICLES = "the|a|an|some|my|our|his|her|their|der|die|das|den|dem|ein|eine|einen|meine?n?|unsere?n?"
AT = "at|on|in|by|before|after|around|um|am|in|gegen|vor|nach|bis"
OUTSIDE = {
    "text": "to|that|dass|zu",
    "reason": "because|cause|cos|so that|weil|damit",
    "reward": "the|a|an|some|der|die|das|den|dem|ein|eine|einen",
    "chore": "the|der|die|das|den|dem",
    "day": "on|for|by|am|für|bis",
    "days": "on|at|for|an|am",
    "period": "for|in|over|für",
}
INSIDE = {("memory_forget", "query"): ARTICLES, ("reminder_add", "when"): AT}
ALWAYS = re.compile(r"(a|per|every|each|pro|am|jeden) (single )?(day|tag)|daily|täglich", re.IGNORECASE)
OUTSIDE_OF = {("file_find", "query"): ARTICLES}


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
                sentence = sentence_of(line.strip(), tool, path.parent.name, writer)
                found.setdefault((sentence.language, _plain(sentence.text)), sentence)
    return list(found.values())


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def sentence_of(line: str, tool: str, language: str, writer: str) -> Sentence:
    role = ROLE.match(line)
    parts = list(_parts(line[role.end() :] if role else line))
    for at, part in enumerate(parts):
        if part.kind == "days" and ALWAYS.fullmatch(part.text):
            parts[at] = Part(part.text)  # an hour a day is for all days
        elif part.kind:
            parts[at - 1], parts[at] = _moved(parts[at - 1], part, tool)
    kept = tuple(part for part in parts if part.text)
    return Sentence(tool, kept, role[1] if role else "", language, writer, tool != "none")


def _parts(line: str) -> Iterator[Part]:
    """A part between comes before every argument, be it empty."""
    at = 0
    for found in MARKED.finditer(line):
        yield Part(line[at : found.start()])
        yield Part(found[1], found[2])
        at = found.end()
    yield Part(line[at:])


def _moved(before: Part, part: Part, tool: str) -> tuple[Part, Part]:
    out = OUTSIDE_OF.get((tool, part.kind)) or OUTSIDE.get(part.kind)
    into = INSIDE.get((tool, part.kind))
    if into and (found := re.search(rf"(^|(?<=\W))({into}) $", before.text, re.IGNORECASE)):
        return replace(before, text=before.text[: found.start()]), replace(part, text=found[0] + part.text)
    if not into and out and (found := re.match(rf"({out}) ", part.text, re.IGNORECASE)):
        return replace(before, text=before.text + found[0]), replace(part, text=part.text[found.end() :])
    return before, part
