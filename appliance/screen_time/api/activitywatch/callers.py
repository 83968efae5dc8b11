"""Who calls: a device by its token, or a member by a key of their own, as Basic password or as Bearer."""

from base64 import b64decode
from binascii import Error
from dataclasses import dataclass

from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.queries.keys import key_in_use
from appliance.screen_time.activitywatch.mailbox import Mailbox
from appliance.screen_time.queries.devices import device_by_token
from appliance.web.request import note_use

REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Caller:
    """`device_id` is None where a member calls; `viewer` is then that member, else the device's house."""

    viewer: Actor
    device_id: int | None = None


class Callers:
    """Remembered until anybody but the watchers has written something: a revocation holds at once."""

    def __init__(self, office: Office, mailbox: Mailbox) -> None:
        self._office = office
        self._mailbox = mailbox
        self._known: dict[bytes, Caller] = {}
        self._as_of = -1

    async def of(self, authorization: bytes) -> Caller | None:
        now = self._mailbox.others
        if now != self._as_of or len(self._known) >= REMEMBERED:
            self._known, self._as_of = {}, now
        known = self._known.get(authorization)
        if known is None:
            known = await self._looked_up(_token(authorization))
            if known is not None and known.device_id is not None and self._as_of == now:
                self._known[authorization] = known
        return known

    async def _looked_up(self, token: str) -> Caller | None:
        if not token:
            return None
        async with self._office.database.reading() as db:
            found = await device_by_token(db, token)
            if found is not None:
                return Caller(found.house, found.id)
            key = await key_in_use(db, token, self._office.clock())
        if key is None:
            return None
        await note_use(self._office, key)
        return Caller(key.actor)


def _token(authorization: bytes) -> str:
    scheme, _, rest = authorization.decode("latin-1").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(rest.strip(), validate=True).decode().partition(":")[2]
    except (Error, ValueError):
        return ""
