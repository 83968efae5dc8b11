"""How memories are found: the words that are looked up, and one order from two rankings."""

import re
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+", re.UNICODE)
# Words that nearly every question holds: they find everything, so they find nothing.
COMMON = """
a about all am an and are as at be been by can could did do does for from had has have he her hers
him his how i if in into is it its know me mine my no not of on or our ours please remember she so
some tell than that the their them then there they this to us was we were what when where which who
whom whose why will with would you your aber als am an auch auf aus bei bin bist das dem den der des
die du ein eine einem einen einer er es für hat hatte ich ihr im in ist ja kann man mein meine mich
mir mit nicht noch oder sie sind so und uns unser unsere von war was wann warum weißt wer wie wir
wird wo zu zum zur
"""
COMMON_WORDS = frozenset(COMMON.split())
SMOOTH = 20  # of reciprocal rank fusion: the lower, the more a first place counts
NEAR = 0.62  # cosine distance beyond which a meaning says nothing


def words_of(text: str) -> list[str]:
    """The words worth looking up; all of them where only common ones were said."""
    said = [word.lower() for word in WORD.findall(text)][:24]
    return [word for word in said if word not in COMMON_WORDS] or said


def match_words(text: str) -> str:
    """An FTS5 query: any of the words, or what begins with one. Quoted, so that nothing typed is syntax."""
    return " OR ".join(f'"{word}"*' if len(word) > 3 else f'"{word}"' for word in words_of(text))


def match_parts(text: str) -> str:
    """For the trigram table: finds German compounds, which hold the word in their middle."""
    return " OR ".join(f'"{word}"' for word in words_of(text) if len(word) > 3)


def fused(rankings: Iterable[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: each ranking gives its places, best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, found in enumerate(ranking):
            scores[found] = scores.get(found, 0.0) + 1.0 / (SMOOTH + place)
    return scores


def as_near(distances: Sequence[tuple[int, float]]) -> list[int]:
    """Those near enough in meaning, nearest first."""
    return [found for found, distance in sorted(distances, key=lambda row: row[1]) if distance <= NEAR]
