from asyncio import Event
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from appliance.assistant.engine.interface import Message


class ChatModel:
    """One language model, one answer at a time, in one thread of its own."""

    def __init__(self, *, context: int = 4096, threads: int | None = None, queue: int = 4) -> None:
        self.loaded: Path | None = None

    async def load(self, path: Path) -> None:
        raise NotImplementedError

    def waiting(self) -> int:
        raise NotImplementedError

    def answer(self, messages: Sequence[Message], *, limit: int, stop: Event) -> AsyncIterator[str]:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError
