"""What the assistant needs of an engine; another engine may take the place of `ChatModel`."""

from asyncio import Event
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

Watch = Callable[[str], AbstractContextManager[None]]


def unwatched(_name: str) -> AbstractContextManager[None]:
    return nullcontext()


class ModelUnusable(Exception):
    """The model file cannot be used; the text says why, for a log or a parent."""


class Busy(Exception):
    def __init__(self, position: int) -> None:
        super().__init__(f"{position} questions wait already")
        self.position = position


@dataclass(frozen=True)
class Message:
    role: Literal["system", "user", "assistant"]
    text: str


class Engine(Protocol):
    @property
    def loaded(self) -> Path | None: ...

    async def load(self, path: Path) -> None:
        """Takes the place of the model loaded before; raises ModelUnusable."""

    def waiting(self) -> int:
        """How many questions are being answered or wait: the position of the next one."""

    def answer(self, messages: Sequence[Message], *, limit: int, stop: Event) -> AsyncGenerator[str]:
        """Pieces of the answer; ends soon after `stop` is set; raises Busy when too many wait."""

    async def close(self) -> None: ...
