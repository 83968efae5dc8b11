"""Which of the marked words may stand in for one another: those of one form, between the same small words."""

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from scripts.training.intents.lexicon import those
from scripts.training.intents.sentences import Part, Sentence

Pools = Mapping[tuple[str, ...], Sequence[str]]
SWAPPED = {"chore", "reward", "title", "text", "reason", "query", "when", "day", "repeat", "days", "period"}
WORD = re.compile(r"[^\W_]+|[^\s\w]")
ENOUGH = 6


def key_of(sentence: Sentence, at: int) -> tuple[str, ...]:
    part = sentence.parts[at]
    before = WORD.findall(sentence.parts[at - 1].text.casefold())[-1:] if at else []
    after = sentence.parts[at + 1].text if at + 1 < len(sentence.parts) else ""
    following = WORD.findall(after.casefold())[:1]
    own = sentence.tool if part.kind in ("text", "query") else ""
    near = [
        word if word in those("glue") | those("firsts") else "*"
        for word in (before or ["^"])[-1:] + (following or ["$"])
    ]
    return (sentence.language, part.kind, own, *near, _form(part.text, sentence.language))


def _form(text: str, language: str) -> str:
    words = WORD.findall(text.casefold()) or [""]
    first, last = words[0], words[-1]
    if first in those("firsts"):
        return first if len(words) > 1 else "small"
    if language == "de":
        return "participle" if re.match(r"(.*ge|.*ver|.*be).+(t|en)$", last) else last[-2:]
    if is_past(text):
        return "past"
    return "ing" if first.endswith("ing") else "other"


def is_past(text: str) -> bool:
    first = text.casefold().split()[0]
    return first in those("past") or (first.endswith("ed") and len(first) > 4)


def pools_of(sentences: Sequence[Sentence]) -> Pools:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for sentence in sentences:
        for at, part in enumerate(sentence.parts):
            if part.kind in SWAPPED:
                found[key_of(sentence, at)].add(part.text)
    return {key: sorted(texts) for key, texts in found.items() if len(texts) >= ENOUGH}


def another(part: Part, key: tuple[str, ...], pools: Pools, dice: random.Random) -> Part:
    if part.kind in ("minutes", "points"):
        return Part(_number(part.text, dice), part.kind)
    return Part(dice.choice(pools[key]), part.kind) if key in pools else part


def _number(said: str, dice: random.Random) -> str:
    """Another amount, where it is told by one number alone."""
    if said.isdigit():
        return str(
            dice.choice((1, 2, 3, 5, 7, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 75, 80, 90, 100, 120))
        )
    return re.sub(r"\d+", lambda _: str(dice.choice((5, 10, 15, 20, 25, 30, 40, 45, 50, 60, 90, 120))), said)
