"""Orders in the plainest wordings, English and German: understood also without the trained reading."""

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from appliance.assistant.intents.heard import Slot
from appliance.assistant.intents.models import Understanding
from appliance.assistant.intents.resolving.commands import NONE, resolved
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.vetoes import shown, vetoed
from appliance.assistant.intents.words import known, tokens

PLAIN = 0.9
REASON = re.compile(r"(.+?)[,.!;] (?!(?:and|then|also|but|or|und|dann|aber|oder)\b)(\S.*)", re.DOTALL)
WITH_REASONS = frozenset(
    {"screen_time_pause", "screen_time_resume", "screen_time_grant", "screen_time_limit", "chore_approve"}
)
LONGEST_REASON = 9  # words
TURNS = ("negations", "conditions", "marking")  # what may turn an order round, or be another
KINDS = {"bare": "minutes"}
GREETING = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|um|uh|well|yo|please|pls|computer|assistant|house|hallo|bitte"
    r"|also|na gut|na schön|gut|ja|fine|all ?right|yes|sure)\b"
    r"[\s,!.]*|(?:can|could|would|will) you (?:please )?(?!have|get|play)|i want you to "
    r"|(?:kannst|könntest) du (?:bitte )?)+",
    re.IGNORECASE,
)
MARKS = re.compile(
    r"(?:[\s,]*\b(?:please|pls|plz|thanks|thank you|thx|bitte|danke)\b)?[\s.!?…]*$", re.IGNORECASE
)


def warm_up() -> None:
    """Compiles the patterns: a tenth of a second that no question should wait for."""
    _orders()


def ordered(spoken: Spoken) -> Understanding | None:
    """None unless exactly one tool's wording fits, and the family has what it names."""
    whole = _ordered(spoken, spoken.text)
    if whole is not None:
        return whole
    parts = REASON.match(spoken.text)
    if parts is None or not _explains(parts[2]) or any(True for _ in _fitting(parts[2])):
        return None
    first = _ordered(spoken, parts[1])
    return first if first is not None and first.tool in WITH_REASONS and not first.more else None


def _explains(tail: str) -> bool:
    """ "pause Leo's tablet, dinner is ready": what follows only says why."""
    words = tokens(tail)
    return len(words) <= LONGEST_REASON and not any(set(words) & known(name) for name in TURNS)


def _ordered(spoken: Spoken, text: str) -> Understanding | None:
    found: dict[str, Understanding] = {}
    for tool, slots in _fitting(text):
        if tool in found or vetoed(tool, spoken, slots):
            continue
        read = resolved(tool, spoken.with_slots(slots), PLAIN, "has the wording of an order")
        if read is None or read.tool == NONE or read.missing not in ("", "when"):
            continue
        if tool != "chore_complete" or shown(tool, read, spoken):
            found[tool] = read
    return next(iter(found.values())) if len(found) == 1 else None


def _fitting(text: str) -> Iterator[tuple[str, tuple[Slot, ...]]]:
    opening, ending = GREETING.match(text), MARKS.search(text)
    start, end = opening.end() if opening else 0, ending.start() if ending else len(text)
    for tool, patterns in _orders().items():
        for pattern in patterns:
            if (match := pattern.fullmatch(text, start, max(start, end))) is not None:
                yield tool, _slots(match)
                break


def _slots(match: re.Match[str]) -> tuple[Slot, ...]:
    found = [
        Slot(_kind(name), words, match.start(name), match.end(name), PLAIN)
        for name, words in match.groupdict().items()
        if words
    ]
    return tuple(sorted(found, key=lambda slot: slot.start))


def _kind(group: str) -> str:
    kind = group.rstrip("0123456789")
    return KINDS.get(kind, kind)


@functools.cache
def _orders() -> dict[str, tuple[re.Pattern[str], ...]]:
    tables = tomllib.loads((files(__package__) / "orders.toml").read_text("utf-8"))
    pieces = tables.pop("pieces")
    return {
        tool: tuple(re.compile(_filled(row, pieces), re.IGNORECASE) for row in rows["say"])
        for tool, rows in tables.items()
    }


def _filled(row: str, pieces: dict[str, str]) -> str:
    """{minutes} stands for a piece as a group of its kind; {=who} for a piece that is no argument."""
    number = itertools.count()
    row = re.sub(r"\{=([a-z]+)\}", lambda found: f"(?:{pieces[found[1]]})", row)
    return re.sub(r"\{([a-z]+)\}", lambda found: f"(?P<{found[1]}{next(number)}>{pieces[found[1]]})", row)
