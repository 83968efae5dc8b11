"""Who a sentence speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from appliance.assistant.intents.models import Person
from appliance.assistant.intents.words import known

SELF = frozenset({"i", "me", "my", "mine", "myself", "ich", "mir", "mein", "meine", "meinen", "mich"})
THEIRS = frozenset({"his", "her", "their"})
ALL = frozenset(
    {"everyone", "everybody", "we", "us", "our", "ours", "family", "kids", "children", "alle", "wir"}
)


@dataclass(frozen=True)
class Mentioned:
    """`others`: somebody is meant whom the family's names do not tell."""

    named: tuple[Person, ...]
    myself: bool
    all_of_us: bool
    others: bool


def person_called(word: str, people: Sequence[Person], *, loosely: bool = True) -> Person | None:
    for person in people:
        if word in _names(person):
            return person
    if not loosely or len(word) < 4 or word in known("others") or word in ALL:
        return None
    close = [person for person in people if fuzz.ratio(word, person.name.lower()) >= 88]
    return close[0] if len(close) == 1 else None


def mentioned(words: Sequence[str], people: Sequence[Person]) -> Mentioned:
    found = [person_called(word, people) for word in words]
    named = tuple(dict.fromkeys(person for person in found if person is not None))
    theirs = THEIRS if named else frozenset()
    bare = [word for word, person in zip(words, found, strict=True) if person is None]
    return Mentioned(
        named=named,
        myself=any(word in SELF for word in bare),
        all_of_us=any(word in ALL for word in bare),
        others=any(word in known("others") - ALL - theirs for word in bare),
    )


def _names(person: Person) -> set[str]:
    return {person.name.lower(), *(called.lower() for called in person.called)}
