"""A sentence made ready for the shapes: small words, names and rewards replaced, courtesies taken off."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from appliance.assistant.intents.models import Household
from appliance.assistant.intents.people import person_called
from appliance.assistant.intents.words import known, stems, tokens

FRAMES = re.compile(
    r"^((can|could|would|will) you (please )?"
    r"(?=(tell|show|give|list|read|check|look|see|remember|note|find|bring)\b)"
    r"|please |i (want|would like|need|d like) to (know|see|hear) |do you know |i wonder |let me (know|see) "
    r"|(tell|show) (me|us) (?=(what|when|where|who|how|which|if)\b))"
)


@dataclass(frozen=True)
class Sentence:
    """`line`: the words with NAME and REWARD in place, without marks; `words`: as they were said."""

    text: str
    words: tuple[str, ...]
    line: str
    asked: bool

    @classmethod
    def of(cls, text: str, household: Household) -> "Sentence":
        found = [word for word in tokens(text) if word[0].isalnum() or word in ("'s", "?", ",")]
        asked = "?" in found
        bare = _without_frame([word for word in found if word != "?"], household)
        placed = ["NAME" if person_called(word, household.people) else word for word in bare]
        line = " ".join(_with_rewards([word for word in placed if word != ","], household.rewards))
        while (shorter := FRAMES.sub("", line)) != line:
            line = shorter
        return cls(text, tuple(word for word in bare if word != ","), line.replace("'s", ".s"), asked)


def _without_frame(words: list[str], household: Household) -> list[str]:
    """Without what only opens or closes: "hey dad, ...", "..., please"."""
    loose = known("leads") - {"computer", "house", "right", "done", "look", "guess", "also", "alright"} | {
        ","
    }
    while words and (
        words[0] in loose or (words[1:2] == [","] and person_called(words[0], household.people))
    ):
        words = words[1:]
    while words and words[-1] in known("courtesies") | {","}:
        words = words[:-1]
    return words


def _with_rewards(words: list[str], rewards: Sequence[str]) -> list[str]:
    for reward in rewards:
        title = stems(word for word in tokens(reward) if word not in ("a", "an", "the", "of"))
        for size in range(len(title) + 1, 0, -1):
            for at in range(len(words) - size + 1):
                if _is_reward(words[at : at + size], title):
                    return [*words[:at], "REWARD", *words[at + size :]]
    return words


def _is_reward(words: Sequence[str], title: Sequence[str]) -> bool:
    said = stems(words)
    return fuzz.ratio(" ".join(said), " ".join(title)) >= 88
