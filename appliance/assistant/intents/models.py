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


Arguments = dict[str, str | int]


@dataclass(frozen=True)
class Understanding:
    """`args` as the tools' contract has them; `why` is one English clause for the log.

    `choices`: two or three readings to ask back about, and then the tool is `none`. `more`: the further
    commands of the same sentence, in their order. `missing`: the one argument that was not said and has to
    be asked for, with the tool and what was said of the others. `could`: the names of those who may do what
    this speaker may not.
    """

    tool: str
    args: Arguments = field(default_factory=dict)
    confidence: float = 0.0
    allowed: bool = True
    why: str = ""
    choices: tuple["Understanding", ...] = ()
    more: tuple["Understanding", ...] = ()
    missing: str = ""
    could: tuple[str, ...] = ()
