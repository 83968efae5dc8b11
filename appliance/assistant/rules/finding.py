"""How memories are found: the words that are looked up, and one order from two rankings."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

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
SHORTEST = 3  # letters of a word that the index of parts can hold
MOST_WORDS = 8  # of one search
AROUND = 140  # letters that are shown of a place that was found
NEAR = 0.62  # cosine distance beyond which a meaning says nothing
CLOSE = 0.4  # and within which it says nearly the same
MOST_WORDS = 12  # of a question that are looked up
COMPOUND, LIKELY_PART = 9, 6  # letters of a word that may be put together, and of its first part


class Fit(StrEnum):
    """Why a memory was found, for whoever asks."""

    BOTH = "both"  # words of the question are in it, and it means something near
    WORDS = "words"
    CLOSE = "close"  # it means nearly what was asked
    LOOSE = "loose"  # it means something near


def words_of(text: str) -> list[str]:
    """The words worth looking up, each once; all of them where only common ones were said."""
    said = list(dict.fromkeys(word.lower() for word in WORD.findall(text)))
    telling = [word for word in said if word not in COMMON_WORDS and (len(word) > 1 or word.isdigit())]
    return (telling or said)[:MOST_WORDS]


def match_word(word: str) -> str:
    """An FTS5 query: the word, or what begins with it. Quoted, so that nothing typed is syntax."""
    forms = [f'"{form}"*' if len(form) > 3 else f'"{form}"' for form in _spelt(word)]
    if len(word) == 3:
        forms.append(f'"{word}s"')  # Oma and Leo in Omas Kuchen and Leos Rad
    elif word.endswith("s"):
        forms.append(f'"{word[:-1]}"')
    return " OR ".join(forms)


def match_part(word: str) -> str:
    """For the trigram table: finds German compounds, which hold the word in their middle. May be empty."""
    return " OR ".join(f'"{form}"' for form in _spelt(word) if len(form) > 3)


def match_beginning(word: str) -> str:
    """Where a compound is asked for and only its first part is known: Geburtstagskuchen. May be empty."""
    return f'"{word[:LIKELY_PART]}"*' if len(word) >= COMPOUND else ""


def _spelt(word: str) -> list[str]:
    """Without umlauts on the keyboard, ü is typed as ue."""
    forms = [word]
    for typed, letter in (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß")):
        forms += [form.replace(typed, letter) for form in forms if typed in form]
    return forms


def fused(rankings: Iterable[Sequence[int]]) -> dict[int, float]:
    """Reciprocal rank fusion: each ranking gives its places, best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, found in enumerate(ranking):
            scores[found] = scores.get(found, 0.0) + 1.0 / (SMOOTH + place)
    return scores


def fit_of(by_words: bool, distance: float | None) -> Fit:
    near = distance is not None and distance <= NEAR
    if by_words:
        return Fit.BOTH if near else Fit.WORDS
    return Fit.CLOSE if distance is not None and distance <= CLOSE else Fit.LOOSE


def words_of_search(wanted: str) -> list[str]:
    """The longest first: it tells most, and its place is shown."""
    words = dict.fromkeys(word.lower() for word in WORD.findall(wanted))
    return sorted(words, key=len, reverse=True)[:MOST_WORDS]


def excerpt(text: str, word: str) -> str:
    """The place where it was said, with some of what stands around it."""
    line = " ".join(text.split())
    at = line.lower().find(word)
    if at < 0 or len(line) <= AROUND:
        return line[:AROUND]
    first = max(0, at - AROUND // 3)
    shown = line[first : first + AROUND].strip()
    return f"{'…' if first else ''}{shown}{'…' if first + AROUND < len(line) else ''}"
