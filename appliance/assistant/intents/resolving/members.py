"""Whom a few words mean, among those whom this family has."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from appliance.assistant.intents.models import Person
from appliance.assistant.intents.people import ALL, SELF
from appliance.assistant.intents.words import known, tokens

OFFSPRING = frozenset(
    {"son", "daughter", "kid", "child", "boy", "girl", "sohn", "tochter", "kind", "junge", "mädchen"}
)
SIBLINGS = frozenset({"brother", "sister", "sis", "bro", "bruder", "schwester", "sibling"})
CHILDREN = frozenset({"kids", "children", "boys", "girls", "sons", "daughters", "kiddos", "both"})
CHILDREN |= {"kinder", "kindern", "beide", "beiden"}
PARENTS = frozenset({"parents", "eltern", "folks"})
EVERYBODY = ALL - CHILDREN | {"all", "household", "crew", "gang", "lot", "familie", "jeder", "jedem", "allen"}
GROUPS = EVERYBODY | CHILDREN | PARENTS
SMALL = frozenset(
    {
        "the",
        "to",
        "for",
        "an",
        "a",
        "and",
        "of",
        "'s",
        "s",
        "und",
        "von",
        "für",
        "dem",
        "whole",
        "entire",
        "ganze",
        "ganzen",
        "der",
        "die",
        "my",
    }
)
POSSESSIVES = frozenset({"my", "mein", "meine", "meinen", "meinem", "meiner"})
PET_NAMES = (
    frozenset({"mum", "mom", "mummy", "mommy", "mama", "mami", "mutti", "momma", "mam"}),
    frozenset({"dad", "daddy", "papa", "papi", "vati", "pa", "pop", "dada", "paps"}),
    frozenset({"grandma", "granny", "gran", "nana", "nan", "oma", "omi"}),
    frozenset({"grandpa", "grandad", "granddad", "gramps", "opa", "opi"}),
)
KEYS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm", "qwertyuiop", "zxcvbnm")


@dataclass(frozen=True)
class Whom:
    """`group`: not named one by one. `strange`: somebody is named whom the family does not have."""

    people: tuple[Person, ...] = ()
    everyone: bool = False
    group: bool = False
    strange: bool = False

    @property
    def one(self) -> Person | None:
        return (
            self.people[0]
            if len(self.people) == 1 and not (self.strange or self.everyone or self.group)
            else None
        )


def whom(text: str, speaker: Person, people: Sequence[Person]) -> Whom:
    words = [word for word in tokens(text) if word[0].isalpha() or word == "'s"]
    if len(words) > 1:
        words = [word for word in words if word not in POSSESSIVES]
    by_whole_name = _by_whole_name(words, people)
    found = [by_whole_name] if by_whole_name else [_meant(word, speaker, people) for word in words]
    named = tuple(dict.fromkeys(person for person in found if person is not None))
    group = () if named else _group(words, speaker, people)
    everyone = not named and not group and any(word in EVERYBODY for word in words)
    unknown = [
        word
        for word, person in zip(words, found, strict=False)
        if person is None and word not in SMALL | GROUPS | SELF | known("courtesies") | known("articles")
    ]
    return Whom(named or group, everyone, bool(group), not by_whole_name and bool(unknown))


def _group(words: Sequence[str], speaker: Person, people: Sequence[Person]) -> tuple[Person, ...]:
    for names, roles in ((CHILDREN, ("teen", "child")), (PARENTS, ("parent",))):
        if any(word in names for word in words):
            return tuple(person for person in people if person.role in roles and person != speaker)
    return ()


def called(word: str, people: Sequence[Person]) -> Person | None:
    """By name or nickname, one slip of the finger allowed where it can mean nobody else."""
    exact = [person for person in people if word in names_of(person)]
    if exact:
        return exact[0] if len(set(exact)) == 1 else None
    if (parent := _as_children_say(word, people)) is not None:
        return parent
    if len(word) < 4 or word in GROUPS | known("others"):
        return None
    close = {person for person in people for name in names_of(person) if slipped(word, name)}
    return close.pop() if len(close) == 1 else None


def _as_children_say(word: str, people: Sequence[Person]) -> Person | None:
    """Who is called "mum" is "mommy" as well."""
    for row in PET_NAMES:
        if word in row:
            found = [person for person in people if row & names_of(person)]
            return found[0] if len(found) == 1 else None
    return None


def names_of(person: Person) -> frozenset[str]:
    return frozenset({person.name.lower(), *(name.lower() for name in person.called)})


def slipped(word: str, name: str) -> bool:
    """A letter twice, left out, swapped with its neighbour, or the key beside it: "Maja" is not "Maya"."""
    if len(name) < 4 or abs(len(word) - len(name)) > 1 or OSA.distance(word, name) != 1:
        return False
    if len(word) != len(name):
        return word[0] == name[0] or len(name) > 4
    wrong = [(one, other) for one, other in zip(word, name, strict=True) if one != other]
    return len(wrong) == 2 or _beside(*wrong[0])


def _beside(one: str, other: str) -> bool:
    return any(one + other in row or other + one in row for row in KEYS)


def _meant(word: str, speaker: Person, people: Sequence[Person]) -> Person | None:
    if word in SELF:
        return speaker
    bare = word.removesuffix("s") if called(word, people) is None and len(word) > 3 else word
    return called(word, people) or called(bare, people) or _related(word, speaker, people)


def _related(word: str, speaker: Person, people: Sequence[Person]) -> Person | None:
    """ "my son" and "my sister" where there is only one whom it can mean."""
    young = [person for person in people if person.role in ("teen", "child") and person != speaker]
    of_theirs = word in (OFFSPRING if speaker.cares else SIBLINGS)
    return young[0] if of_theirs and len(young) == 1 else None


def _by_whole_name(words: Sequence[str], people: Sequence[Person]) -> Person | None:
    """A name of several words: "Anna Lena", "mary-jane"."""
    said = " ".join(word for word in words if word != "'s")
    found = [person for person in people if " " in person.name and person.name.lower() in said]
    return found[0] if len(found) == 1 else None
