"""Who is at the door: the session cookie or the bearer token, turned into an actor."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from sqlmodel import col, update

from appliance.core.people import Actor
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.models import ApiToken, Device, SignIn
from appliance.household.queries import OpenSession, families_exist
from appliance.household.queries.doors import Ended, NewSignIn, ended_session
from appliance.household.queries.keys import KeyInUse, key_in_use
from appliance.web.sessions import OpenSessions

TOUCH_EVERY = timedelta(minutes=5)
TOUCH_BRIEF_EVERY = timedelta(seconds=30)  # where five minutes without a tap end it


@dataclass(frozen=True)
class Principal:
    """How someone came in. `session` is the cookie's token: it binds CSRF tokens and is never shown."""

    session: str = ""
    session_id: int | None = None
    device_id: int | None = None
    by_token: bool = False
    key_id: int | None = None
    news: tuple[NewSignIn, ...] = ()  # sign-ins elsewhere that wait for an answer
    ended: Ended | None = None  # what became of the session whose cookie was sent

    @property
    def hold(self) -> str:
        """What a confirmation is bound to: this sign-in, or this key."""
        return f"key:{self.key_id}" if self.by_token else f"session:{self.session_id}"


AppRequest: TypeAlias = Request[Actor, Principal, State]
AppConnection: TypeAlias = ASGIConnection[object, Actor | None, Principal, State]


def cookie_name(settings: Settings, purpose: str) -> str:
    """Cookies ignore ports: the port in the name keeps a demo and the real house apart on one machine."""
    return f"{purpose}-{settings.port}"


class Recognise(AbstractAuthenticationMiddleware):
    async def authenticate_request(self, connection: AppConnection) -> AuthenticationResult:
        office: Office = connection.app.state.office
        settings: Settings = connection.app.state.settings
        if "on_behalf_of" in connection.scope:
            user, auth = connection.scope["on_behalf_of"]  # type: ignore[typeddict-item]
            return AuthenticationResult(user=user, auth=auth)
        if connection.url.path.startswith("/api/v1/"):
            return await by_token(connection, office)
        token = connection.cookies.get(cookie_name(settings, "session"), "")
        sessions: OpenSessions = connection.app.state.sessions
        found = await sessions.of(token, office.clock()) if token else None
        if found is None:
            await _notice_founding(connection, office)
            ended = await _what_became(office, settings, token) if token else None
            return AuthenticationResult(user=None, auth=Principal(ended=ended))
        every = TOUCH_BRIEF_EVERY if found.brief else TOUCH_EVERY
        if _is_use(connection) and office.clock() - found.seen_at >= every:
            await _touch(office, found)
        auth = Principal(token, found.id, found.device_id, news=found.news)
        return AuthenticationResult(user=found.actor, auth=auth)


async def _what_became(office: Office, settings: Settings, token: str) -> Ended | None:
    async with office.database.reading() as db:
        return await ended_session(db, token, office.clock(), timedelta(days=settings.session_idle_days))


async def _notice_founding(connection: AppConnection, office: Office) -> None:
    """Until there is a family, whoever must sign in is led to the set-up; after that nobody asks again."""
    if not connection.app.state.get("founded"):
        async with office.database.reading() as db:
            connection.app.state["founded"] = await families_exist(db)


def _is_use(connection: AppConnection) -> bool:
    """A page that refreshes itself by live changes must not keep a forgotten sign-in alive."""
    refreshes = (
        connection.headers.get("hx-request-type") == "partial"
        and dict(connection.scope).get("method") == "GET"
    )
    return not refreshes and connection.url.path != "/live"


async def _touch(office: Office, session: OpenSession) -> None:
    """At most every five minutes, so that reading pages does not wear out an SD card."""
    now = office.clock()
    seen = [update(SignIn).where(col(SignIn.id) == session.id).values(seen_at=now)]
    if session.device_id is not None:
        seen.append(update(Device).where(col(Device.id) == session.device_id).values(seen_at=now))
    await office.database.note(*seen)


async def by_token(connection: AppConnection, office: Office) -> AuthenticationResult:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return AuthenticationResult(user=None, auth=Principal())
    async with office.database.reading() as db:
        key = await key_in_use(db, token.strip(), office.clock())
    if key is None:
        return AuthenticationResult(user=None, auth=Principal())
    await note_use(office, key)
    return AuthenticationResult(user=key.actor, auth=Principal(by_token=True, key_id=key.id))


async def note_use(office: Office, key: KeyInUse) -> None:
    """At most every five minutes: a clock that asks each second must not wear out an SD card."""
    now = office.clock()
    if key.used_at is None or now - key.used_at >= TOUCH_EVERY:
        await office.database.note(update(ApiToken).where(col(ApiToken.id) == key.id).values(used_at=now))
