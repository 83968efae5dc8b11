"""A sentence cut into the words that the trained reading looks at, with the family's own names made plain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from appliance.assistant.intents.models import Household
from appliance.assistant.intents.words import known

PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
# The encoder knows these from its first training, and takes everybody of the family for one of them.
STAND_INS = ("sam", "kim", "alex", "robin")
LEAST = 4  # letters of a name that may be written with a slip
CLOSE = 88


@dataclass(frozen=True)
class Piece:
    """`said` is what the encoder reads for the characters from `start` to before `end`."""

    said: str
    start: int
    end: int


def pieces_of(text: str, household: Household) -> list[Piece]:
    """Names of the family become stand-ins; what they are called otherwise ("mum") is left as it is."""
    found = [Piece(word[0], word.start(), word.end()) for word in PIECE.finditer(text)]
    names = [_folded(person.name) for person in household.people]
    taken: dict[int, str] = {}
    return list(_with_stand_ins(found, names, taken))


def _with_stand_ins(
    found: Sequence[Piece], names: Sequence[tuple[str, ...]], taken: dict[int, str]
) -> Iterator[Piece]:
    at = 0
    while at < len(found):
        who, size = _named(found, at, names)
        if who is None:
            yield found[at]
        else:
            said = taken.setdefault(who, STAND_INS[len(taken) % len(STAND_INS)])
            yield from _stand_in(said, found[at : at + size], names[who])
        at += size


def _stand_in(said: str, pieces: Sequence[Piece], name: Sequence[str]) -> Iterator[Piece]:
    """A possessive without its mark ("Leos room") stays a piece of its own."""
    start, end = pieces[0].start, pieces[-1].end
    if len(pieces) == 1 and pieces[0].said.casefold() == name[0] + "s":
        yield Piece(said, start, end - 1)
        yield Piece("s", end - 1, end)
    else:
        yield Piece(said, start, end)


def _named(found: Sequence[Piece], at: int, names: Sequence[tuple[str, ...]]) -> tuple[int | None, int]:
    """Which of the names begins here, and of how many pieces it is."""
    for who, name in enumerate(names):
        said = tuple(piece.said.casefold() for piece in found[at : at + len(name)])
        if said == name and not (len(name) == 1 and _is_a_word(found, at)):
            return who, len(name)
    said_alone = found[at].said.casefold()
    close = [who for who, name in enumerate(names) if len(name) == 1 and _is_close(said_alone, name[0])]
    return (close[0], 1) if len(close) == 1 else (None, 1)


def _is_close(said: str, name: str) -> bool:
    if said == name or said in known("names_that_are_words"):
        return False
    if said == name + "s":
        return True
    return min(len(said), len(name)) >= LEAST and fuzz.ratio(said, name) >= CLOSE


def _is_a_word(found: Sequence[Piece], at: int) -> bool:
    """ "will" is a name only where it is written like one, and not because the sentence begins with it."""
    said = found[at].said
    return said.casefold() in known("names_that_are_words") and (at == 0 or not said[0].isupper())


def _folded(name: str) -> tuple[str, ...]:
    return tuple(word[0].casefold() for word in PIECE.finditer(name))
