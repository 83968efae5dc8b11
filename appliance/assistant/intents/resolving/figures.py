"""Numbers in words, in English and German, as figures: what times, durations and points are read from."""

import functools
import re
import tomllib
from importlib.resources import files

from rapidfuzz.distance import OSA

ARTICLES = frozenset({"a", "an", "ein", "eine", "einen", "einer", "einem", "nen", "ne", "ner"})
AND_A_HALF = re.compile(
    r"\b(\d+) (?:and|und) (?:an? |eine? )?0\.(5|25|75)\b|\b(\d+) 0\.5(?= (?:hours?|hrs?|stunden?)\b)"
)
IN_WORDS = "#"
LINKS = ("-", "and", "und")
PIECE = re.compile(r"\d+:\d\d|\d+[.,]\d+(?![.\d])|\d+/\d+|\d+|o'clock|[^\W\d_]+|[½¼.:,/-]")


@functools.cache
def _tables() -> dict[str, dict[str, str | float]]:
    return tomllib.loads((files(__package__) / "figures.toml").read_text("utf-8"))


def _words(name: str) -> list[str]:
    return str(_tables()["words"][name]).split()


@functools.cache
def _spelled() -> dict[str, str]:
    return {word: str(meant) for word, meant in _tables()["spelled"].items()}


@functools.cache
def _values() -> dict[str, float]:
    known = {word: float(part) for word, part in _tables()["parts"].items()}
    for language in ("english", "german"):
        known |= {word: number for number, word in enumerate(_words(language))}
        known |= {word: 20 + 10 * at for at, word in enumerate(_words(f"{language}_tens"))}
    known |= {
        ("ein" if one == "eins" else one) + "und" + ten: 20 + 10 * tens + ones
        for tens, ten in enumerate(_words("german_tens"))
        for ones, one in enumerate(_words("german"))
        if 0 < ones < 10
    }
    return known | {"hundred": 100, "hundert": 100, "einhundert": 100, "zweihundert": 200}


@functools.cache
def _places() -> dict[str, int]:
    found = {word: at for at, word in enumerate(_words("ordinals"), start=1)} | {"thirtieth": 30}
    for at, word in enumerate(_words("german_ordinals"), start=1):
        found |= {word: at, word + "n": at, word + "r": at}
    return found | {"dreißigste": 30, "dreißigsten": 30}


@functools.lru_cache(512)
def in_figures(text: str) -> str:
    """Small letters, single spaces, every number as a figure: "half an hour" becomes "0.5 an hour"."""
    plain = text.lower().replace("’", "'").replace("'nen", "nen").replace("'ne", "ne").replace("'n ", "n ")
    plain = " ".join(_spelled().get(word, word) for word in plain.split())
    words = [word for piece in PIECE.findall(plain) for word in _spelled().get(piece, piece).split()]
    words = [_without_slip(word) if len(word) > 4 else word for word in words]
    return AND_A_HALF.sub(_with_part, " ".join(_joined([_figure(word) for word in words])))


def number_said(text: str) -> int | None:
    """The one whole number of the words; None where there is none, or more than one."""
    found = [word for word in in_figures(text).split() if word.isdecimal()]
    return int(found[0]) if len(found) == 1 else None


@functools.lru_cache(1024)
def _without_slip(word: str) -> str:
    """ "satruday" and "tommorow": one slip of the finger in a word that times are made of."""
    if word in _values() or word in _places() or word in _often() or not word.isalpha():
        return word
    near = [meant for meant in _often() if OSA.distance(word, meant, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else word


@functools.cache
def _often() -> frozenset[str]:
    return frozenset(_words("often"))


def _with_part(found: re.Match[str]) -> str:
    return f"{found[1]}.{found[2]}" if found[1] else f"{found[3]}.5"


def _figure(word: str) -> str:
    """A number said in words is marked: only such ones are put together."""
    if word in _values():
        return IN_WORDS + _short(_values()[word])
    if word in _places():
        return f"{_places()[word]}th"
    if re.fullmatch(r"\d+/\d+", word) and not word.endswith("/0"):
        above, below = word.split("/")
        return _short(int(above) / int(below)) if int(above) < int(below) < 5 else word
    if re.fullmatch(r"\d+,\d+", word):
        return word.replace(",", ".")
    return re.sub(r"^(\d+)(st|nd|rd)$", r"\1th", word)


def _joined(words: list[str]) -> list[str]:
    """ "twenty", "five" is 25; "three", "quarters" is 0.75; "a", "hundred" is 100; "14", "th" is "14th"."""
    found: list[str] = []
    for word in words:
        if word.startswith(IN_WORDS) and found and _joins(found, word):
            _join(found, word)
        elif word == "quarters" and found[-1:] == [IN_WORDS + "3"]:
            found[-1] = "0.75"
        elif word in ("st", "nd", "rd", "th") and found and found[-1].isdecimal():
            found[-1] += "th"
        else:
            found.append(word)
    return [word.removeprefix(IN_WORDS) for word in found]


def _joins(found: list[str], word: str) -> bool:
    before = found[-2] if found[-1] in LINKS and len(found) > 1 else found[-1]
    tens, ones = before.removeprefix(IN_WORDS), word.removeprefix(IN_WORDS)
    if before == tens or not (tens.isdecimal() and ones.isdecimal()):
        return before in ARTICLES and ones == "100"
    if ones == "100":
        return int(tens) < 10 and found[-1] == before
    room = 100 if int(tens) % 100 == 0 else 10 if int(tens) < 100 and int(tens) % 10 == 0 else 0
    return 0 < int(ones) < room and int(tens) > 0


def _join(found: list[str], word: str) -> None:
    if found[-1] in LINKS:
        found.pop()
    before, ones = found.pop().removeprefix(IN_WORDS), int(word.removeprefix(IN_WORDS))
    if before in ARTICLES:
        found.append(word)
    else:
        found.append(f"{IN_WORDS}{int(before) * 100 if ones == 100 else int(before) + ones}")


def _short(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"
