"""ETags: what has not changed is not sent again, and a change of something stale is refused."""

import gzip
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import cast

from litestar import Litestar
from litestar.exceptions import MethodNotAllowedException
from litestar.types import ASGIApp, HTTPRequestEvent, HTTPScope, Receive, Scope, Send

from appliance.core.errors import Changed
from appliance.core.i18n import mark as _
from appliance.core.work import TERMS, Terms, Work
from appliance.web.api.door import Told
from appliance.web.api.scopes import INSIDE, has_header, header

SAFE = ("GET", "HEAD", "OPTIONS")
PACKED_FROM = 1000  # bytes
PACKED = "-gzip"
KEPT = ("type", "asgi", "http_version", "scheme", "root_path", "client", "server", "app", "litestar_app")
STALE = _("This has changed since you read it. Read it again, and then change it.")


def versioned(app: ASGIApp) -> ASGIApp:
    async def told(scope: Scope, receive: Receive, send: Send) -> None:
        scope = cast(HTTPScope, scope)
        if scope["method"] in SAFE:
            await _read(app, scope, receive, send)
        elif has_header(scope, b"if-match"):
            await _change(app, scope, receive, send)
        else:
            await app(scope, receive, send)

    return told


async def _read(app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> None:
    answer = Told()
    await app(scope, receive, answer.take)
    if answer.status == 200:
        _mark(answer, scope)
    await answer.give(send)


def _mark(answer: Told, scope: HTTPScope) -> None:
    """A packed body is another representation, so that its tag differs; both mean the same version."""
    tag = version_of(answer)
    large = len(answer.body) >= PACKED_FROM and answer.headers.get("content-type", "").endswith("json")
    packed = large and _takes_gzip(header(scope, b"accept-encoding"))
    answer.headers["vary"] = "Accept-Encoding, Authorization"
    answer.headers["cache-control"] = "private, no-cache"
    answer.headers["etag"] = f'"{tag}{PACKED if packed else ""}"'
    if tag in _tags(header(scope, b"if-none-match"), tag, weak=True):
        answer.status, answer.body = 304, b""
        for name in ("content-type", "content-length"):
            answer.headers.pop(name, None)
    elif packed:
        answer.body = gzip.compress(answer.body, 4, mtime=0)
        answer.headers["content-encoding"] = "gzip"
        answer.headers["content-length"] = str(len(answer.body))


def version_of(answer: Told) -> str:
    """Over what the reader gets, the way to the next page included."""
    known = sha256(answer.body)
    known.update(answer.headers.get("link", "").encode())
    return urlsafe_b64encode(known.digest()).decode()[:27]


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        kind, _semicolon, quality = part.partition(";")
        if kind.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _tags(said: str, current: str, *, weak: bool) -> set[str]:
    """`*` is whatever there is now. `W/` counts where only reading is saved, never for a change."""
    found = set()
    for part in said.split(","):
        tag = part.strip()
        if tag == "*":
            found.add(current)
        if weak:
            tag = tag.removeprefix("W/")
        if len(tag) > 1 and tag[0] == tag[-1] == '"':
            found.add(tag[1:-1].removesuffix(PACKED))
    return found


async def _change(app: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> None:
    condition = Condition(scope, TERMS.get())
    token = TERMS.set(condition)
    try:
        await app(scope, receive, send)
    finally:
        TERMS.reset(token)


class Condition:
    """Looks at the address inside the write transaction: no other writer can come in between."""

    def __init__(self, scope: HTTPScope, also: Terms | None) -> None:
        self._scope = scope
        self._also = also
        self._looked = False

    async def before(self, work: Work) -> None:
        if not self._looked:
            self._looked = True
            await self._look()
        if self._also is not None:
            await self._also.before(work)

    async def after(self, work: Work) -> None:
        if self._also is not None:
            await self._also.after(work)

    async def _look(self) -> None:
        current = await _as_read(self._scope)
        if current.status == 404:
            return  # the verb says so itself
        tag = current.headers.get("etag", "").strip('"')
        if not tag or tag not in _tags(header(self._scope, b"if-match"), tag, weak=False):
            raise Changed(STALE)


async def _as_read(scope: HTTPScope) -> Told:
    """What GET of the same address tells the same member now."""
    house: Litestar = scope["litestar_app"]
    host = [(name, value) for name, value in scope["headers"] if name == b"host"]
    asking = {name: scope[name] for name in KEPT if name in scope}  # type: ignore[literal-required]
    asking |= {"method": "GET", "path": scope["path"], "raw_path": scope.get("raw_path"), "query_string": b""}
    asking |= {"headers": host, "state": {}, INSIDE: (scope["user"], scope["auth"])}
    answer = Told()
    try:
        await house.asgi_router(cast(HTTPScope, asking), _nothing, answer.take)
    except MethodNotAllowedException:
        return Told(status=405)
    return answer


async def _nothing() -> HTTPRequestEvent:
    return {"type": "http.request", "body": b"", "more_body": False}
