"""The rule of heartbeats: when two stretches of a bucket are one. By words and time, whatever came last."""

from collections.abc import Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """A row of told_event; 0 is not stored yet."""

    id: int
    start: int
    end: int
    words: str


class Merged(NamedTuple):
    whole: Stretch
    gone: tuple[int, ...] = ()  # rows that have become part of it


def merged(new: Stretch, pulse: int, before: Sequence[Stretch], after: Sequence[Stretch]) -> Merged:
    """`before` began no later, the latest first; `after` began later, the earliest first.

    Two with the same words are one where they touch or no more than `pulse` lies between them, and nothing
    else began in between.
    """
    for known in before:
        if known.words == new.words and known.end >= new.end:
            return Merged(known)
    found = _earlier(new, pulse, before)
    whole = new if found is None else Stretch(found.id, found.start, max(found.end, new.end), new.words)
    gone: list[int] = []
    for known in after:
        if known.start > whole.end + pulse:
            break
        if known.words == new.words:
            gone += [known.id] if whole.id else []
            whole = whole._replace(id=whole.id or known.id, end=max(whole.end, known.end))
        elif known.start >= whole.end:
            break
    return Merged(whole, tuple(gone))


def _earlier(new: Stretch, pulse: int, before: Sequence[Stretch]) -> Stretch | None:
    began = -1  # the latest start of something else
    for known in before:
        if known.words != new.words:
            began = max(began, known.start)
        elif new.start <= known.end + pulse and began < known.end:
            return known
    return None
