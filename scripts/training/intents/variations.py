"""The same sentence as others would have typed it: other names and chores, slips, greetings, two at once."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from appliance.assistant.intents.pieces import STAND_INS
from appliance.assistant.intents.words import known
from scripts.training.intents.doubts import ORDER, undone
from scripts.training.intents.forms import Pools, another, key_of, pools_of
from scripts.training.intents.lexicon import phrases, those, words
from scripts.training.intents.sentences import Part, Sentence

ASKING = re.compile(r"(can|could) you")
STATEMENT = re.compile(r"(i|my|we|it|its|the|he|she|they|there)\b.* ", re.IGNORECASE)
NEAR = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqertyuiolsapdfghjkxzcvbnm", strict=True))


class Variations:
    """`joined`: so many are two commands at once; `doubted`: so many are made none, where it can be."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        dice: random.Random,
        *,
        joined: float = 0.08,
        doubted: float = 0.12,
    ) -> None:
        self._dice, self._joined, self._doubted = dice, joined, doubted
        self._pools: Pools = pools_of(sentences)
        self._by_tool: dict[tuple[str, str], list[Sentence]] = {}
        for sentence in sentences:
            self._by_tool.setdefault((sentence.language, sentence.tool), []).append(sentence)
        self._statements = {language: _statements(sentences, language) for language in ("en", "de")}
        self._weights = [self._weight(key) for key in self._by_tool]

    def _weight(self, key: tuple[str, str]) -> float:
        """Tools with many sentences are heard more often, but not as much more as they are many."""
        return len(self._by_tool[key]) ** 0.6 * (1.3 if key[1] == "none" else 1)

    def __iter__(self) -> Iterator[Sentence]:
        keys = list(self._by_tool)
        while True:
            sentence = self._dice.choice(self._by_tool[self._dice.choices(keys, self._weights)[0]])
            yield self._one(sentence)

    def _one(self, sentence: Sentence) -> Sentence:
        if self._chance(self._joined):
            return self._several(sentence)
        doubted = undone(sentence, self._dice) if self._chance(self._doubted) else None
        return self.of(doubted or sentence)

    def of(self, sentence: Sentence) -> Sentence:
        for change, often in self._changes():
            if self._chance(often):
                sentence = change(sentence)
        return sentence

    def _changes(self) -> list[tuple[Callable[[Sentence], Sentence], float]]:
        return [
            (self._swapped, 0.6),
            (self._renamed, 0.85),
            (self._opened, 0.2),
            (self._closed, 0.12),
            (self._accompanied, 0.06),
            (self._unmarked, 0.25),
            (self._slipped, 0.15),
        ]

    def _chance(self, often: float) -> bool:
        return self._dice.random() < often

    def _swapped(self, sentence: Sentence) -> Sentence:
        parts = [
            another(part, key_of(sentence, at), self._pools, self._dice)
            if part.kind and self._chance(0.6)
            else part
            for at, part in enumerate(sentence.parts)
        ]
        return replace(sentence, parts=tuple(parts))

    def _renamed(self, sentence: Sentence) -> Sentence:
        """More often than not everybody gets a stand-in, as the members of a family do."""
        ours = self._chance(0.6)
        taken: dict[str, str] = {}

        def called(word: str) -> str:
            if word.casefold() not in taken:
                stand_in = STAND_INS[len(taken) % len(STAND_INS)]
                taken[word.casefold()] = stand_in if ours else self._dice.choice(words("names")).title()
            return taken[word.casefold()]

        parts = tuple(Part(_names_replaced(part, called), part.kind) for part in sentence.parts)
        return replace(sentence, parts=parts)

    def _accompanied(self, sentence: Sentence) -> Sentence:
        """With a statement before or after it that asks for nothing: still one command."""
        statements = self._statements.get(sentence.language)
        if not statements or sentence.tool in (
            "memory_save",
            "screen_time_request",
            "chore_complete",
            "none",
        ):
            return sentence
        statement, mark = self._dice.choice(statements), self._dice.choice((". ", ", ", " - ", "! "))
        if sentence.parts[-1].kind == "text" or self._chance(0.5):
            return replace(sentence, parts=(Part(statement + mark), *sentence.parts))
        return replace(sentence, parts=(*sentence.parts, Part(mark + statement)))

    def _opened(self, sentence: Sentence) -> Sentence:
        opening = self._dice.choice(phrases("openings", sentence.language))
        if ASKING.search(opening) and not ORDER.match(sentence.text.lower()):
            return sentence
        return replace(sentence, parts=(Part(opening), *sentence.parts))

    def _closed(self, sentence: Sentence) -> Sentence:
        closing = self._dice.choice(phrases("closings", sentence.language))
        last = sentence.parts[-1]
        bare = replace(last, text=last.text.rstrip(".!"))
        if not bare.text or bare.text.endswith("?"):
            return sentence
        return replace(sentence, parts=(*sentence.parts[:-1], bare, Part(closing)))

    def _unmarked(self, sentence: Sentence) -> Sentence:
        """Without marks, as it is dictated or typed in a hurry."""
        marks = self._dice.choice(("[.!]+$", "[.!?,]+(?= |$)", "['’]", "[,;]"))
        parts = tuple(Part(re.sub(marks, "", part.text), part.kind) for part in sentence.parts)
        kept = tuple(part for part in parts if part.text)
        return replace(sentence, parts=kept) if kept else sentence

    def _slipped(self, sentence: Sentence) -> Sentence:
        at = self._dice.randrange(len(sentence.parts))
        part = sentence.parts[at]
        long = [
            found for found in re.finditer(r"[a-zäöü]{4,}", part.text.lower()) if found[0] not in STAND_INS
        ]
        if not long:
            return sentence
        word = self._dice.choice(long)
        slip = self._slip(part.text[word.start() : word.end()])
        text = part.text[: word.start()] + slip + part.text[word.end() :]
        return replace(
            sentence, parts=(*sentence.parts[:at], Part(text, part.kind), *sentence.parts[at + 1 :])
        )

    def _slip(self, word: str) -> str:
        at = self._dice.randrange(1, len(word) - 1)
        return self._dice.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + NEAR.get(word[at], word[at]) + word[at + 1 :],
            )
        )

    def _several(self, first: Sentence) -> Sentence:
        """Two commands at once; what is no command stays what it is."""
        if first.tool == "none" or not first.marked:
            return self.of(first)
        second = self._other(first)
        parts = list(self._renamed(self._swapped(first)).parts)
        parts[-1] = replace(parts[-1], text=parts[-1].text.rstrip(" .!?"))
        between = Part(self._dice.choice(phrases("between", first.language)))
        joined = (*parts, between, *self._renamed(self._swapped(second)).parts)
        both = Sentence("several", joined, first.role or second.role, first.language)
        return self._unmarked(both) if self._chance(0.3) else both

    def _other(self, first: Sentence) -> Sentence:
        while True:
            key = self._dice.choice([key for key in self._by_tool if key[0] == first.language])
            second = self._dice.choice(self._by_tool[key])
            fits = not (first.role and second.role) or first.role == second.role
            if second.tool != "none" and second.marked and fits and second is not first:
                return second


