"""Whether two memories say the same, nearly the same, or different things about the same."""

import re

from appliance.assistant.models import Likeness
from appliance.assistant.rules.finding import COMMON_WORDS, WORD

NO = {"no", "not", "never", "nothing", "none", "cannot", "kein", "keine", "keinen", "keiner", "nicht", "nie"}
NO |= {"t"}  # of "can't" and its like
FILLERS = {"a", "an", "the", "that", "please", "remember", "dass", "der", "die", "das", "bitte"}
STANDS = re.compile(
    r"\b(?:is|are|was|were|lies|lie|lives?|costs?|starts?|begins?|ends?|comes?|opens?|closes?|ist|sind|war|waren|liegt|liegen"
    r"|heißt|wohnt|kostet|beginnt|endet|kommt|hängt|steht|öffnet|schließt)\b|:",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sonn)tags?|mittwochs?|samstags?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember"
)
ALIKE = 0.1  # cosine distance within which two texts may well be one
SHARED = 0.75  # part of their words that two near ones have in common
LOOSE_WORDS = COMMON_WORDS - NO


def telling_words(text: str) -> tuple[str, ...]:
    """In the order they were said, without those that carry little."""
    return tuple(
        word
        for word in _said(text)
        if word not in LOOSE_WORDS and (len(word) > 1 or word.isdigit() or word in NO)
    )


def same_fact(one: str, other: str) -> bool:
    """Not by meaning alone: to a small model 4711 and 4712, and taller and smaller, are nearly one."""
    words = [word for word in _said(one) if word not in FILLERS]
    return words == [word for word in _said(other) if word not in FILLERS] and (bool(words) or one == other)


def _said(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def likeness(newer: str, older: str, distance: float | None) -> Likeness | None:
    if _contrary(newer, older):
        return Likeness.CONTRARY
    new, old = set(telling_words(newer)), set(telling_words(older))
    if _marks(new) != _marks(old) or not new or not old:
        return None
    shared = len(new & old) / len(new | old)
    close = distance is not None and distance <= ALIKE
    return Likeness.NEAR if shared >= SHARED or (close and shared >= 0.3) else None


def _contrary(newer: str, older: str) -> bool:
    """The same thing before the verb, something else behind it. Of one word alone much may be true."""
    new, old = _parted(newer), _parted(older)
    if new is None or old is None or new[0] != old[0] or new[1] == old[1]:
        return False
    if len(new[0]) > 1:
        return not (new[1] < old[1] or old[1] < new[1])
    return bool(_marks(new[1])) and bool(_marks(old[1])) and len(new[1] & old[1] - _times(new[1])) > 0


def _parted(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    found = STANDS.search(text)
    if found is None:
        return None
    about, said = telling_words(text[: found.start()]), telling_words(text[found.end() :])
    return (frozenset(about), frozenset(said)) if about and said else None


def _marks(words: frozenset[str] | set[str]) -> set[str]:
    """What must not differ where two say the same: numbers, days and a no."""
    return {word for word in words if any(letter.isdigit() for letter in word)} | _times(words) | (words & NO)


def _times(words: frozenset[str] | set[str]) -> set[str]:
    return {word for word in words if TIMES.fullmatch(word)}
