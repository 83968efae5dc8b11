"""The one rule by which what was told becomes rows: the same words that touch are one stretch.

Rows are found by device, words and time, never by which came last, so that disorder and repeats do no harm.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate

from appliance.screen_time.rules.spans import LONGEST, Span

PULSE = timedelta(seconds=5)  # a device's report and its next one: what lies between them was used as well
NO_GAP = timedelta(0)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that is stored already."""

    id: int
    words: str
    span: Span


@dataclass(slots=True)
class Merge:
    """`fresh`: what was told and not known before. Rows in `gone` are part of those in `added`."""

    gone: list[int] = field(default_factory=list)
    added: list[tuple[str, Span]] = field(default_factory=list)
    fresh: list[Span] = field(default_factory=list)


def merged(kept: Iterable[Kept], told: Iterable[tuple[str, Span]], pulse: timedelta = NO_GAP) -> Merge:
    """`kept`: all rows of that device whose span comes within a pulse of what was told."""
    rows: dict[str, list[Kept]] = defaultdict(list)
    for row in kept:
        rows[row.words].append(row)
    spans: dict[str, set[Span]] = defaultdict(set)
    for words, span in told:
        spans[words].add(span)
    found = Merge()
    for words, new in spans.items():
        _merge_one(found, words, sorted(rows[words], key=lambda row: row.span), new, pulse)
    return found


def _merge_one(found: Merge, words: str, rows: Sequence[Kept], told: set[Span], pulse: timedelta) -> None:
    fresh = _not_in(rows, told)
    found.fresh += fresh
    stretch: Span | None = None
    parts: list[int] = []
    for span, row_id in sorted([*((row.span, row.id) for row in rows), *((span, 0) for span in fresh)]):
        if stretch is not None and _touch(stretch, span, pulse):
            stretch = Span(stretch.start, max(stretch.end, span.end))
            parts.append(row_id)
            continue
        _close(found, words, stretch, parts)
        stretch, parts = span, [row_id]
    _close(found, words, stretch, parts)


def _touch(stretch: Span, span: Span, pulse: timedelta) -> bool:
    """No row is longer than a day, so that an index on its start finds all that overlap."""
    return span.start <= stretch.end + pulse and max(stretch.end, span.end) - stretch.start <= LONGEST


def _close(found: Merge, words: str, stretch: Span | None, parts: Sequence[int]) -> None:
    if stretch is not None and 0 in parts:
        found.gone += [part for part in parts if part]
        found.added.append((words, stretch))


def _not_in(rows: Sequence[Kept], told: set[Span]) -> list[Span]:
    """It lies in a row exactly when, of the rows that begin no later, one ends no earlier."""
    starts = [row.span.start for row in rows]
    furthest = list(accumulate((row.span.end for row in rows), max))

    def known(span: Span) -> bool:
        before = bisect_right(starts, span.start)
        return before > 0 and furthest[before - 1] >= span.end

    return sorted(span for span in told if not known(span))
