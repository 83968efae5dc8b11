"""Who a cookie belongs to, looked up again only after something was changed. See docs/decisions/010."""

from datetime import datetime, timedelta

from appliance.core.database import Database
from appliance.core.secrets import token_hash
from appliance.household.queries import OpenSession, session_of

MOST = 500  # browsers of one house; more are looked up anew


class OpenSessions:
    """Exact, because all changes go through this process: the first one after a look-up ends its memory."""

    def __init__(self, database: Database, idle: timedelta) -> None:
        self._database = database
        self._idle = idle
        self._known: dict[str, OpenSession] = {}
        self._known_at = -1

    async def of(self, token: str, now: datetime) -> OpenSession | None:
        key, at = token_hash(token), self._database.changes
        known = self._known.get(key) if self._known_at == at else None
        if known is not None and now < known.until:
            return known
        async with self._database.reading() as db:
            found = await session_of(db, token, now, self._idle)
        if found is not None and self._database.changes == at:  # else it may have been read before the change
            self._keep(key, found, at)
        return found

    def _keep(self, key: str, found: OpenSession, at: int) -> None:
        if self._known_at != at or len(self._known) >= MOST:
            self._known.clear()
        self._known_at = at
        self._known[key] = found
