"""What of an event is stored: which app, which site, whether somebody was there. No titles unless wanted."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

WINDOW, AFK, WEB = "currentwindow", "afkstatus", "web.tab.current"
BY_NAME = (
    ("aw-watcher-window", WINDOW),
    ("aw-watcher-afk", AFK),
    ("aw-watcher-web", WEB),
    ("aw-client-web", WEB),
)
UNWANTED = {"title", "url"}
LONGEST_WORD, MOST = 300, 4096  # letters of one word, bytes of all

_encode = msgspec.json.Encoder(order="deterministic").encode
Words = dict[str, object]


def type_by_name(bucket: str) -> str:
    """For a bucket that nobody has introduced: a watcher introduces its own only when it connects anew."""
    return next((type for start, type in BY_NAME if bucket.startswith(start)), "")


def kept_words(type: str, told: Mapping[str, object], titles: bool) -> str:
    """JSON with sorted keys: two that are the same are the same text."""
    words = BY_TYPE.get(type, _of_others)(told, titles)
    try:
        found = _encode(words)
    except OverflowError:  # a number that nothing else could read again
        return "{}"
    return found.decode() if len(found) <= MOST else "{}"


def _of_window(told: Mapping[str, object], titles: bool) -> Words:
    return {"app": _word(told.get("app")), **_title(told, titles)}


def _of_presence(told: Mapping[str, object], _titles: bool) -> Words:
    return {"status": _word(told.get("status"))}


def _of_tab(told: Mapping[str, object], titles: bool) -> Words:
    """Of a private window only that it was one."""
    audible = {"audible": told.get("audible") is True}
    if told.get("incognito") is True:
        return {"incognito": True, **audible}
    address = _word(told.get("url"), MOST)
    return {"url": address if titles else site_of(address), **audible, **_title(told, titles)}


def _of_others(told: Mapping[str, object], titles: bool) -> Words:
    return {
        key[:LONGEST_WORD]: _short(value, titles)
        for key, value in told.items()
        if titles or key.lower() not in UNWANTED
    }


BY_TYPE = {WINDOW: _of_window, AFK: _of_presence, WEB: _of_tab}


def site_of(address: str) -> str:
    """`https://host/`: neither the path nor what was searched for. A file or a page of the browser: none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}/" if parts.scheme in ("http", "https") and host else ""


def _title(told: Mapping[str, object], titles: bool) -> Words:
    return {"title": _word(told["title"])} if titles and "title" in told else {}


def _word(value: object, longest: int = LONGEST_WORD) -> str:
    return value[:longest] if isinstance(value, str) else ""


def _short(value: object, titles: bool) -> object:
    if isinstance(value, str):
        return value[:LONGEST_WORD]
    if isinstance(value, list):
        return [_short(part, titles) for part in value]
    return _of_others(value, titles) if isinstance(value, dict) else value
