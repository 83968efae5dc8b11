"""Names of changes, told to open pages of a family after the commit. No content travels here."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

Line = asyncio.Queue[str]
CLOSED = ""  # told to a listener when the house closes
ENDED = "bye"  # and when its session has ended


class Signals:
    def __init__(self) -> None:
        self._lines: dict[int, dict[Line, str]] = defaultdict(dict)
        self._next: dict[tuple[int, str], float] = {}  # by when what comes often may be told again
        self._late: set[tuple[int, str]] = set()

    @contextmanager
    def listening(self, family_id: int, session: str) -> Iterator[Line]:
        """A queue of topics; `session` names whose page it is, so that a revoked one can be closed."""
        line: Line = asyncio.Queue(maxsize=64)
        self._lines[family_id][line] = session
        try:
            yield line
        finally:
            self._lines[family_id].pop(line, None)

    def announce(self, family_id: int, topics: Iterable[str]) -> None:
        for topic in sorted(set(topics) - {""}):
            for line in list(self._lines[family_id]):
                _put(line, topic)

    def announce_at_times(self, family_id: int, topic: str, pause: float) -> None:
        """For what changes all the time: at once, and then no sooner than so many seconds later."""
        loop, key = asyncio.get_running_loop(), (family_id, topic)
        due = self._next.get(key, 0.0)
        if due <= loop.time():
            self._next[key] = loop.time() + pause
            self.announce(family_id, [topic])
        elif key not in self._late:
            self._late.add(key)
            loop.call_at(due, self._announce_late, key, pause)

    def _announce_late(self, key: tuple[int, str], pause: float) -> None:
        self._late.discard(key)
        self.announce_at_times(*key, pause)

    def close(self, family_id: int, sessions: Iterable[str]) -> None:
        ended = set(sessions)
        for line, session in list(self._lines[family_id].items()):
            if session in ended:
                _put(line, ENDED)

    def close_all(self) -> None:
        for lines in self._lines.values():
            for line in list(lines):
                _put(line, CLOSED)


def has_ended(line: Line) -> bool:
    """For a page that waits for something else than topics."""
    told = [line.get_nowait() for _topic in range(line.qsize())]
    return CLOSED in told or ENDED in told


def _put(line: Line, topic: str) -> None:
    if line.full():  # a page that stopped reading: it re-reads everything when it wakes up
        line.get_nowait()
    line.put_nowait(topic)
