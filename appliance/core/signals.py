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
