"""The rules of axe-core on a page as it stands, no sideways scroll, and nothing that moves unasked."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).with_name("axe.min.js").read_text()
RUN = "() => axe.run(document, {resultTypes: ['violations']})"
HEIGHT = "() => document.documentElement.scrollHeight"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNFOLD = "() => document.querySelectorAll('details').forEach((folded) => { folded.open = true; })"
MOVING = "() => document.getAnimations().length"
WHOLE = "() => document.body !== null && document.readyState === 'complete'"
TALLEST = 12_000  # pixels


def faults(page: Page, width: int) -> list[str]:
    """At its full height: the bar at the foot of a phone would hide buttons from axe."""
    _is_whole(page)
    page.set_viewport_size({"width": width, "height": 700})
    page.evaluate(UNFOLD)
    page.set_viewport_size({"width": width, "height": min(page.evaluate(HEIGHT), TALLEST)})
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE)
    found = [
        f"{rule['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in page.evaluate(RUN)["violations"]
        for node in rule["nodes"]
    ]
    return [*found, *_scrolls(page), *_moves(page)]


def too_wide(page: Page, width: int) -> list[str]:
    _is_whole(page)
    page.set_viewport_size({"width": width, "height": 700})
    return _scrolls(page)


def _is_whole(page: Page) -> None:
    """A tap returns when the next page begins to arrive: for a moment there is a document without a root."""
    page.wait_for_load_state()
    page.wait_for_function(WHOLE)


def _scrolls(page: Page) -> list[str]:
    wider = page.evaluate(WIDER)
    return [f"scrolls sideways by {wider} pixels"] if wider > 0 else []


def _moves(page: Page) -> list[str]:
    moving = page.evaluate(MOVING)
    return [f"{moving} animations although the reader wants none"] if moving else []
