"""Where one sentence may hold several commands."""

import re
from collections.abc import Iterator

from appliance.assistant.intents.models import Household
from appliance.assistant.intents.resolving.members import called
from appliance.assistant.intents.words import is_past, tokens

STRONG = re.compile(r"(?<=[^\d\s])[.!;\n]+\s+|\s*;\s*", re.IGNORECASE)
WEAK = re.compile(
    r"\s*,?\s+(?:and\s+(?:then|also|after\s+that)|and|then|also|plus|und\s+(?:dann|auch)|und|dann|außerdem)\s+"
    r"|\s*,\s+|\s+[+&]\s+",
    re.IGNORECASE,
)
MOST = 4  # places that are tried
LEAST = 2  # words of a command


def divisions(text: str) -> Iterator[tuple[str, ...]]:
    """Ways to cut it, the likelier ones first; none where it is plainly one piece."""
    strong = _cut(text, list(STRONG.finditer(text)))
    if 1 < len(strong) <= MOST:
        yield strong
    seams = list(WEAK.finditer(text))
    if len(seams) > 1:
        whole = _cut(text, seams)
        if len(whole) == len(seams) + 1 <= MOST:
            yield whole
    for seam in seams[: MOST - 1]:
        parts = _cut(text, [seam])
        if len(parts) == 2:
            yield parts


def with_subject(part: str, first: str, household: Household) -> str:
    """ "Leo did his homework | and fed the cat": it was Leo who fed it."""
    said, opening = tokens(part), tokens(first)
    if not (said and opening and is_past(said[0])):
        return part
    subject = next((word for word in opening[:2] if word in ("i", "ich")), "")
    person = called(opening[0], household.people)
    return " ".join([subject or (person.name if person else ""), part]).strip()


def _cut(text: str, seams: list[re.Match[str]]) -> tuple[str, ...]:
    ends = [*(seam.start() for seam in seams), len(text)]
    starts = [0, *(seam.end() for seam in seams)]
    parts = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return tuple(part for part in parts if len(part.split()) >= LEAST)
