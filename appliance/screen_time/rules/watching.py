"""What watchers saw as use: windows in front of somebody who was there, browsers told by their sites."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, zip_longest
from typing import NamedTuple

from appliance.screen_time.rules.spans import Span, clipped, united

HOUR = timedelta(hours=1)
SWITCH = timedelta(seconds=5)  # a watcher that looks once a second misses as much of a window when it changes
PAGE = timedelta(seconds=80)  # a browser's watcher tells the same page again once a minute
LOCKED = frozenset(
    {"lockapp", "lockapp.exe", "loginwindow", "screensaverengine", "gnome-screensaver", "i3lock"}
)
BROWSER_WORDS = ("firefox", "chrome", "edge", "brave", "opera", "vivaldi", "safari", "librewolf", "arc")


class Shown(NamedTuple):
    """A window or a site that was in front; `watcher` tells several browsers on one device apart."""

    span: Span
    word: str
    watcher: str = ""


class Used(NamedTuple):
    span: Span
    word: str
    kind: str = "app"  # or site


@dataclass(frozen=True)
class Watched:
    """Away: where a watcher said that nobody was there. What no watcher spoke of was use."""

    windows: Sequence[Shown]
    away: Sequence[Span]
    there: Sequence[Span]
    sites: Sequence[Shown]


def used(watched: Watched, within: Span, is_browser: Callable[[str], bool]) -> list[Used]:
    """By time; nothing longer than an hour of the clock, so that each hour can be derived by itself."""
    absent = without(united(watched.away), united(watched.there))
    sites = _Sites(watched.sites)
    found: list[Used] = []
    for window in _closed(watched.windows, SWITCH):
        if window.word.casefold() in LOCKED or not window.word:
            continue
        for span in without(clipped([window.span], within), absent):
            found += sites.within(window.word, span) if is_browser(window.word) else [Used(span, window.word)]
    return [piece._replace(span=part) for piece in _one_each(found) for part in hours_of(piece.span)]


class _Sites:
    """What browsers showed, ready to be asked for many short spans."""

    def __init__(self, sites: Sequence[Shown]) -> None:
        self._all = [site for site in _closed(sites, PAGE) if site.word]
        self._by_window: dict[str, tuple[list[Shown], list[datetime]]] = {}

    def within(self, window: str, span: Span) -> Iterator[Used]:
        """Each site with its part of the span; the rest is the browser's."""
        sites, tops = self._by_window.get(window) or self._of(window)
        left = [span]
        for site in sites[bisect_right(tops, span.start) :]:
            if site.span.start >= span.end:
                break
            for part in clipped(left, site.span):
                yield Used(part, site.word, "site")
            left = without(left, [site.span])
        for part in left:
            yield Used(part, window)

    def _of(self, window: str) -> tuple[list[Shown], list[datetime]]:
        sites = [site for site in self._all if _of_this_browser(window, site.watcher)]
        sites.sort(key=lambda site: site.span.start)
        tops = list(accumulate((site.span.end for site in sites), max))
        self._by_window[window] = sites, tops
        return sites, tops


def _of_this_browser(window: str, watcher: str) -> bool:
    """`aw-watcher-web-firefox_pc` tells of Firefox; a watcher of a browser that we do not know, of any."""
    named = [word for word in BROWSER_WORDS if word in watcher.casefold()]
    return not named or any(word in window.casefold().replace("chromium", "chrome") for word in named)


def _closed(shown: Sequence[Shown], gap: timedelta) -> list[Shown]:
    """Each runs on until the next one of its watcher, where little lies between them."""
    rows = sorted(shown, key=lambda row: (row.watcher, row.span.start))
    found = []
    for row, following in zip_longest(rows, rows[1:]):
        end = row.span.end
        if following and following.watcher == row.watcher and end < following.span.start <= end + gap:
            end = following.span.start
        found.append(row._replace(span=Span(row.span.start, end)))
    return found


def _one_each(pieces: Iterable[Used]) -> list[Used]:
    """The same word told by two watchers at once is one use."""
    by_word: dict[tuple[str, str], list[Span]] = {}
    for piece in pieces:
        by_word.setdefault((piece.word, piece.kind), []).append(piece.span)
    found = [Used(span, word, kind) for (word, kind), spans in by_word.items() for span in united(spans)]
    return sorted(found, key=lambda piece: (piece.span.start, piece.word))


def without(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """`taken` by time and disjoint, as `united` gives them."""
    found = []
    for start, end in spans:
        for off in taken:
            if off.start >= end:
                break
            if off.end > start:
                if off.start > start:
                    found.append(Span(start, off.start))
                start = max(start, off.end)
        if start < end:
            found.append(Span(start, end))
    return found


def hours_of(span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = min(hour_of(start) + HOUR, span.end)
        yield Span(start, end)
        start = end


def hour_of(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
