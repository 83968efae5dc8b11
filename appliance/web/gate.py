"""The outer gate: which host names we answer to, and what every answer carries."""

import ipaddress
import re
from collections.abc import Sequence

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from appliance.core.settings import Settings

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), microphone=(), payment=()",
}
# Names that the public DNS cannot hand out, so a foreign page cannot rebind them to us.
HOME_SUFFIXES = (".local", ".lan", ".home", ".home.arpa", ".internal", ".localdomain", ".fritz.box", ".test")

HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")


async def add_headers(message: Message, scope: Scope) -> None:
    """A coroutine, because Litestar would send a plain function to a thread."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("cache-control", "no-store")
    if scope.get("scheme") == "https":  # over plain http browsers ignore it, with a warning on every page
        headers.setdefault("cross-origin-opener-policy", "same-origin")


def hosts_only(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Refuses foreign Host headers before anything else runs: the answer to DNS rebinding."""

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and not host_is_ours(
            _host(scope), settings.hosts, _ports(scope, settings)
        ):
            await _misdirected(send)
            return
        await app(scope, receive, send)

    return gate


def host_is_ours(host: str, named: Sequence[str], ports: set[str]) -> bool:
    name, port = _split(host.lower())
    if port not in ports or not HOST.fullmatch(name):
        return False
    if (
        name in {entry.lower() for entry in named}
        or name.endswith(HOME_SUFFIXES)
        or "." not in name.strip("[]")
    ):
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _split(host: str) -> tuple[str, str]:
    if host.endswith("]") or ":" not in host:
        return host, ""
    name, _, port = host.rpartition(":")
    return name, port


def _ports(scope: Scope, settings: Settings) -> set[str]:
    server = scope.get("server")
    port = str(server[1]) if server and server[1] else str(settings.port)
    bare = {""} if port in ("80", "443") or settings.port in (80, 443) else set()
    return {port, str(settings.port)} | bare


def _host(scope: Scope) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == b"host"), "")


async def _misdirected(send: Send) -> None:
    text = b"This house does not answer to that name. Use the address it printed, or set APPLIANCE_HOSTS.\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    headers += [(key.encode(), value.encode()) for key, value in HEADERS.items()]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": False})
