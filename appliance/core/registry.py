"""Tools: what the assistant, the REST API's tool door and later MCP may call, declared by each feature."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from appliance.core.people import Role
from appliance.core.work import Reading, Work

EVERYONE = frozenset({Role.PARENT, Role.TEEN, Role.CHILD})
WITH_GUESTS = EVERYONE | {Role.GUEST}


class Risk(StrEnum):
    READ = "read"
    OWN = "own"  # changes something of one's own, and can be undone
    OTHERS = "others"  # reaches others or cannot be undone: becomes a proposal


@dataclass(frozen=True)
class Answer:
    """What a tool says: a sentence as msgid with values, lines below it, and how to take it back."""

    sentence: str
    values: Mapping[str, object]
    lines: Sequence[str] = ()
    undo_href: str | None = None
    link: str | None = None
    used: Sequence[int] = ()  # ids of memories that the answer rests on
    fits: Sequence[str] = ()  # how each of them fits what was asked: a value of the assistant's Fit


@dataclass(frozen=True)
class Tool:
    """`reads` takes a Reading, `acts` a Work; exactly one of them is set. Input is validated first.

    `narrows`: the exact calls that may be meant; it refuses where there is none.

    A `coming` tool has neither: what it is asked for is understood, and said to be not here yet.
    """

    name: str
    describes: str
    input: type[BaseModel]
    risk: Risk
    roles: frozenset[Role] = EVERYONE
    reads: Callable[[Reading, BaseModel], Awaitable[Answer]] | None = None
    acts: Callable[[Work, BaseModel], Awaitable[Answer]] | None = None
    narrows: Callable[[Reading, BaseModel], Awaitable[Sequence[BaseModel]]] | None = None
    examples: Sequence[str] = ()
    coming: bool = False
    call: str = (
        ""  # msgid that says a call by its arguments, as a button does: Give %(member)s %(minutes)s minutes
    )


class Registry:
    def __init__(self, tools: Sequence[Tool]) -> None:
        self._tools = {tool.name: tool for tool in tools}

    def __iter__(self) -> Iterator[Tool]:
        return iter(self._tools.values())

    def named(self, name: str) -> Tool | None:
        return self._tools.get(name)

    def for_role(self, role: Role) -> list[Tool]:
        """Those that can be used today."""
        return [tool for tool in self if role in tool.roles and not tool.coming]
