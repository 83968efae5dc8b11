"""Rows of ours beside the peer's and the limit, and what is made of many measurements."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`most`: ours must not pass the limit; else it must reach it. None: there is no peer or limit."""

    bench: str
    what: str
    ours: float
    unit: str
    peer: float | None = None
    limit: float | None = None
    most: bool = True

    @property
    def ratio(self) -> float | None:
        return self.ours / self.peer if self.peer else None

    @property
    def missed(self) -> bool:
        if self.limit is None:
            return False
        return self.ours > self.limit if self.most else self.ours < self.limit


def share(values: Sequence[float], part: float) -> float:
    """0.5 is the median, 0.99 what all but one of a hundred stay under."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def median(values: Sequence[float]) -> float:
    return share(values, 0.5)


def as_json(figures: Sequence[Figure]) -> str:
    names = ("bench", "what", "ours", "peer", "limit", "unit")
    rows = [{name: asdict(one)[name] for name in names} | {"ratio": one.ratio} for one in figures]
    return json.dumps(rows, indent=2)


def as_table(figures: Sequence[Figure]) -> str:
    rows = [("bench", "what", "ours", "peer", "limit", "unit", "ours / peer", "")]
    rows += [
        (
            *(one.bench, one.what, _said(one.ours), _said(one.peer), _limit(one)),
            *(one.unit, _said(one.ratio), "MISSED" if one.missed else ""),
        )
        for one in figures
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(_cell, row, widths, range(len(row)))) for row in rows]
    return "\n".join(line.rstrip() for line in lines)


def _limit(one: Figure) -> str:
    return "" if one.limit is None else ("≤ " if one.most else "≥ ") + _said(one.limit)


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column in (0, 1, 5, 7) else text.rjust(width)


def _said(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"
