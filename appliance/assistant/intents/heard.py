"""What the trained reading makes of a sentence, before the family's names and chores are looked up in it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Slot:
    """Words that stand for an argument: `text` is the sentence from `start` to before `end`.

    `kind` is one of member, to, chore, reward, title, text, reason, query, minutes, points, day, when,
    repeat, days and period. `confidence` is that of the least certain word.
    """

    kind: str
    text: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Heard:
    """`chances`: of every tool, of `none` and of `several` commands at once; together 1.

    `slots` stand in the order of the sentence and do not overlap; a kind may be there more than once.
    """

    chances: Mapping[str, float]
    slots: tuple[Slot, ...] = ()
