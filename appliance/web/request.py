"""Who is at the door: the session cookie or the bearer token, turned into an actor."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from appliance.core.people import Actor
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.queries import session_of, token_owner


@dataclass(frozen=True)
class Principal:
    """How someone came in. `session` is the cookie's token: it binds CSRF tokens and is never shown."""

    session: str = ""
    session_id: int | None = None
    device_id: int | None = None
    by_token: bool = False


AppRequest: TypeAlias = Request[Actor, Principal, State]
AppConnection: TypeAlias = ASGIConnection[object, Actor | None, Principal, State]


def cookie_name(settings: Settings, purpose: str) -> str:
    """Cookies ignore ports: the port in the name keeps a demo and the real house apart on one machine."""
    return f"{purpose}-{settings.port}"


class Recognise(AbstractAuthenticationMiddleware):
    async def authenticate_request(self, connection: AppConnection) -> AuthenticationResult:
        office: Office = connection.app.state.office
        settings: Settings = connection.app.state.settings
        if connection.url.path.startswith("/api/"):
            return await _by_token(connection, office)
        token = connection.cookies.get(cookie_name(settings, "session"), "")
        if not token:
            return AuthenticationResult(user=None, auth=Principal())
        async with office.database.reading() as db:
            found = await session_of(db, token, office.clock(), timedelta(days=settings.session_idle_days))
        if found is None:
            return AuthenticationResult(user=None, auth=Principal())
        connection.state["session_seen"] = (found.id, found.seen_at)
        return AuthenticationResult(user=found.actor, auth=Principal(token, found.id, found.device_id))


async def _by_token(connection: AppConnection, office: Office) -> AuthenticationResult:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return AuthenticationResult(user=None, auth=Principal())
    async with office.database.reading() as db:
        actor = await token_owner(db, token.strip(), office.clock())
    return AuthenticationResult(user=actor, auth=Principal(by_token=actor is not None))
