"""The arguments of a question: about whom, on which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from appliance.assistant.intents.days import day_named, names_a_span
from appliance.assistant.intents.models import Arguments, Household, Person
from appliance.assistant.intents.people import mentioned
from appliance.assistant.intents.sentence import Sentence

ORDERS = frozenset({"give", "show", "tell", "read", "get", "list", "bring", "find"})


@dataclass(frozen=True)
class Asked:
    args: Arguments
    member: Person | None = None


def arguments(
    tool: str, sentence: Sentence, speaker: Person, household: Household, today: date
) -> Asked | None:
    """None where the question leaves open whom it means, or means a time that the tool cannot show."""
    if tool == "memory_search":
        return Asked({"query": sentence.text.strip().rstrip("?!. ").strip()})
    if tool == "chores_list":
        return _about_chores(sentence, speaker, household, today)
    said = mentioned(sentence.words, household.people)
    if len(said.named) > 1 or said.others or said.all_of_us:
        return None
    member = said.named[0] if said.named else speaker
    return Asked({"member": member.name}, member)


def _about_chores(sentence: Sentence, speaker: Person, household: Household, today: date) -> Asked | None:
    said = mentioned(_without_order(sentence.words), household.people)
    try:
        day = day_named(sentence.text, sentence.words, today)
    except ValueError:
        return None
    if len(said.named) > 1 or (day is None and names_a_span(sentence.words)) or said.others:
        return None
    member = said.named[0] if said.named else None
    if member is None and not said.all_of_us and (said.myself or not speaker.cares):
        member = speaker
    when = (day or today).isoformat()
    return Asked({"member": member.name, "day": when} if member else {"day": when}, member)


def _without_order(words: Sequence[str]) -> list[str]:
    """The "me" of "show me the chores" says nothing about whose they are."""
    return [w for at, w in enumerate(words) if not (w == "me" and at and words[at - 1] in ORDERS)]
