"""Answers that a chat model is giving right now, and the pages that listen to them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from appliance.core.people import Actor

HEARTBEAT = 15.0  # seconds of silence after which a listener hears that the line is alive


@dataclass(frozen=True)
class News:
    """`at`: where in the answer `text` begins, so that a page that lost the line can go on."""

    kind: str  # piece, busy, silence or done
    text: str = ""
    at: int = 0
    position: int = 0


@dataclass(eq=False)
class LiveAnswer:
    answer_id: int
    asker: Actor
    text: str = ""
    finished: bool = False
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, piece: str) -> None:
        self.text += piece
        self.tell()

    def finish(self) -> None:
        self.finished = True
        self.tell()

    def tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def wait(self) -> bool:
        """False when nothing happened for a while."""
        try:
            await asyncio.wait_for(self._changed.wait(), HEARTBEAT)
        except TimeoutError:
            return False
        return True


class LiveAnswers:
    """In the order in which they were asked: the first one is being answered, the others wait."""

    def __init__(self) -> None:
        self._live: dict[int, LiveAnswer] = {}

    def begin(self, answer_id: int, asker: Actor) -> LiveAnswer:
        live = LiveAnswer(answer_id, asker)
        self._live[answer_id] = live
        return live

    def end(self, live: LiveAnswer) -> None:
        self._live.pop(live.answer_id, None)
        live.finish()
        for other in self._live.values():
            other.tell()

    def all(self) -> list[LiveAnswer]:
        return list(self._live.values())

    def of(self, asker: Actor) -> list[LiveAnswer]:
        return [live for live in self._live.values() if live.asker.member_id == asker.member_id]

    def find(self, answer_id: int, asker: Actor) -> LiveAnswer | None:
        live = self._live.get(answer_id)
        return live if live is not None and live.asker.member_id == asker.member_id else None

    def position(self, live: LiveAnswer) -> int:
        """How many are before this one."""
        return list(self._live).index(live.answer_id) if live.answer_id in self._live else 0

    async def news(self, live: LiveAnswer, at: int = 0) -> AsyncIterator[News]:
        """All from `at` on, until the answer is finished."""
        busy = -1
        while True:
            if len(live.text) > at:
                yield News("piece", live.text[at:], at)
                at = len(live.text)
            elif live.finished:
                yield News("done")
                return
            elif not live.text and (position := self.position(live)) not in (0, busy):
                busy = position
                yield News("busy", position=position)
            elif not await live.wait():
                yield News("silence")
