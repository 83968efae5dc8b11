"""The reading by rules alone: what the wording makes certain, whether or not there is a model to ask."""

from appliance.assistant.intents import shapes
from appliance.assistant.intents.asking import arguments
from appliance.assistant.intents.completion import Completions
from appliance.assistant.intents.memory import to_remember
from appliance.assistant.intents.models import Arguments, Understanding
from appliance.assistant.intents.orders import ordered
from appliance.assistant.intents.resolving.commands import understood
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.sentence import Sentence

NONE = "none"


def read_plainly(spoken: Spoken) -> Understanding:
    return _kept(spoken) or _completed(spoken) or ordered(spoken) or _asked(spoken)


def _kept(spoken: Spoken) -> Understanding | None:
    kept = to_remember(spoken.text)
    return (
        understood("memory_save", {"text": kept}, spoken, 0.95, "asked to remember a statement")
        if kept
        else None
    )


def _completed(spoken: Spoken) -> Understanding | None:
    found = Completions(spoken.speaker, spoken.household).in_text(spoken.text)
    if found is None or found.member is None:
        return None
    args: Arguments = {"chore": found.match.task.chore.title, "member": found.member.name}
    return understood("chore_complete", args, spoken, found.match.score, found.why)


def _asked(spoken: Spoken) -> Understanding:
    sentence = Sentence.of(spoken.text, spoken.household)
    tool, confidence, why = _question(sentence)
    if tool == NONE:
        return Understanding(NONE, confidence=confidence, why=why)
    asked = arguments(tool, sentence, spoken.speaker, spoken.household, spoken.now.date())
    if asked is None:
        return Understanding(NONE, confidence=confidence, why="unsure about whom or when")
    return understood(tool, asked.args, spoken, confidence, why)


def _question(sentence: Sentence) -> tuple[str, float, str]:
    if shapes.out_of_reach(sentence):
        return NONE, 0.9, "asks for something that no instant answer serves"
    sure = shapes.surely(sentence)
    if len(sure) == 1:
        return sure[0], 0.9, "has the shape of the question"
    return NONE, 0.5, "unsure"
