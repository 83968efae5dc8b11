"""Sentences that say a chore is done: plain statements about the past; all else is left alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from appliance.assistant.intents.chores import Chores, Match
from appliance.assistant.intents.models import Household, Person
from appliance.assistant.intents.people import THEIRS, person_called
from appliance.assistant.intents.saying import Saying, acted, marked, stated
from appliance.assistant.intents.words import known, tokens

BREAKS = frozenset({",", ".", ";", "!", "…", "/", "–", "—", "and", "so", "but", "then", "und"})
GUARDS = ("negations", "intentions", "reports", "conditions", "otherdays", "opinions", "others")
ALWAYS = frozenset({"negations", "conditions"})
ASKING = (["can", "you"], ["could", "you"], ["would", "you"], ["will", "you"])


@dataclass(frozen=True)
class Completion:
    match: Match
    member: Person | None
    why: str


class Completions:
    """Finds the completed chore in what one member of one household says."""

    def __init__(self, speaker: Person, household: Household) -> None:
        self._speaker, self._household = speaker, household
        self._chores = Chores(household.chores)

    def in_text(self, text: str) -> Completion | None:
        words = _without_courtesy(["done" if w in "✓✅✔" else w for w in tokens(text)])
        if "?" in words or self._guarded(words):
            return None
        clauses = list(_clauses(words))
        found = [(clause, self._said(clause)) for clause in clauses]
        sayings = [saying for _, saying in found if saying is not None]
        rest = [clause for clause, saying in found if saying is None]
        if len(sayings) != 1 or not all(self._harmless(clause) for clause in rest):
            return None
        return self._completion(sayings[0])

    def _said(self, clause: list[str]) -> Saying | None:
        for shape in (marked, acted, stated):
            if (saying := shape(clause, self._chores, self._household.people)) is not None:
                return saying
        return None

    def _completion(self, saying: Saying) -> Completion | None:
        task = saying.match.task
        if saying.others_thing and task.of_oneself:
            return None
        member = saying.member or (self._speaker if saying.myself else self._unsaid(saying.match))
        if member is None:
            return None
        if saying.owner is not None and saying.owner != member:
            return None
        return Completion(saying.match, member, saying.why)

    def _unsaid(self, match: Match) -> Person | None:
        """Nobody was named: oneself, but where a grown-up names a chore alone, its one assignee."""
        if not self._speaker.cares:
            return self._speaker
        assigned = [p for p in self._household.people if p.name in match.task.chore.members]
        return assigned[0] if len(assigned) == 1 else None

    def _guarded(self, words: Sequence[str]) -> bool:
        own = {word for chore in self._household.chores for word in tokens(chore.title)}
        if any(person_called(word, self._household.people) for word in words):
            own |= THEIRS
        for name in GUARDS:
            hits = set(words) & known(name)
            if name not in ALWAYS:
                hits -= own
                hits = {
                    word
                    for word in hits
                    if person_called(word, self._household.people, loosely=False) is None
                }
            if hits:
                return True
        return False

    def _harmless(self, clause: Sequence[str]) -> bool:
        if clause[0] in known("questions") or self._chores.any_thing(clause):
            return False
        return len(clause) <= 6


def _clauses(words: Sequence[str]) -> Iterator[list[str]]:
    clause: list[str] = []
    for word in [*words, "."]:
        if word not in BREAKS:
            clause.append(word)
        elif clause:
            yield clause
            clause = []


def _without_courtesy(words: list[str]) -> list[str]:
    kept = [word for word in words if word not in (":", "please", "pls", "plz", "bitte")]
    if kept[:2] == ["guess", "what"] or kept[1:3] == ["guess", "what"] or kept[2:4] == ["guess", "what"]:
        kept = kept[kept.index("what") + 1 :]
    if kept[:2] in ASKING:
        kept = [word for word in kept[2:] if word != "?"]
    return kept
