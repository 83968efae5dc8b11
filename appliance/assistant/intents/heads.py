"""What is read off the encoder's states: the tool of a sentence, and which of its words are arguments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy
from numpy.typing import NDArray

from appliance.assistant.intents.heard import Heard, Slot
from appliance.assistant.intents.pieces import Piece

Floats = NDArray[numpy.float32]
NONE, SEVERAL = "none", "several"
OUT = "O"
NEVER = -1e4


@dataclass(frozen=True)
class Heads:
    """`labels` are O, and B-kind and I-kind of every kind of slot; `slots` which kinds a tool can have.

    `mark` tells which adapter these were learnt with. `warmth` evens the chances, so that of what is
    heard with 0.9 nine in ten are right.
    """

    mark: str
    tools: tuple[str, ...]
    labels: tuple[str, ...]
    slots: Mapping[str, frozenset[str]]
    of_sentence: tuple[Floats, Floats]
    of_word: tuple[Floats, Floats]
    warmth: float

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises OSError, ValueError or KeyError where the file is none of these."""
        with numpy.load(path, allow_pickle=False) as kept:
            tools = tuple(str(tool) for tool in kept["tools"])
            return cls(
                mark=str(kept["mark"]),
                tools=tools,
                labels=tuple(str(label) for label in kept["labels"]),
                slots={
                    tool: frozenset(kinds.split()) for tool, kinds in zip(tools, kept["slots"], strict=True)
                },
                of_sentence=(_floats(kept["sentence_weight"]), _floats(kept["sentence_bias"])),
                of_word=(_floats(kept["word_weight"]), _floats(kept["word_bias"])),
                warmth=float(kept["warmth"]),
            )

    def heard(self, text: str, pieces: Sequence[Piece], states: Floats, firsts: Sequence[int]) -> Heard:
        """`states`: of every token; `firsts`: at which of them each piece begins."""
        chances = self._chances(states)
        if not firsts:  # nothing but spaces
            return Heard(chances)
        kinds = self._kinds(chances)
        likely = _softmax(states[list(firsts)] @ self.of_word[0] + self.of_word[1])
        path = self._path(likely, kinds)
        return Heard(chances, tuple(self._slots(text, pieces, likely, path)))

    def _chances(self, states: Floats) -> dict[str, float]:
        whole = numpy.concatenate([states[0], states.mean(0)])
        scores = (whole @ self.of_sentence[0] + self.of_sentence[1]) / self.warmth
        return {tool: float(chance) for tool, chance in zip(self.tools, _softmax(scores), strict=True)}

    def _kinds(self, chances: Mapping[str, float]) -> frozenset[str]:
        """What the likeliest tool can have; of several commands, anything."""
        tool = max((tool for tool in chances if tool != NONE), key=lambda tool: chances[tool])
        return self.slots[tool]

    def _path(self, likely: Floats, kinds: frozenset[str]) -> list[int]:
        """The likeliest labels in a row (Viterbi): a slot goes on only where it began."""
        usable = [label == OUT or label[2:] in kinds for label in self.labels]
        scores = numpy.log(likely + 1e-9) + numpy.where(usable, 0, NEVER)
        begins = numpy.array([label.startswith("I-") for label in self.labels]) * NEVER
        best, came = scores[0] + begins, []
        for row in scores[1:]:
            paths = best[:, None] + self._steps()
            came.append(paths.argmax(0))
            best = paths.max(0) + row
        path = [int(best.argmax())]
        for back in reversed(came):
            path.append(int(back[path[-1]]))
        return path[::-1]

    def _steps(self) -> Floats:
        inside = {label[2:]: at for at, label in enumerate(self.labels) if label.startswith("I-")}
        steps = numpy.zeros((len(self.labels), len(self.labels)), numpy.float32)
        steps[:, list(inside.values())] = NEVER
        for at, label in enumerate(self.labels):
            if label != OUT:
                steps[at, inside[label[2:]]] = 0
        return steps

    def _slots(self, text: str, pieces: Sequence[Piece], likely: Floats, path: Sequence[int]) -> list[Slot]:
        begins = [at for at, label in enumerate(path) if self.labels[label].startswith("B-")]
        found = []
        for at, following in pairwise([*begins, len(path)]):
            end = next((n for n in range(at + 1, following) if self.labels[path[n]] == OUT), following)
            kind = self.labels[path[at]][2:]
            columns = [n for n, label in enumerate(self.labels) if label[2:] == kind]
            sure = float(likely[at:end][:, columns].sum(1).min())
            first, last = pieces[at].start, pieces[end - 1].end
            found.append(Slot(kind, text[first:last], first, last, sure))
        return found


def _floats(kept: NDArray[numpy.generic]) -> Floats:
    return kept.astype(numpy.float32)


def _softmax(scores: Floats) -> Floats:
    raised = numpy.exp(scores - scores.max(-1, keepdims=True))
    return numpy.asarray(raised / raised.sum(-1, keepdims=True), numpy.float32)
