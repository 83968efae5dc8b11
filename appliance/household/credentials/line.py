"""A known browser is never locked out: its further tries are answered slowly, one at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from appliance.core.errors import TooOften
from appliance.core.i18n import mark as _

LONGEST = 5  # times the first pause


class Line:
    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._busy: set[str] = set()

    @asynccontextmanager
    async def slowly(self, key: str, extra: int) -> AsyncIterator[None]:
        """`extra` is how many tries there were beyond the free ones; 0 waits for nothing."""
        if extra <= 0:
            yield
            return
        if key in self._busy:
            raise TooOften(_("One try at a time, please. Wait a moment and try again."), seconds=5)
        self._busy.add(key)
        try:
            await asyncio.sleep(self._pause * min(extra, LONGEST))
            yield
        finally:
            self._busy.discard(key)
