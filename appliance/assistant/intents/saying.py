"""The three shapes in which people say that something is done: an act, a state, an order to tick it off."""

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.assistant.intents.besides import nothing_else
from appliance.assistant.intents.chores import Chores, Match
from appliance.assistant.intents.models import Person
from appliance.assistant.intents.people import SELF, person_called
from appliance.assistant.intents.words import is_gerund, is_past, known, stem, stems

COPULAS = frozenset({"got", "is", "are", "was", "were", "has", "have", "ist", "sind", "wurde", "looks"})
BEEN = frozenset({"been", "got", "gets", "be", "worden"})
DID = frozenset({"did", "done", "finished", "completed", "accomplished"})
LIGHT = frozenset({"tak", "giv", "hav", "mak", "do", "go", "get"})
LIST_WORDS = frozenset({"as", "off", "for", "me", "on", "list", "chore", "task", "job", "to", "from", "my"})


@dataclass(frozen=True)
class Saying:
    """`owner`: whose thing it is ("Maya's room"); `others_thing`: of somebody who is not named."""

    match: Match
    member: Person | None
    myself: bool
    why: str
    owner: Person | None = None
    others_thing: bool = False


def acted(clause: Sequence[str], chores: Chores, people: Sequence[Person]) -> Saying | None:
    """ "I fed the cat", "Leo has mowed the lawn", "finished my homework" """
    at = _skip(clause, 0, known("leads"))
    member, myself, at = _subject(clause, at, people)
    at = _skip(clause, at, known("adverbs") | {"have", "has", "all"})
    if at < len(clause) and clause[at] in ("am", "is", "'s") and (member or myself):
        at = _skip(clause, at + 1, known("adverbs"))
        if clause[at : at + 1] and clause[at] not in DID:
            return None
    doing, rest = _deed(clause, at, spoken_for=bool(member) or myself)
    if rest is None:
        return None
    doing, rest = _named_deed(doing, rest, chores)
    match = chores.named(rest, doing)
    if myself and "for" in rest and any(person_called(word, people) for word in rest):
        return None
    bare = clause[at] == "did" and not (member or myself)
    if (
        match is None
        or (bare and _asks(rest, match, people))
        or not nothing_else(match, rest, chores, people, 0 if bare else 2)
    ):
        return None
    owner, others = _owner(rest, people, myself or member is None)
    return Saying(match, member, myself, "said as done", owner, others)


def stated(clause: Sequence[str], chores: Chores, people: Sequence[Person]) -> Saying | None:
    """ "the dog has been walked", "my room is tidy now", "homework done" """
    start = _skip(clause, 0, known("leads") | known("adverbs") - {"all"})
    subject, predicate = _halves(clause[start:])
    if not subject or not predicate or "being" in predicate or "i" in subject:
        return None
    match = _state_match(subject, predicate, chores)
    if match is None or not nothing_else(match, subject, chores, people, 0):
        return None
    tail = predicate[1:]
    if not _moved_as_wished(predicate, match):
        return None
    if SELF & set(tail) and tail[:2] not in (["by", "me"], ["by", "myself"]):
        return None
    if not nothing_else(match, tail, chores, people, 1):
        return None
    member = _doer(tail, people)
    owner, others = _owner(subject, people, True)
    return Saying(
        match, member or owner, "my" in subject or tail[:2] == ["by", "me"], "said to be done", None, others
    )


def marked(clause: Sequence[str], chores: Chores, people: Sequence[Person]) -> Saying | None:
    """ "tick off the dishwasher", "mark the lawn as done for Leo" """
    at = _skip(clause, 0, known("leads"))
    if at >= len(clause) or clause[at] not in known("marking"):
        return None
    rest = list(clause[at + 1 :])
    if rest[:1] == ["that"] and clause[at] in ("log", "record"):
        return acted(rest[1:], chores, people)
    if not {"off", "done", "complete", "completed", "finished"} & set(rest):
        return None
    named = [person for word in rest if (person := person_called(word, people))]
    kept = [
        w for w in rest if w not in LIST_WORDS | DID | {"complete", "'s"} and not person_called(w, people)
    ]
    match = chores.named(kept, None)
    if match is None or len(named) > 1 or not nothing_else(match, kept, chores, people, 0):
        return None
    return Saying(match, named[0] if named else None, bool(SELF & set(rest)), "to be ticked off")


def _skip(clause: Sequence[str], at: int, words: frozenset[str]) -> int:
    while at < len(clause) and clause[at] in words:
        at += 1
    return at


