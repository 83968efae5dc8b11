"""Keyboard alone, small and large fingers, paper, and colours that the reader's machine forces."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults
from tests.journeys.people import Home, new_page

PAGES = {
    "Elena": (
        "/today",
        "/chores",
        "/chores/new",
        "/chores/routines",
        "/screen",
        "/rewards",
        "/ask",
        "/me",
        "/family",
        "/devices",
    ),
    "Leo": ("/today", "/rewards", "/screen", "/me"),
    "Maya": ("/today", "/rewards", "/ask", "/me"),
}
TARGET = {"Elena": 44, "Leo": 44, "Maya": 72}
# What a Tab should come to: one radio of each group, nothing that is folded away.
WANTED = """() => {
  const seen = new Set(), names = new Set();
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (one.disabled || one.type === 'hidden' || one.tabIndex < 0) continue;
    if (!one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    if (one.type === 'radio') {
      const name = one.form?.action + one.name;
      if (names.has(name)) continue;
      names.add(name);
    }
    seen.add(one);
  }
  window.wanted = seen; window.missed = [];
  return seen.size;
}"""
# Where the focus is, whether it can be seen there, and what lies over it.
HERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const radio = here.type === 'radio';
  for (const one of window.wanted) {
    const twin = radio && one.type === 'radio' && one.name === here.name && one.form === here.form;
    if (one === here || twin) window.wanted.delete(one);
  }
  const drawn = here.closest('label') && getComputedStyle(here).opacity === '0';
  const shown = drawn ? here.nextElementSibling : here;
  const box = shown.getBoundingClientRect();
  const style = getComputedStyle(shown), around = getComputedStyle(here.closest('.say-box') || shown);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const within = here.matches('[type=date], [type=time]') && !here.matches(':focus'); // its own small button
  const visible = outlined || within || (shown.closest('.say-box') && around.boxShadow !== 'none');
  const x = box.left + Math.min(box.width / 2, 40), y = box.top + box.height / 2;
  const above = document.elementFromPoint(x, y);
  const over = above && !shown.contains(above) && !above.contains(shown);
  const covered = over && above.closest('.nav, .composer, .toasts, .offline');
  const name = (here.getAttribute('aria-label') || here.innerText || here.name).trim().slice(0, 40);
  const inside = y >= 0 && y <= innerHeight;
  return { name, visible, covered: Boolean(covered), inside };
}"""
LEFT = "() => [...window.wanted].map((one) => one.outerHTML.slice(0, 120))"
# A link inside a sentence is as high as its line; everything else is a target.
SMALL = """(least) => {
  const small = [];
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (one.disabled || one.type === 'hidden' || one.matches('.skip')) continue;
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    if (getComputedStyle(one).display === 'inline') continue;
    const whole = one.matches('[type=radio], [type=checkbox]') ? one.closest('label') || one : one;
    const box = whole.getBoundingClientRect();
    if (!box.height || box.height > least - 0.5) continue;
    small.push(`${whole.outerHTML.slice(0, 90)} ${Math.round(box.height)}`);
  }
  return small;
}"""


@pytest.fixture(scope="module")
def states(riveras: Home) -> dict[str, object]:
    found = {}
    for name in PAGES:
        page = riveras.page_of(name)
        found[name] = page.context.storage_state()
        page.context.close()
    return found


def tab_through(page: Page) -> list[str]:
    wrong = []
    parts = 4 * page.locator("input[type=date], input[type=time]").count()  # day, month, year; hour, minute
    for _step in range(page.evaluate(WANTED) + parts + 8):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        if not here["visible"]:
            wrong.append(f"nobody sees that {here['name']} has the focus")
        if here["covered"] or not here["inside"]:
            wrong.append(f"{here['name']} has the focus and lies under something")
    return wrong + [f"not reached: {one}" for one in page.evaluate(LEFT)]


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(
    name: str, riveras: Home, states: dict[str, object]
) -> None:
    page = new_page(riveras.browser, storage_state=states[name], reduced_motion="reduce")
    found = []
    for n, path in enumerate(PAGES[name]):
        page.set_viewport_size({"width": 1280 if n % 3 == 2 else 390, "height": 700})
        page.goto(riveras.at(path))
        found += [f"{path}: {fault}" for fault in tab_through(page)]
    page.context.close()
    assert found == []


def test_the_page_comes_before_the_menu_on_a_phone_and_after_it_on_a_desk(
    riveras: Home, states: dict[str, object]
) -> None:
    for width, first in ((390, "main"), (1280, "nav")):
        page = new_page(riveras.browser, storage_state=states["Elena"])
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(riveras.at("/today"))
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.closest('main, nav').localName") == first
        page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_button_is_large_enough_for_the_finger_it_is_for(
    name: str, riveras: Home, states: dict[str, object]
) -> None:
    page = new_page(riveras.browser, storage_state=states[name])
    found = []
    for path in PAGES[name]:
        page.goto(riveras.at(path))
        found += [f"{path}: {small}" for small in page.evaluate(SMALL, TARGET[name])]
    page.context.close()
    assert found == []


def test_week_ledger_and_minutes_are_readable_on_paper(riveras: Home, states: dict[str, object]) -> None:
    page = new_page(riveras.browser, storage_state=states["Leo"], color_scheme="dark")
    for path in ("/chores", "/rewards/ledger", "/screen"):
        page.goto(riveras.at(path))
        page.emulate_media(media="print")
        expect(page.locator("#menu")).to_be_hidden()
        expect(page.locator(".btn").first).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        ink = page.evaluate("() => getComputedStyle(document.querySelector('h1')).color")
        assert ground == "rgb(255, 255, 255)"
        assert max(map(int, re.findall(r"\d+", ink)[:3])) < 90
        if path != "/screen":
            continue
        expect(page.locator("figure.chart table").first).to_be_visible()
    page.context.close()


def test_forced_colours_keep_what_is_chosen_apart(riveras: Home, states: dict[str, object]) -> None:
    page = new_page(
        riveras.browser, storage_state=states["Elena"], forced_colors="active", reduced_motion="reduce"
    )
    for path in ("/today", "/chores", "/chores/new"):
        page.goto(riveras.at(path))
        assert faults(page, 390) == []
    chosen = page.locator(".pick input:checked + span").first
    other = page.locator(".pick input:not(:checked) + span").first
    ground = "(one) => getComputedStyle(one).backgroundColor"
    assert chosen.evaluate(ground) != other.evaluate(ground)
    page.context.close()


def test_on_the_wall_everything_is_large_and_nothing_is_wrong(riveras: Home) -> None:
    page = riveras.page_of("Marco", reduced_motion="reduce")
    page.goto(riveras.at("/devices"))
    page.locator("li", has_text="this browser").get_by_role("link").click()
    page.get_by_role("switch", name="Shows the day").check()
    page.locator('form[action$="/display"]').get_by_role("button").click()
    expect(page.get_by_text("Last updated")).to_be_visible()
    found = page.evaluate(SMALL, 64)
    for width in (320, 768, 1280):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += faults(page, width)
    page.get_by_role("link", name=re.compile("Maya")).click()
    expect(page).to_have_url(re.compile("/sign-in/members/"))
    page.context.close()
    assert found == []
