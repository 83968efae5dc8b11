"""What is done about what the trained reading heard: a wrong act is far worse than none."""

from collections.abc import Sequence
from dataclasses import replace

from appliance.assistant.intents.heard import Heard
from appliance.assistant.intents.models import Understanding
from appliance.assistant.intents.resolving.commands import NONE, TOOLS, asked_back, resolved
from appliance.assistant.intents.resolving.seams import divisions
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.vetoes import is_german, shown, vetoed

SEVERAL = "several"
READS = frozenset({"chores_list", "points_balance", "screen_time_left", "memory_search", "file_find"})
READS |= {"report_show"}
BY_RULE = frozenset({"chore_complete", "memory_save"})  # their words are cut out better by the rules
SURE, SURE_TO_READ, SURE_TOGETHER = 0.8, 0.8, 0.35
WORTH_ASKING = 0.3
PERHAPS_SEVERAL, SURE_SEVERAL = 0.15, 0.5
WORDY = frozenset({"message_send", "memory_save", "reminder_add"})
DONE = frozenset({"chore_complete", "chore_approve"})
SURE_OF_NONE = 0.9
FREE_WORDS = WORDY | {"memory_search", "memory_forget", "file_find"}
MORE_IN_GERMAN = 0.15  # it has heard less of it
UNSURE = "unsure"


def judged(heard: Heard, plain: Understanding, spoken: Spoken) -> Understanding:
    """`plain`: what the rules alone make of it."""
    german = is_german(spoken)
    if plain.tool != NONE and (german or _agreed(heard, plain)):
        return _together(heard, plain, spoken)
    tool, chance = _likeliest(heard)
    if tool not in TOOLS or vetoed(tool, spoken, heard.slots):
        return Understanding(NONE, confidence=heard.chances.get(NONE, 0.0), why="no command")
    found = resolved(tool, spoken.with_slots(heard.slots), chance, "heard as a command")
    least = (SURE_TO_READ if tool in READS else SURE) + (MORE_IN_GERMAN if german else 0)
    if found is not None and chance >= least:
        return found if shown(tool, found, spoken) else _asked(heard, found, plain, spoken)
    return _asked(heard, found, plain, spoken)


def may_be_several(heard: Heard, found: Understanding, spoken: Spoken) -> bool:
    """A message, a note and a reminder may hold any words: there the ear has to be sure.

    Of two chores in one breath it tends to hear the louder one.
    """
    wordy = (_likeliest(heard)[0] if found.tool == NONE else found.tool) in WORDY
    least = SURE_SEVERAL if wordy else PERHAPS_SEVERAL
    if found.tool in DONE and not found.more and next(divisions(spoken.text), None):
        return True
    return not found.more and heard.chances.get(SEVERAL, 0.0) >= least


def joined(read: Sequence[Understanding]) -> Understanding | None:
    """None unless every part is a command by itself."""
    calls = [call for one in read for call in (one, *one.more)]
    if len(read) < 2 or any(one.tool == NONE or one.missing for one in calls):
        return None
    first, *more = [replace(call, more=()) for call in calls]
    distinct = {(call.tool, *sorted(call.args.items(), key=str)) for call in calls}
    return replace(first, more=tuple(more)) if len(distinct) == len(calls) else None


def asked_about(whole: Understanding, some: Sequence[Understanding], heard: Heard) -> Understanding:
    """Surely several commands, but not all of them understood: nothing is done, `some` are offered."""
    if whole.tool != NONE or whole.choices or heard.chances.get(SEVERAL, 0.0) < SURE_SEVERAL:
        return whole
    return asked_back(list(some), heard.chances[SEVERAL], "several at once") or whole


def _likeliest(heard: Heard) -> tuple[str, float]:
    tool = max(heard.chances, key=lambda name: heard.chances[name], default=NONE)
    return tool, heard.chances.get(tool, 0.0)


def _agreed(heard: Heard, plain: Understanding) -> bool:
    """The rules speak for a tool, and the ear for no other; of free words the ear knows more than they."""
    tool, chance = _likeliest(heard)
    if tool == plain.tool or heard.chances.get(plain.tool, 0.0) >= SURE_TOGETHER:
        return True
    return tool in (NONE, SEVERAL) and (plain.tool not in FREE_WORDS or chance < SURE_OF_NONE)


def _together(heard: Heard, plain: Understanding, spoken: Spoken) -> Understanding:
    chance = max(plain.confidence, heard.chances.get(plain.tool, 0.0))
    found = resolved(plain.tool, spoken.with_slots(heard.slots), chance, "heard and read alike")
    whole = found is not None and found.tool != NONE and not found.missing
    better = whole and heard.chances.get(plain.tool, 0.0) >= SURE and plain.tool not in BY_RULE
    if found is None or not (better or (whole and found.more)):
        return replace(plain, confidence=chance)
    if not found.more and found.args.items() < plain.args.items():
        return replace(plain, confidence=chance)
    return found


def _asked(heard: Heard, found: Understanding | None, plain: Understanding, spoken: Spoken) -> Understanding:
    """Two or three readings that are near each other; nothing where no command is the likelier one."""
    unsure = Understanding(NONE, confidence=heard.chances.get(NONE, 0.0), why=UNSURE)
    ranked = sorted(heard.chances, key=lambda tool: -heard.chances[tool])
    near = [tool for tool in ranked[1:3] if heard.chances[tool] >= WORTH_ASKING and tool in TOOLS]
    if found is None or heard.chances.get(NONE, 0.0) > heard.chances[ranked[0]] / 2:
        return unsure
    if found.choices:
        return found
    if found.missing:
        return found if heard.chances[found.tool] >= SURE else unsure
    tagged = spoken.with_slots(heard.slots)
    readings = [found, plain, *(resolved(tool, tagged, heard.chances[tool], UNSURE) for tool in near)]
    calls = {one.tool: one for one in readings if one and one.tool != NONE and not one.missing}
    return asked_back(list(calls.values()), heard.chances[ranked[0]], UNSURE) or unsure
