"""Every page for everyone: axe finds nothing, nothing scrolls sideways, nothing moves for who wants it still.

Each page is looked at in one of six looks; with APPLIANCE_TEST_ALL in all of them. What there is to look at
is found by walking: a page that a link leads to is looked at without being named here.
"""

import os
import re
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults, too_wide
from tests.journeys.people import Home, add_chore, new_page, tick, touch_face
from tests.journeys.served import Served, serve

ALL = os.environ.get("APPLIANCE_TEST_ALL", "") not in ("", "0")
LOOKS = list(product((320, 768, 1280), ("light", "dark")))
PEOPLE = ("Elena", "Leo", "Maya")
LINK = re.compile(r'href="(/[^"#]*)"')
LEFT_OUT = re.compile(r"^/(static|api|health|live)")
FETCH = "async (path) => { const answer = await fetch(path); return [answer.status, await answer.text()]; }"
NARROW = 320
FULL_DAY = (
    "Water the herbs",
    "Count the spoons",
    "Pair the gloves",
    "Air the bedroom",
    "Look for the turtle",
)


def kind_of(path: str) -> str:
    """Two chores are one kind of page."""
    return re.sub(r"\d[\d-]*", "N", path)


def walk(page: Page, home: Home, start: list[str]) -> list[str]:
    """One page of each kind that links lead to, in the order in which they are found."""
    found: dict[str, str] = {}
    waiting = list(start)
    page.goto(home.at(waiting[0]))
    while waiting:
        path = waiting.pop(0)
        if LEFT_OUT.match(path) or kind_of(path) in found:
            continue
        status, text = page.evaluate(FETCH, path)
        assert status == 200, f"{path} answered {status}"
        found[kind_of(path)] = path
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(text)]
    return list(found.values())


@pytest.fixture(scope="module")
def states(riveras: Home) -> dict[str, object]:
    """Who signed in once, on a full day: more chores than a small screen has room for in a line."""
    elena, maya = riveras.page_of("Elena"), riveras.page_of("Maya")
    leo = riveras.page_of("Leo")
    for title in FULL_DAY:
        add_chore(elena, riveras, title, "Maya")
    riveras.open(maya, "/today")
    tick(maya, FULL_DAY[0])
    pages = {"Elena": elena, "Leo": leo, "Maya": maya}
    kept: dict[str, object] = {name: page.context.storage_state() for name, page in pages.items()}
    for page in pages.values():
        page.context.close()
    return kept


@pytest.fixture(scope="module")
def paths(riveras: Home, states: dict[str, object]) -> dict[str, list[str]]:
    found = {}
    for name in PEOPLE:
        page = new_page(riveras.browser, storage_state=states[name])
        found[name] = walk(page, riveras, ["/today", "/me"])
        page.context.close()
    return found


def chosen(paths: list[str], look: int, shift: int) -> list[str]:
    return [path for n, path in enumerate(paths) if ALL or (n + shift) % len(LOOKS) == look]


def looked_at(page: Page, width: int, where: str) -> list[str]:
    """Also what a button opens above the page."""
    found = faults(page, width)
    for button in page.locator("button[popovertarget]:not([popovertargetaction])").all():
        button.click()
        found += faults(page, width)
        page.keyboard.press("Escape")
    return [f"{where}: {fault}" for fault in [*found, *too_wide(page, NARROW)]]


def page_for(home: Home, look: int, **more: object) -> Page:
    width, scheme = LOOKS[look]
    page = new_page(home.browser, color_scheme=scheme, reduced_motion="reduce", **more)
    page.set_viewport_size({"width": width, "height": 700})
    return page


@pytest.mark.parametrize("look", range(len(LOOKS)), ids=lambda n: f"{LOOKS[n][0]}-{LOOKS[n][1]}")
@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_is_in_anybodys_way(
    name: str, look: int, riveras: Home, states: dict[str, object], paths: dict[str, list[str]]
) -> None:
    page = page_for(riveras, look, storage_state=states[name])
    found: list[str] = []
    for path in chosen(paths[name], look, PEOPLE.index(name)):
        page.goto(riveras.at(path))
        found += looked_at(page, LOOKS[look][0], path)
    page.context.close()
    assert found == []


