"""Whether the clock can be believed when something is to be thrown away for its age.

A Raspberry Pi has no clock of its own: it may start in 1970, or a year ahead, until the network corrects it.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import col, or_, select

from appliance.core.audit import AuditRow
from appliance.core.clock import Clock
from appliance.core.people import the_house
from appliance.core.work import Office

NEAR = timedelta(days=2)  # to the last thing that was written down before this start
LONG = 24 * 3600.0  # seconds without a jump, after which any clock is believed
JUMP = 3600.0  # seconds; summer time is none, as the clock is UTC


def seconds_since_boot() -> float:
    """Goes on while the machine sleeps, and nobody can set it."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Steady:
    def __init__(self, clock: Clock, ticks: Callable[[], float] = seconds_since_boot) -> None:
        self._clock = clock
        self._ticks = ticks
        self._began = clock()
        self._since = ticks()
        self._ahead = self._began.timestamp() - self._since

    def look(self) -> None:
        """Now and then, so that a jump is noticed before its consequences are."""
        ahead = self._clock().timestamp() - self._ticks()
        if abs(ahead - self._ahead) > JUMP:
            self._began, self._since = self._clock(), self._ticks()
        self._ahead = ahead

    async def believed(self, office: Office) -> bool:
        self.look()
        if self._ticks() - self._since >= LONG:
            return True
        newest = await self._newest_before(office)
        return newest is None or abs(self._clock() - newest) <= NEAR

    async def _newest_before(self, office: Office) -> datetime | None:
        """The last that was written by another clock than the one of this start."""
        ours = col(AuditRow.at) < self._began, col(AuditRow.at) > self._clock()
        async with office.reading(the_house()) as look:
            newest = select(AuditRow.at).where(or_(*ours)).order_by(col(AuditRow.id).desc()).limit(1)
            return (await look.db.exec(newest)).first()
