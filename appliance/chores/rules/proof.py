"""What a chore asks to see before it counts as done: its steps ticked off, and a photo."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

KEPT_FOR = timedelta(days=30)  # a photo, after it was decided


def left_to_tick(steps: Sequence[str], ticks: Sequence[int]) -> list[str]:
    return [step for n, step in enumerate(steps) if n not in ticks]


def ticks_after(before: Sequence[str], ticks: Sequence[int], after: Sequence[str]) -> list[int]:
    """The list was changed: what is still on it stays ticked, wherever it stands now."""
    ticked = Counter(before[n] for n in ticks if n < len(before))
    kept: list[int] = []
    for n, step in enumerate(after):
        if ticked[step]:
            ticked[step] -= 1
            kept.append(n)
    return kept