def _statements(sentences: Sequence[Sentence], language: str) -> list[str]:
    """What children give as their reason, where it stands by itself."""
    marked = (part for one in sentences if one.language == language for part in one.parts)
    return [part.text for part in marked if part.kind == "reason" and STATEMENT.match(part.text)]


def _names_replaced(part: Part, called: Callable[[str], str]) -> str:
    """In the words for a member every name; elsewhere only what is written like one and is no other word."""
    known_names = those("names")

    def replaced(found: re.Match[str]) -> str:
        word = found[0].casefold()
        if part.kind in ("member", "to"):
            is_name = word not in those("kin") and (word in known_names or found[0][0].isupper())
        else:
            is_name = (
                word in known_names and found[0][0].isupper() and word not in known("names_that_are_words")
            )
        return called(found[0]) if is_name and len(word) > 1 else found[0]

    return re.sub(r"[^\W\d_]+", replaced, part.text)


def spans_of(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Where the arguments stand in the sentence's text, without the spaces around them."""
    ends = [0]
    for part in sentence.parts:
        ends.append(ends[-1] + len(part.text))
    spans = []
    for (start, _), part in zip(pairwise(ends), sentence.parts, strict=True):
        if part.kind and (bare := part.text.strip()):
            lead = len(part.text) - len(part.text.lstrip())
            spans.append((start + lead, start + lead + len(bare), part.kind))
    return spans
