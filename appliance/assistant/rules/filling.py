"""One question back, and whether what is said next is its answer: then it fills the gap, else it is new."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from rapidfuzz.fuzz import ratio

from appliance.assistant.intents import Household
from appliance.assistant.intents.resolving.durations import minutes_said
from appliance.assistant.intents.resolving.moments import moment_said
from appliance.core.i18n import mark as _

QUESTIONS: Mapping[str, str] = {
    "minutes": _("For how many minutes?"),
    "points": _("How many points?"),
    "member": _("For whom?"),
    "to": _("To whom?"),
    "chore": _("Which chore?"),
    "reward": _("Which reward?"),
    "title": _("What is there to do?"),
    "text": _("What shall I write?"),
    "query": _("What are you looking for?"),
    "when": _("When?"),
    "reason": _("Why?"),
}
OPEN = _("Please say it once more, with all that belongs to it.")
IN_OWN_WORDS = {"title", "text", "query", "reason"}
LONGEST = {"title": 80, "text": 500, "query": 200, "reason": 200}
ALIKE = 88
MOST_WORDS = 5  # an answer to a short question is short
POINTS = re.compile(r"(\d{1,4})(?: (?:points?|punkte?))?")


def question_about(missing: str) -> str:
    return QUESTIONS.get(missing, OPEN)


def filled(missing: str, text: str, household: Household, now: datetime) -> str | int | None:
    """The argument that was asked for, where the text clearly is it and nothing else. `now`: local."""
    said = " ".join(text.casefold().replace(",", " ").strip(" .!").split())
    if said.endswith("?") or len(said.split()) > MOST_WORDS:
        return None
    if missing == "minutes":
        return minutes_said(said)
    if missing == "points":
        found = POINTS.fullmatch(said)
        return int(found[1]) if found else None
    if missing == "when":
        moment = moment_said(said, now)
        return moment.strftime("%Y-%m-%dT%H:%M") if moment else None
    return _named(missing, said, household)


def _named(missing: str, said: str, household: Household) -> str | None:
    if missing in ("member", "to"):
        return _person(said, household)
    if missing == "chore":
        return _title(said, [chore.title for chore in household.chores])
    return _title(said, household.rewards) if missing == "reward" else None


def in_own_words(missing: str, text: str) -> str | None:
    """For what was no command: the words themselves."""
    said = " ".join(text.split())
    return said if missing in IN_OWN_WORDS and 0 < len(said) <= LONGEST[missing] else None


def _person(said: str, household: Household) -> str | None:
    bare = re.sub(r"^(?:for|to|für|an)\s+", "", said)
    meant = {
        person.name
        for person in household.people
        if bare in {person.name.casefold(), *(called.casefold() for called in person.called)}
    }
    return meant.pop() if len(meant) == 1 else None


def _title(said: str, titles: Iterable[str]) -> str | None:
    bare = re.sub(r"^(?:the|das|der|die|den)\s+", "", said)
    near = {title: max(ratio(said, title.casefold()), ratio(bare, title.casefold())) for title in set(titles)}
    best = max(near.values(), default=0.0)
    fitting = [title for title, score in near.items() if score == best]
    return fitting[0] if best >= ALIKE and len(fitting) == 1 else None
