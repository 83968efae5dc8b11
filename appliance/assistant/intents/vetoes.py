"""Words beside the arguments that make no command of what sounds like one."""

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

from appliance.assistant.intents import shapes
from appliance.assistant.intents.chores import Task
from appliance.assistant.intents.completion import GUARDS
from appliance.assistant.intents.heard import Slot
from appliance.assistant.intents.models import Understanding
from appliance.assistant.intents.people import THEIRS
from appliance.assistant.intents.resolving.members import names_of
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.resolving.titles import same_deed
from appliance.assistant.intents.saying import BEEN, COPULAS
from appliance.assistant.intents.sentence import Sentence
from appliance.assistant.intents.words import is_participle, is_past, known, stem, stems, tokens

LISTED = r"\b(chores?|tasks?|jobs?|list|to do|left|else|duties|board|plan|all|everything|anything|who|open)\b"
MARKED = r"\b(tick|mark|cross|check|log|record)\b|\bput\b.*\bdone\b|\b(trag|hak|hake)\b"
LOOSE = frozenset(
    {"it", "so", "extra", "one", "some", "most", "part", "good", "best", "fun", "easy", "hard", "mess"}
)
LIGHT_DEEDS = frozenset({"got", "had", "did", "went", "made", "gave", "took", "put"})
DONE_STATES = frozenset({"clean", "tidy", "empty", "spotless", "sparkling", "away", "sorted", "made"})
DONE_STATES |= {"set", "out", "sauber", "leer"}


def taken_back(text: str) -> bool:
    """ "tell dad ... no, never mind" """
    return re.search(str(_table()["taken_back"]), text.lower()) is not None


def vetoed(tool: str, spoken: Spoken, slots: Sequence[Slot]) -> bool:
    """`slots`: what stands inside of them is what is written or looked for, and says nothing."""
    line = _outside(spoken.text, slots)
    if any(pattern.search(line) for pattern in _patterns(tool)):
        return True
    if tool not in shapes.shapes():
        return False
    sentence = Sentence.of(spoken.text, spoken.household)
    return not shapes.imaginable(sentence, tool) or (
        tool == "chores_list" and _of_one_chore(spoken, sentence)
    )


def _of_one_chore(spoken: Spoken, sentence: Sentence) -> bool:
    """ "is the dishwasher empty" asks for no list."""
    said = stems(sentence.words)
    tasks = [Task.of(chore) for chore in spoken.household.chores]
    named = any(task.things and {task.head or task.things[0]} <= set(said) for task in tasks)
    return named and not re.search(LISTED, sentence.line)


def shown(tool: str, found: Understanding, spoken: Spoken) -> bool:
    """Whether the words themselves say it too, where the ear alone is not to be believed."""
    if found.choices or found.missing:
        return True
    if tool == "chore_complete":
        return all(said_done(str(call.args["chore"]), spoken) for call in (found, *found.more))
    needed = _needed(tool)
    return needed is None or re.search(needed, spoken.text.lower()) is not None


def said_done(title: str, spoken: Spoken) -> bool:
    """A deed of the past that is the chore's own, or a word for done, and nothing that takes it back."""
    names = {name for person in spoken.household.people for name in names_of(person)}
    words = [word for word in spoken.words if word not in names]
    own = set(tokens(title))
    if re.search(MARKED, " ".join(words)):
        return not set(words) & (known("negations") | known("reports"))
    if any(set(words) & known(guard) - own - THEIRS - LOOSE for guard in GUARDS) or words[-1:] == ["?"]:
        return False
    task = Task.of(spoken.chore(title))
    deeds = [
        word
        for word in words
        if (is_past(word) or is_participle(word)) and word not in COPULAS | BEEN | known("finished")
    ]
    finished = set(words) & (known("finished") | {"did", "\u2713", "\u2705", "\u2714"})
    if finished and not [word for word in deeds if word != "did"]:
        return True
    alike = [word for word in deeds if same_deed(stem(word), task.doing) or stem(word) in task.things]
    if deeds:
        return bool(alike) and all(word in alike for word in deeds if word not in LIGHT_DEEDS)
    return bool(set(words) & (COPULAS | {"'s", "all"}) and set(words) & (task.particles | DONE_STATES))


def is_german(spoken: Spoken) -> bool:
    """A family may speak both; the names of its people are of no language."""
    names = {name for person in spoken.household.people for name in names_of(person)}
    words = [word for word in spoken.words if word not in names]
    if any(re.search("[äöüß]", word) for word in words):
        return True
    return sum(word in known("german") for word in words) * 5 >= len(words) > 0


def _outside(text: str, slots: Sequence[Slot]) -> str:
    kept, at = [], 0
    for slot in slots:
        kept.append(text[at : slot.start])
        at = slot.end
    plain = " _ ".join([*kept, text[at:]]).lower().replace("\u2019", "'")
    return " ".join(re.sub(r"([,.!?;:])", r" \1 ", plain).split())


@functools.cache
def _table() -> dict[str, object]:
    return tomllib.loads((files(__package__) / "vetoes.toml").read_text("utf-8"))


@functools.cache
def _needed(tool: str) -> str | None:
    rows = _table()["shown"]
    assert isinstance(rows, dict)
    return rows.get(tool)


@functools.cache
def _patterns(tool: str) -> tuple[re.Pattern[str], ...]:
    rows = _table()["veto"]
    assert isinstance(rows, list)
    return tuple(re.compile(pattern) for row in rows if tool in row["tools"] for pattern in row["never"])
