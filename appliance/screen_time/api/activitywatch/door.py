"""`/api/0`, before the web framework and inside the gate of host names: it is knocked at all day."""

from collections.abc import AsyncIterator, Mapping
from urllib.parse import unquote

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from appliance.core.disk import refusal_of
from appliance.core.errors import NotFound, Refusal, SignInNeeded
from appliance.core.i18n import mark as _
from appliance.core.i18n import say_refusal
from appliance.core.work import Office
from appliance.screen_time.activitywatch.mailbox import Mailbox
from appliance.screen_time.api.activitywatch.callers import Callers
from appliance.screen_time.api.activitywatch.routes import OPEN, ROOT, ROUTES, shape_of
from appliance.screen_time.api.activitywatch.visits import CutOff, Reply, Visit, told

EXTENSIONS = (b"moz-extension://", b"chrome-extension://")
METHODS = b"GET, POST, PUT, OPTIONS"
ALWAYS = (
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
)
log = structlog.get_logger("activitywatch")
Headers = Mapping[bytes, bytes]


class NotSo(Refusal):
    status = 405


def for_watchers(app: ASGIApp, office: Office, mailbox: Mailbox) -> ASGIApp:
    callers = Callers(office, mailbox)

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or not scope["path"].startswith(ROOT):
            await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        visit = Visit(office, mailbox, scope, receive, None)
        try:
            reply = await _answered(visit, callers, headers)
        except CutOff:
            return
        await _give(send, reply, scope, _for_extensions(headers))

    return door


async def _answered(visit: Visit, callers: Callers, headers: Headers) -> Reply:
    scope, disk = visit.scope, visit.office.database.disk
    if scope["method"] == "OPTIONS":  # a browser asks before it sends its key
        return Reply(b"", 204)
    try:
        visit.caller = await callers.of(headers.get(b"authorization", b""))
        return await _routed(visit)
    except Refusal as refusal:
        return _refused(refusal)
    except CutOff:
        raise
    except Exception as fault:
        trouble = disk.met_beside(fault)
        if trouble is not None:
            return _refused(refusal_of(trouble))
        log.exception("fault", path=scope["path"], method=scope["method"])
        return told({"message": "Something broke on our side. Nothing was changed."}, 500)


async def _routed(visit: Visit) -> Reply:
    parts = _parts(visit.scope)
    shape, method = shape_of(parts), visit.scope["method"]
    if visit.caller is None and shape not in OPEN:
        raise SignInNeeded(_("This needs the token of a device, or a key of your own."))
    ways = ROUTES.get(shape)
    if ways is None:
        raise NotFound(_("There is no such address."))
    answer = ways.get("GET" if method == "HEAD" else method)
    if answer is None:
        raise NotSo(_("This address does not take %(method)s."), method=method[:20])
    visit.bucket, visit.number = (*parts[1:2], "")[0], (*parts[3:4], "")[0]
    return await answer(visit)


def _parts(scope: HTTPScope) -> list[str]:
    """Of the address as it was sent: the name of a bucket may have a slash in it."""
    raw = scope.get("raw_path") or scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    return [unquote(part) for part in path[len(ROOT) :].rstrip("/").split("/")]


def _refused(refusal: Refusal) -> Reply:
    headers = [(name.encode(), value.encode()) for name, value in refusal.headers.items()]
    if isinstance(refusal, SignInNeeded):
        headers.append(
            (b"www-authenticate", b"Bearer")
        )  # for Basic a browser would ask a child for a password
    reply = told({"message": say_refusal("en", refusal)}, refusal.status)
    return Reply(reply.body, reply.status, tuple(headers))


def _for_extensions(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Pages of other sites are told nothing; the browser's own watcher may read the answers."""
    origin = headers.get(b"origin", b"")
    if not origin.startswith(EXTENSIONS):
        return []
    wanted = headers.get(b"access-control-request-headers", b"authorization, content-type")
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-headers", wanted),
        (b"access-control-allow-methods", METHODS),
        (b"access-control-max-age", b"600"),
        (b"vary", b"Origin"),
    ]


async def _give(send: Send, reply: Reply, scope: HTTPScope, more: list[tuple[bytes, bytes]]) -> None:
    headers = [*ALWAYS, *reply.headers, *more]
    body = reply.body
    if isinstance(body, bytes):
        headers += [(b"content-length", str(len(body)).encode())] if reply.status not in (204, 304) else []
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if isinstance(body, bytes):
        shown = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.body", "body": shown, "more_body": False})
    else:
        await _stream(send, body, scope["method"] == "HEAD")


async def _stream(send: Send, pieces: AsyncIterator[bytes], empty: bool) -> None:
    if not empty:
        async for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
