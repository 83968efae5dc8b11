"""What all of `/api` does alike, before any route: HEAD, OPTIONS, and addresses that lead nowhere."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import cast

from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.types import ASGIApp, HTTPScope, Message, Method, Receive, Scope, Send

from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.web.errors import problem_text

V1 = "/api/v1"
PAGES = ("/api/docs", "/api/docs/")
DOCUMENT = ("/api", "/api/openapi.json")
METHODS: tuple[Method, ...] = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOWHERE = _("There is no such address.")
NOT_SO = _("This address does not take %(method)s.")


@dataclass
class Told:
    """A whole answer, kept back until someone has looked at it."""

    status: int = 0
    headers: MutableScopeHeaders = field(default_factory=MutableScopeHeaders)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = MutableScopeHeaders({"headers": list(message["headers"])})
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers.headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": False})


def for_programs(app: ASGIApp, house: Litestar) -> ASGIApp:
    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not _is_api(scope["path"]):
            await app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            await app(cast(HTTPScope, {**scope, "method": "GET"}), receive, _without_body(send))
        elif allowed := _instead(house, scope):
            await _answer(scope, send, allowed)
        else:
            await app(scope, receive, send)

    return door


def _is_api(path: str) -> bool:
    return (path == "/api" or path.startswith("/api/")) and path not in PAGES


def _instead(house: Litestar, scope: HTTPScope) -> set[str]:
    """What the address takes, where the request is not for a route of ours; `-`: there is no such address."""
    method, path = scope["method"], scope["path"].rstrip("/")
    if method in METHODS and _leads(house, path, method):
        return set()
    taken = {known for known in METHODS if _leads(house, path, known)}
    return taken | ({"HEAD"} if "GET" in taken else set()) | {"OPTIONS"} if taken else {"-"}


def _leads(house: Litestar, path: str, method: Method) -> bool:
    if not path.startswith(V1) and path not in DOCUMENT:
        return False
    try:
        house.asgi_router.handle_routing(path=path, method=method)
    except (MethodNotAllowedException, NotFoundException):
        return False
    return True


async def _answer(scope: HTTPScope, send: Send, allowed: set[str]) -> None:
    method, headers = scope["method"], [(b"allow", ", ".join(sorted(allowed)).encode())]
    if allowed == {"-"}:
        await _send(send, 404, [], problem_text(404, "Not found", say("en", NOWHERE), scope["path"]))
    elif method == "OPTIONS":
        await _send(send, 204, headers, b"")
    else:
        sentence = say("en", NOT_SO, method=method[:20])
        await _send(send, 405, headers, problem_text(405, "Not possible", sentence, scope["path"]))


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    kind = [(b"content-type", b"application/problem+json")] if body else []
    length = [] if status == 204 else [(b"content-length", str(len(body)).encode())]
    all_headers = [*headers, *kind, *length]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _without_body(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def only_headers(message: Message) -> None:
        if message["type"] == "http.response.body":
            message["body"] = b""
        await send(message)

    return only_headers