def test_the_walk_has_seen_the_whole_house(paths: dict[str, list[str]]) -> None:
    kinds = {name: {kind_of(path) for path in found} for name, found in paths.items()}
    everyone = {"/today", "/rewards", "/ask", "/me", "/me/looks", "/memories"}
    grown = {"/chores", "/screen", "/me/password", "/tokens/new", "/rewards/ledger"}
    assert everyone <= kinds["Maya"]
    assert everyone | grown <= kinds["Leo"]
    assert everyone | grown - {"/rewards/ledger"} <= kinds["Elena"]
    assert {"/family", "/family/settings", "/family/members/new", "/devices"} <= kinds["Elena"]
    assert {"/notifications", "/settings/assistant", "/chores/new", "/chores/list"} <= kinds["Elena"]
    assert {"/chores/N", "/occurrences/N", "/rewards/N", "/screen/members/N/rules"} <= kinds["Elena"]


@pytest.mark.parametrize("look", range(len(LOOKS)), ids=lambda n: f"{LOOKS[n][0]}-{LOOKS[n][1]}")
def test_the_front_door_stands_open_for_everyone(look: int, riveras: Home) -> None:
    width, found = LOOKS[look][0], []
    page = page_for(riveras, look, storage_state=riveras.tablet)
    for name in chosen(["Elena", "Leo", "Maya"], look, 3):
        page.goto(riveras.at("/sign-in"))
        touch_face(page, name)
        found += looked_at(page, width, f"the door of {name}")
    code = riveras.served.of("Elena")["enrolment_link"].rpartition("/")[2]
    for path in chosen(["/sign-in", "/sign-in?by=name", "/enrol", f"/enrol/{code}", "/nowhere"], look, 0):
        page.goto(riveras.at(path))
        found += looked_at(page, width, path)
    page.context.close()
    assert found == []


def test_what_was_not_right_is_told_to_everyone(riveras: Home, states: dict[str, object]) -> None:
    page = page_for(riveras, 1, storage_state=states["Elena"])
    found: list[str] = []
    page.goto(riveras.at("/nowhere"))
    found += looked_at(page, NARROW, "/nowhere")
    page.goto(riveras.at("/chores/new"))
    page.get_by_label("Chore", exact=True).fill(" ")
    page.get_by_role("button", name="Add the chore").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += looked_at(page, NARROW, "a chore without a name")
    page.context.close()
    assert found == []


def test_in_german_everything_has_room_too(riveras: Home, paths: dict[str, list[str]]) -> None:
    page = riveras.page_of("Marco", "small", reduced_motion="reduce")
    speak(page, riveras, "de")
    found: list[str] = []
    for n, path in enumerate(paths["Elena"]):
        page.goto(riveras.at(path))
        assert page.locator("html").get_attribute("lang") == "de"
        found += looked_at(page, NARROW, path) if ALL or n % 4 == 0 else too_wide(page, NARROW)
    speak(page, riveras, "")
    page.context.close()
    assert found == []


def speak(page: Page, home: Home, language: str) -> None:
    """Empty: the family's."""
    page.goto(home.at("/me/looks"))
    page.locator(f'input[name="language"][value="{language}"]').check(force=True)
    page.locator('form[action="/me/looks"] button[type="submit"]').click()
    expect(page).to_have_url(re.compile("/me$"))


@pytest.fixture
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("empty") / "data") as served:
        yield served


def test_setting_up_is_for_everyone(riveras: Home, bare: Served) -> None:
    page = new_page(riveras.browser, reduced_motion="reduce")
    found: list[str] = []

    def look_around(step: int) -> None:
        for width, scheme in LOOKS if ALL else [LOOKS[step], LOOKS[-1 - step]]:
            page.emulate_media(color_scheme=scheme)
            found.extend(looked_at(page, width, f"step {step + 1} of setting up"))

    page.goto(bare.address)
    look_around(0)
    page.get_by_label("Set-up code").fill((bare.data / "setup-code").read_text().strip())
    page.get_by_role("button", name="Begin").click()
    look_around(1)
    page.get_by_label("Family name").fill("Sandström-Oyelaran")
    page.get_by_role("button", name="Continue").click()
    look_around(2)
    page.get_by_label("Your name").fill("Folasade")
    page.get_by_label("Password").fill("four warm red mittens")
    page.get_by_role("button", name="Make our family").click()
    expect(page.get_by_role("heading", name="Who lives here?")).to_be_visible()
    look_around(3)
    page.get_by_role("link", name="Continue").click()
    look_around(4)
    page.get_by_role("link", name="Not now").click()
    look_around(5)
    page.context.close()
    assert found == []