def _subject(clause: Sequence[str], at: int, people: Sequence[Person]) -> tuple[Person | None, bool, int]:
    if at >= len(clause):
        return None, False, at
    if clause[at] in ("i", "ich"):
        return None, True, at + 1
    person = person_called(clause[at], people)
    if person and clause[at + 1 : at + 2] in (["i"], ["ich"]):
        return None, True, at + 2
    return person, False, at + (person is not None)


def _deed(clause: Sequence[str], at: int, *, spoken_for: bool) -> tuple[str | None, list[str] | None]:
    """The action (None: just "done") and the words behind it; no words where there is no deed."""
    if at >= len(clause):
        return None, None
    verb, rest = clause[at], list(clause[at + 1 :])
    if verb in DID or (verb in ("got", "get") and DID & set(rest)):
        rest = [word for word in rest if word not in DID | {"with", "all", "of", "up", "doing"}]
        return (stem(rest[0]), rest[1:]) if rest and is_gerund(rest[0]) else (None, rest)
    if verb in ("managed", "remembered") and rest[:1] == ["to"] and len(rest) > 1:
        return stem(rest[1]), rest[2:]
    if is_past(verb) or (spoken_for and verb in known("unmarked")):
        return stem(verb), rest
    return None, None


def _asks(rest: Sequence[str], match: Match, people: Sequence[Person]) -> bool:
    """ "did Leo feed the cat": a question, whether it ends in a mark or not."""
    deeds = [word for word in rest if stem(word) == match.task.doing and not is_gerund(word)]
    return bool(deeds) or (bool(rest) and person_called(rest[0], people) is not None)


def _named_deed(doing: str | None, rest: list[str], chores: Chores) -> tuple[str | None, list[str]]:
    """ "gave the plants water", "took the dog for a walk": the deed is a noun behind a light verb."""
    if doing not in LIGHT:
        return doing, rest
    for task in chores.tasks:
        nouns = [word for word in rest if stem(word) == task.doing and task.doing not in task.things]
        if nouns and set(task.things) & set(stems(rest)):
            return task.doing, [word for word in rest if word not in nouns]
    if doing == "tak" and "out" in rest and stem("dog") in stems(rest):
        return "walk", [word for word in rest if word != "out"]
    return doing, rest


def _halves(clause: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is spoken of, and what is said of it from its first telling word on."""
    verbs = [at for at, word in enumerate(clause) if word in COPULAS] or [
        at for at, word in enumerate(clause) if word == "'s"
    ]
    between = known("adverbs") | COPULAS | BEEN | {"'s", "so", "very", "nice", "and"}
    if verbs and (rest := clause[_skip(clause, verbs[0], frozenset(between)) :]):
        subject = list(clause[: verbs[0]])
        return [word for word in subject if word != "all"], list(rest)
    telling = [at for at, word in enumerate(clause) if word in known("finished") or is_past(word)]
    if not telling or telling[0] == 0:
        return [], []
    return [w for w in clause[: telling[0]] if w not in known("adverbs")], list(clause[telling[0] :])


def _state_match(subject: Sequence[str], predicate: Sequence[str], chores: Chores) -> Match | None:
    word = predicate[0]
    if word in known("finished"):
        return chores.named(subject, None)
    if is_past(word) or word in known("unmarked"):
        return chores.named([*subject, *(w for w in predicate[1:] if w in known("particles"))], stem(word))
    match = chores.named(subject, None)
    if match is None:
        return None
    as_wished = stem(word) == match.task.doing or word in match.task.particles
    return match if as_wished else None


def _moved_as_wished(predicate: Sequence[str], match: Match) -> bool:
    """ "the dog walked away" and "the cat was fed up" tell of no chore."""
    moves = {word for word in predicate[1:] if word in known("particles")}
    moves -= set() if predicate[0] == "fed" else {"up"}
    return moves <= match.task.particles


def _doer(tail: Sequence[str], people: Sequence[Person]) -> Person | None:
    if "by" not in tail or tail[-1] == "by":
        return None
    return person_called(tail[tail.index("by") + 1], people)


def _owner(words: Sequence[str], people: Sequence[Person], by_myself: bool) -> tuple[Person | None, bool]:
    owners = [
        person
        for at, word in enumerate(words[1:])
        if word == "'s"
        for person in [person_called(words[at], people)]
    ]
    person = next((owner for owner in owners if owner), None)
    strange = "your" in words or (not by_myself and "my" in words) or (None in owners)
    return person, strange
