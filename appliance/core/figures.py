"""Numbers about the house itself, for a program that watches it. No name of a person, no content."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from appliance.core.work import Office


@dataclass(frozen=True)
class Figure:
    """`name` and `told` as Prometheus shows them; the parts of `values` are told apart by `by`."""

    name: str
    told: str
    values: Mapping[tuple[str, ...], float]
    by: tuple[str, ...] = ()
    counts: bool = field(default=False)  # only ever grows, until the next start


def figure(name: str, told: str, value: float, *, counts: bool = False) -> Figure:
    return Figure(name, told, {(): float(value)}, counts=counts)


def figures(name: str, told: str, by: str, values: Mapping[str, float], *, counts: bool = False) -> Figure:
    return Figure(name, told, {(part,): float(value) for part, value in values.items()}, (by,), counts)


Gather = Callable[[Office], Awaitable[Sequence[Figure]]]
