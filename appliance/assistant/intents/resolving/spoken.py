"""A sentence in its situation, with the words that were found to be arguments."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from appliance.assistant.intents.heard import Slot
from appliance.assistant.intents.models import ChoreName, Household, Person
from appliance.assistant.intents.resolving.members import PET_NAMES, Whom, called, whom
from appliance.assistant.intents.words import known, tokens

PRONOUNS = frozenset({"him", "her", "he", "she", "his", "them", "ihm", "ihr", "ihn", "er", "sie"})
GOVERNING = frozenset(
    {"to", "for", "with", "by", "from", "of", "and", "or", "'s", "about", "at", "than", "was"}
)
GOVERNING |= {"tell", "ask", "give", "let", "remind", "pause", "is", "has", "does", "did", "can", "may"}
GOVERNING |= {"an", "von", "für", "mit", "bei", "und", "ist", "hat"}
NEAR = 12  # letters between two pieces of one argument


@dataclass(frozen=True)
class Spoken:
    """`now`: local time of the family. `before`: whom "him" and "her" mean, of what was said before."""

    text: str
    speaker: Person
    household: Household
    now: datetime
    slots: tuple[Slot, ...] = ()
    before: Person | None = None

    def with_slots(self, slots: Iterable[Slot]) -> "Spoken":
        return replace(self, slots=tuple(slots))

    def without(self, kind: str) -> "Spoken":
        """The sentence with nothing where words of this kind stand."""
        text = self.text
        for slot in reversed([slot for slot in self.slots if slot.kind == kind]):
            text = text[: slot.start] + text[slot.end :]
        return replace(self, text=text, slots=())

    def all(self, kind: str) -> list[str]:
        return [slot.text for slot in self.slots if slot.kind == kind]

    def joined(self, kind: str) -> str:
        return " ".join(self.all(kind))

    def span(self, kind: str) -> str:
        """From the first piece to the last, with the few letters between pieces that belong together."""
        pieces = [slot for slot in self.slots if slot.kind == kind]
        if not pieces:
            return ""
        apart = any(after.start - before.end > NEAR for before, after in pairwise(pieces))
        return self.joined(kind) if apart else self.text[pieces[0].start : pieces[-1].end]

    def whom(self, kind: str = "member") -> Whom:
        said = [self._meant(text) for text in self.all(kind)]
        people = dict.fromkeys(person for one in said for person in one.people)
        everyone = any(one.everyone for one in said)
        strange = any(one.strange for one in said) or (bool(said) and not people and not everyone)
        return Whom(tuple(people), everyone, any(one.group for one in said), strange)

    def _meant(self, text: str) -> Whom:
        if self.before is not None and text.lower().removesuffix("'s") in PRONOUNS:
            return Whom((self.before,))
        return whom(text, self.speaker, self.household.people)

    @property
    def words(self) -> list[str]:
        return tokens(self.text)

    @property
    def young(self) -> list[Person]:
        return [person for person in self.household.people if person.role in ("teen", "child")]

    def named(self) -> list[Person]:
        """Everyone whose name is in the sentence, but for those who are only spoken to."""
        words = without_vocatives(self.words, self.household)
        found = [called(word, self.household.people) for word in words]
        return list(dict.fromkeys(person for person in found if person is not None))

    def chore(self, title: str) -> ChoreName:
        return next(chore for chore in self.household.chores if chore.title == title)

    def person(self, name: str) -> Person | None:
        return next((person for person in self.household.people if person.name == name), None)


def without_vocatives(words: list[str], household: Household) -> list[str]:
    """ "mum, can i play", "hey dad can i play", "can i play, mum?" """
    kept = list(words)
    while kept and (kept[0] in known("leads") | {","} or _spoken_to(kept, household)):
        kept = kept[1:]
    while kept and (not kept[-1][0].isalnum() or kept[-1] in known("courtesies")):
        kept = kept[:-1]
    if len(kept) > 2 and kept[-2] == "," and called(kept[-1], household.people):
        kept = kept[:-2]
    elif len(kept) > 2 and kept[-2] not in GOVERNING and any(kept[-1] in row for row in PET_NAMES):
        kept = kept[:-1]
    return kept


def _spoken_to(words: list[str], household: Household) -> bool:
    behind = " ".join(words[1:3])
    by_words = re.match(r"^(,|!|(can|could|may|am|do) i\b|i\b|please\b)", behind)
    return by_words is not None and called(words[0], household.people) is not None
