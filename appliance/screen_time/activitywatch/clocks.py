"""A watcher has only its device's clock, which may be wrong by a day, and which a child can set."""

from dataclasses import dataclass

AHEAD = 2 * 60_000  # ms: what a clock may be ahead without being put back
BEHIND = 10 * 60_000  # a heartbeat is late by seconds, and by three minutes where nobody touches anything
WATCHED = 2 * 60_000  # so long is listened before a clock is said to be behind


@dataclass(slots=True)
class DeviceClock:
    """What waited in a watcher's queue is late too, but comes all at once and ends with what is fresh."""

    ahead: int = 0
    behind: int = 0
    _since: int = 0
    _freshest: int = 0

    def off_by(self, end: int, now: int) -> int:
        """To be taken off what it told, whose end that is; below zero where its clock is behind."""
        self._listen(now - end, now)
        if end > now + AHEAD:
            if end - self.ahead > now + AHEAD or not self.ahead:
                self.ahead = end - now
            return self.ahead
        return -self.behind if self.behind and end + self.behind <= now + AHEAD else 0

    def _listen(self, late: int, now: int) -> None:
        if not self._since:
            self._since, self._freshest = now, late
        self._freshest = min(self._freshest, late)
        if now - self._since >= WATCHED:
            self.behind = self._freshest if self._freshest >= BEHIND else 0
            self._since, self._freshest = now, late
