"""What a browser complains about: errors in its log, and requests that leave the house."""

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

OURS = ("http://family.local:", "data:", "blob:", "about:")
# Chromium writes every refused request into the log; the tests themselves say where one is expected.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4(01|03|04|22|29) ")
SKIPPED = "Transition was skipped"  # Chromium's, of a page that was left before its transition ended

complaints: list[str] = []


def watch(context: BrowserContext) -> BrowserContext:
    context.on("console", _log)
    context.on("weberror", _broken)
    context.on("request", _asked)
    return context


def _log(message: ConsoleMessage) -> None:
    static = "/static/" in str(message.location.get("url", ""))
    if message.type == "error" and (static or not REFUSED.match(message.text)):
        complaints.append(f"log: {message.text} ({message.location.get('url')})")


def _broken(error: WebError) -> None:
    if SKIPPED not in str(error.error):
        complaints.append(f"script: {error.error}")


def _asked(request: Request) -> None:
    if not request.url.startswith(OURS):
        complaints.append(f"left the house: {request.url}")
