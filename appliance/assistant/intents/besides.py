"""What a sentence says besides its chore: little may be left over, and nothing that changes its meaning."""

import functools
from collections.abc import Sequence

from appliance.assistant.intents.chores import Chores, Match
from appliance.assistant.intents.models import Person
from appliance.assistant.intents.people import SELF, THEIRS, person_called
from appliance.assistant.intents.words import known, stem

CONTAINERS = frozenset({"can", "cans", "bag", "bags", "bin", "bins"})


def nothing_else(
    match: Match, words: Sequence[str], chores: Chores, people: Sequence[Person], most: int
) -> bool:
    """Whether the words besides the chore's own are few and tell of no other thing."""
    spare = [at for at, word in enumerate(words) if not _expected(word, match, people)]
    if len(spare) > (most if match.task.things else 0) or chores.any_thing([words[at] for at in spare]):
        return False
    things = [at for at, word in enumerate(words) if stem(word) in match.matched]
    return not any(_changes_the_thing(at, words, things) for at in spare)


def _changes_the_thing(at: int, words: Sequence[str], things: Sequence[int]) -> bool:
    """ "the cat food", "chocolate to the cat", "the cat a sock", "the table on fire" """
    if at - 1 in things or at < max(things, default=0) or words[at - 1] == "on":
        return True
    return words[at - 1] in known("articles") and at - 2 in things


def _expected(word: str, match: Match, people: Sequence[Person]) -> bool:
    task = match.task
    if word in _harmless() or word.isdigit() or stem(word) in {*match.matched, *task.things, task.doing}:
        return True
    if word in CONTAINERS and stem("trash") in task.things:
        return True
    return person_called(word, people) is not None


@functools.cache
def _harmless() -> frozenset[str]:
    lists = ("articles", "particles", "adverbs", "circumstances", "courtesies", "leads")
    return frozenset().union(*(known(name) for name in lists), SELF, THEIRS, {"'s"})
