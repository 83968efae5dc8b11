"""Commands that are made none: put off, denied, asked about, told of somebody else, taken back."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from scripts.training.intents.forms import is_past
from scripts.training.intents.lexicon import phrases
from scripts.training.intents.sentences import Part, Sentence

ORDERS = (
    "tell|show|remind|give|put|find|approve|accept|pause|let|set|add|tick|mark|send|check|list|grant|lock|unlock"
    "|stop|block|limit|cap|turn|switch|ask|message|text|write|redeem|buy|spend|trade|cash|freeze|unpause|resume"
    "|make|assign|allow|delete|erase|take"
)
STATES = (
    "done|finished|clean|ready|sorted|empty|fine|good|great|ok|okay|approved|perfect|tidy|spotless|[a-z]+ed"
)
GERMAN_STATES = "fertig|sauber|gut|erledigt|leer|ordentlich|prima"
ORDER = re.compile(rf"^(please |pls )?({ORDERS})\b(?! (out|the|my|his|her|me)\b)", re.IGNORECASE)
STATE = re.compile(rf"\b(is|are|looks|ist|sind) (?=({STATES}|{GERMAN_STATES})\b)", re.IGNORECASE)


def undone(sentence: Sentence, dice: random.Random) -> Sentence | None:
    """Nothing, where it is none already, or where nothing fits."""
    if sentence.tool == "none":
        return None
    ways: list[Callable[[Sentence, random.Random], Sentence | None]] = [_ordered, _done, _stated, _taken_back]
    found = dice.choice(ways)(sentence, dice)
    return replace(found, tool="none", marked=False) if found else None


def _ordered(sentence: Sentence, dice: random.Random) -> Sentence | None:
    doubts = phrases("no_order", sentence.language)
    order = ORDER.match(sentence.text)
    if not doubts or not order or sentence.text.endswith("?"):
        return None
    first = sentence.parts[0]
    bare = replace(first, text=first.text[len(order[1] or "") :])
    return replace(sentence, parts=(Part(dice.choice(doubts)), bare, *sentence.parts[1:]))


def _done(sentence: Sentence, dice: random.Random) -> Sentence | None:
    doubts = phrases("no_deed", sentence.language)
    deeds = [part for part in sentence.parts if part.kind == "chore" and is_past(part.text)]
    if not doubts or not deeds or sentence.tool != "chore_complete":
        return None
    return replace(sentence, parts=(Part(dice.choice(doubts)), deeds[0]), role="")


def _stated(sentence: Sentence, dice: random.Random) -> Sentence | None:
    if sentence.tool not in ("chore_complete", "chore_approve"):
        return None
    for at, part in enumerate(sentence.parts):
        if found := STATE.search(part.text):
            how = dice.choice(phrases("not_yet", sentence.language))
            text = f"{part.text[: found.end()]}{how} {part.text[found.end() :]}"
            parts = (*sentence.parts[:at], Part(text, part.kind), *sentence.parts[at + 1 : at + 2])
            return replace(sentence, parts=parts)
    return None


def _taken_back(sentence: Sentence, dice: random.Random) -> Sentence | None:
    if dice.random() < 0.5:
        return None
    last = sentence.parts[-1]
    bare = replace(last, text=last.text.rstrip(" .!?"))
    return replace(
        sentence, parts=(*sentence.parts[:-1], bare, Part(dice.choice(phrases("no_more", sentence.language))))
    )
