from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    called: tuple[str, ...] = ()

    @property
    def is_parent(self) -> bool:
        return self.role == "parent"

    @property
    def cares(self) -> bool:
        """Speaks of the children more than of themselves."""
        return self.role in ("parent", "guest")


@dataclass(frozen=True)
class ChoreName:
    """`members`: who does it; several for a chore of a pool, none where anybody may."""

    title: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Household:
    people: tuple[Person, ...]
    chores: tuple[ChoreName, ...] = ()
    rewards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """`args` as the tools' contract has them; `why` is one English clause for the log."""

    tool: str
    args: dict[str, str] = field(default_factory=dict)
    confidence: float = 0.0
    allowed: bool = True
    why: str = ""
