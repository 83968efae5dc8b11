"""Sentences as rows of numbers: tokens, where each word begins, its label, and the tool."""

import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise

import numpy
from numpy.typing import NDArray

from appliance.assistant.engine.native import Vocabulary
from appliance.assistant.engine.tuned import BLANK
from appliance.assistant.intents.ear import spoken_by
from appliance.assistant.intents.heads import NONE, OUT, SEVERAL
from appliance.assistant.intents.pieces import PIECE
from scripts.training.intents.sentences import Sentence
from scripts.training.intents.variations import spans_of

Rows = dict[str, NDArray[numpy.generic]]
ROLES = ("child", "child", "teen", "parent", "parent", "guest")
FORBIDDEN = 0.25  # so often somebody says it who may not; it is the same command then
OF_PARENTS = {"chore_add", "chore_approve", "screen_time_limit", "screen_time_pause", "screen_time_resume"}
UNKNOWN = -100  # nothing is learnt about this word
KINDS = (
    *("member", "to", "chore", "reward", "title", "text", "reason", "query"),
    *("minutes", "points", "day", "when", "repeat", "days", "period"),
)
LABELS = (OUT, *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
SLOTS: Mapping[str, tuple[str, ...]] = {
    "chores_list": ("member", "day"),
    "chore_complete": ("chore", "member"),
    "chore_add": ("title", "member", "day", "points", "repeat"),
    "chore_approve": ("chore", "member"),
    "points_balance": ("member", "reward"),
    "reward_redeem": ("reward",),
    "screen_time_left": ("member",),
    "screen_time_request": ("minutes", "reason"),
    "screen_time_grant": ("member", "minutes"),
    "screen_time_limit": ("member", "minutes", "days"),
    "screen_time_pause": ("member",),
    "screen_time_resume": ("member",),
    "memory_save": ("text",),
    "memory_search": (),
    "memory_forget": ("query",),
    "message_send": ("to", "text"),
    "reminder_add": ("text", "when", "member"),
    "file_find": ("query",),
    "report_show": ("member", "period"),
    NONE: (),
    SEVERAL: KINDS,
}
TOOLS = tuple(SLOTS)


class Rowed:
    def __init__(self, vocabulary: Vocabulary, dice: random.Random) -> None:
        self._dice = dice
        self._first, self._last = vocabulary.tokens("", special=False, framed=True)
        self._blank = vocabulary.tokens(BLANK, special=False)
        self._tokens = cache(lambda word: vocabulary.tokens(word, special=False) or self._blank)

    def rows(self, sentences: Iterable[Sentence], count: int) -> Rows:
        """Flat, so that they can be kept and sent as they are: `ends` tell where each row's tokens end."""
        tokens: list[int] = []
        labels: list[int] = []
        ends, tools = [], []
        for sentence in islice(sentences, count):
            self._row(sentence, tokens, labels)
            ends.append(len(tokens))
            tools.append(TOOLS.index(sentence.tool))
        return {
            "tokens": numpy.array(tokens, numpy.uint16),
            "labels": numpy.array(labels, numpy.int8),
            "ends": numpy.array(ends, numpy.uint32),
            "tools": numpy.array(tools, numpy.uint8),
        }

    def _row(self, sentence: Sentence, tokens: list[int], labels: list[int]) -> None:
        """Every token but the first of a word is labelled UNKNOWN."""
        said = [(word, UNKNOWN) for word in spoken_by(self._role(sentence))]
        tokens.append(self._first)
        labels.append(UNKNOWN)
        for word, label in [*said, *labelled(sentence)]:
            made = self._tokens(word)
            tokens += made
            labels += [label, *[UNKNOWN] * (len(made) - 1)]
        tokens.append(self._last)
        labels.append(UNKNOWN)

    def _role(self, sentence: Sentence) -> str:
        granted = sentence.tool == "screen_time_grant" and any(p.kind == "member" for p in sentence.parts)
        anybody = (granted or sentence.tool in OF_PARENTS) and self._dice.random() < FORBIDDEN
        return self._dice.choice(ROLES) if anybody or not sentence.role else sentence.role


def labelled(sentence: Sentence) -> Sequence[tuple[str, int]]:
    """The sentence's words, cut as the product cuts them, and where an argument begins or ends."""
    text, spans = sentence.text, spans_of(sentence)
    cuts = sorted({0, len(text), *(at for start, end, _ in spans for at in (start, end))})
    found = []
    for start, end in pairwise(cuts):
        kind = next((kind for first, last, kind in spans if first <= start < last), "")
        for word in PIECE.finditer(text[start:end]):
            begins = word.start() == 0 or not found or found[-1][1] == LABELS.index(OUT)
            label = LABELS.index(f"{'B' if begins else 'I'}-{kind}") if kind else LABELS.index(OUT)
            found.append((word[0], label if sentence.marked else UNKNOWN))
    return found
