"""Words and their stems, as far as a household's sentences need them."""

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|'s\b|[,.;!?:…/–—]|✓|✅|✔")
PARTICIPLE = re.compile(
    r"^(ab|an|auf|aus|ein|fertig|her|hin|mit|nach|raus|rein|runter|um|vor|weg|zu|zurück|zusammen)?"
    r"ge([a-zäöüß]{2,}?)(t|en)$"
)
VOWELS = frozenset("aeiouyäöü")


@functools.cache
def _tables() -> dict[str, object]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@functools.cache
def known(name: str) -> frozenset[str]:
    return frozenset(str(_tables()[name]).split())


@functools.cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    rows = _tables()[name]
    assert isinstance(rows, list)
    return tuple(tuple(row.split()) if isinstance(row, str) else tuple(row) for row in rows)


@functools.cache
def irregular() -> dict[str, str]:
    pairs = (pair.partition("-") for pair in str(_tables()["irregular"]).split())
    return {form: plain for form, _, plain in pairs}


def tokens(text: str) -> list[str]:
    """Lower-case words and marks, contractions spelled out, a possessive or short "is" as a token 's."""
    plain = text.lower().replace("’", "'").replace("`", "'").replace("´", "'")
    found: list[str] = []
    for token in TOKEN.findall(plain):
        found.extend(_spelled_out(token))
    return found


@functools.cache
def _spellings() -> dict[str, str]:
    rows = _tables()["spelled"]
    assert isinstance(rows, dict)
    return rows


def _spelled_out(token: str) -> list[str]:
    if token in _spellings():
        return _spellings()[token].split()
    if token.endswith("n't") and len(token) > 3:
        return [token[:-3], "not"]
    if token.endswith("'s") and len(token) > 2:
        return [token[:-2], "'s"]
    for ending, word in (("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'d", "would")):
        if token.endswith(ending):
            return [token[: -len(ending)], word]
    return [token]


@functools.lru_cache(4096)
def stem(word: str) -> str:
    """The base form where it is known, else the word without its ending; equal for the forms of one word."""
    return _same().get(base(word), base(word))


@functools.lru_cache(4096)
def base(word: str) -> str:
    """Like `stem`, but words of one meaning stay apart."""
    return _root(irregular()[word]) if word in irregular() else _cut(word)


@functools.cache
def _same() -> dict[str, str]:
    return {base(word): base(group[0]) for group in groups("same") for word in group}


def _cut(word: str) -> str:
    for ending, least in (("ing", 5), ("ied", 4), ("ies", 5), ("ed", 4), ("es", 5), ("s", 4)):
        if not word.endswith(ending) or len(word) < least or word.endswith(("ss", "us", "is", "eed")):
            continue
        rest = word[: -len(ending)]
        if set(rest) & VOWELS:
            return _root(rest + ("y" if ending in ("ied", "ies") else ""))
    return _root(word)


def _root(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouslz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def is_past(word: str) -> bool:
    if word in known("nouns"):
        return False
    if word in irregular():
        return (
            irregular()[word] != word
            and not word.endswith(("ing", "es"))
            and word not in ("does", "has", "is")
        )
    return word.endswith("ed") and len(word) > 3


def german_root(word: str) -> str:
    """ "ausgemistet" and "ausmisten" are "ausmist"; of other words only the ending goes."""
    found = PARTICIPLE.match(word)
    if found is None:
        return re.sub(r"(?<=ier)(t|en)$|(?<=[^\W\d_]{3})en$|(?<=[^\W\d_]{2}[rl])n$", "", word)
    prefix, inner = found[1] or "", found[2].removesuffix("e")
    return prefix + irregular().get(f"ge{found[2]}{found[3]}", inner)


def is_participle(word: str) -> bool:
    return PARTICIPLE.match(word) is not None or (word.endswith("iert") and len(word) > 6)


def is_gerund(word: str) -> bool:
    return word.endswith("ing") and len(word) > 4


def stems(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words]
