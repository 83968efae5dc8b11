"""While the house cannot open: a page that says why and what helps, and a new try every few seconds."""

import asyncio
import json
import socket
from collections.abc import Mapping

import structlog
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send

from appliance import __version__
from appliance.cli.directory import Closed
from appliance.cli.opening import Opening
from appliance.cli.server import Server, config_of, tell_systemd
from appliance.cli.watchdog import keep_saying_that_the_loop_runs
from appliance.core.disk import Trouble
from appliance.core.i18n import known_language, say
from appliance.core.i18n import mark as _
from appliance.web.assets import FOREVER, STATIC_PATH, assets
from appliance.web.errors import PROBLEM, problem_text
from appliance.web.gate import HEADERS
from appliance.web.render import templates

SOON = 3.0  # seconds until the next try
LATER = 60.0  # at most, where each try may write much
REASONS = {
    Trouble.FULL.value: _("Its disk is full. It opens by itself as soon as there is room."),
    Trouble.READ_ONLY.value: _("Its disk can only be read. It opens by itself when it can be written again."),
    Trouble.FAILING.value: _("Its disk does not answer as it should. It keeps on trying."),
    Trouble.MALFORMED.value: _("What it has stored cannot be read. Restoring a backup brings it back."),
    "newer": _("What it has stored was written by a newer version. That version has to be installed."),
    "not-migrated": _("It could not bring what it has stored to this version, and left it as it was."),
    "in-use": _("Something else is at work on what it has stored. It opens by itself after that."),
    "not-ours": _("It may not write to its own directory. Whoever looks after it can give it back."),
}
FRAME: Mapping[str, object] = {
    "viewer": None,
    "family_name": "",
    "csrf": "",
    "nav": [],
    "density": "std",
    "theme": "auto",
    "toast": None,
    "live_href": "",
    "status": 503,
}
COSTLY = (Trouble.FULL.value, "not-migrated")
HEADING = _("The house is closed for a moment")
log = structlog.get_logger("maintenance")


class ClosedPage:
    """What anyone gets to see, whatever was asked: the real pages need a database."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            return
        path = scope["path"]
        if path.startswith(STATIC_PATH):
            await _asset(send, path)
        elif path == "/health":
            told = {"status": "closed", "version": __version__, "reason": self.closed.reason}
            await _answer(send, 503, "application/json", json.dumps(told).encode())
        elif path.startswith("/api/"):
            body = problem_text(503, HEADING, self._why("en"), path)
            await _answer(send, 503, PROBLEM, body)
        else:
            await _answer(send, 503, "text/html; charset=utf-8", self._page(_language(scope)).encode())

    def _why(self, language: str) -> str:
        return say(language, REASONS[self.closed.reason])

    def _page(self, language: str) -> str:
        template = templates(language, "UTC").get_template("errors/closed.html")
        return template.render(
            FRAME,
            reason=self.closed.reason,
            why=self._why(language),
            heading=say(language, HEADING),
            language=language,
        )


def _language(scope: Scope) -> str:
    sent = [value for name, value in scope["headers"] if name == b"accept-language"]
    return known_language(sent[0].decode("latin-1") if sent else "en")


async def _asset(send: Send, path: str) -> None:
    found = assets().get(path.removeprefix(STATIC_PATH).partition("/")[2])
    if found is None:
        await _answer(send, 404, "text/plain", b"")
    else:
        await _answer(send, 200, found.kind, found.body, FOREVER)


async def _answer(send: Send, status: int, kind: str, body: bytes, kept: str = "no-store") -> None:
    headers = {**HEADERS, "content-type": kind, "cache-control": kept, "content-length": str(len(body))}
    if status == 503:
        headers["retry-after"] = str(int(SOON))
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body, "more_body": False})


async def wait_until_open(house: Opening, closed: Closed, listener: socket.socket) -> bool:
    """False where it was told to stop before the house could open."""
    page = ClosedPage(closed)
    server = Server(config_of(page, lifespan="off"))
    server.when_ready = lambda: tell_systemd(f"READY=1\nSTATUS=Closed: {page.closed.sentence}")
    trying = asyncio.create_task(_try_again(house, page, server))
    watching = asyncio.create_task(keep_saying_that_the_loop_runs())
    try:
        await server.serve(sockets=[listener.dup()])  # the server closes its own; the door stays open
    finally:
        watching.cancel()
        trying.cancel()
        await asyncio.wait({trying})
    if not trying.cancelled():
        trying.result()
    return house.app is not None


async def _try_again(house: Opening, page: ClosedPage, server: Server) -> None:
    wait = SOON
    try:
        while True:
            log.warning("closed", reason=page.closed.reason, why=page.closed.sentence)
            before = page.closed.reason
            while page.closed.reason == before:
                await asyncio.sleep(wait)
                wait = min(wait * 2, LATER) if before in COSTLY else SOON
                found = await asyncio.to_thread(house.attempt)
                if found is None:
                    return
                page.closed = found
            tell_systemd(f"STATUS=Closed: {page.closed.sentence}")
    finally:
        server.should_exit = True
