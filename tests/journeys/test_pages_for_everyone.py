"""Every page for everyone: axe finds nothing, nothing scrolls sideways, nothing moves for who wants it still.

Six looks (three widths, light and dark) in two languages, for every role. With APPLIANCE_TEST_ALL every
page is looked at in all twelve; else in one of them, another one each day, so that twelve days see all.
What there is to look at is found by walking: whatever a link leads to is looked at without being named here.
"""

import os
import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults, too_wide
from tests.journeys.people import Home, add_chore, new_page, tick, touch_face
from tests.journeys.served import Served, serve

ALL = os.environ.get("APPLIANCE_TEST_ALL", "") not in ("", "0")
pytestmark = pytest.mark.timeout(3600 if ALL else 300)
TURN = int(os.environ.get("APPLIANCE_TEST_TURN") or date.today().toordinal())
LOOKS = list(product((320, 768, 1280), ("light", "dark")))
LANGUAGES = ("en", "de")
PEOPLE = ("Elena", "Leo", "Maya", "Rosa")
LINK = re.compile(r'href="(/[^"#]*)"')
LEFT_OUT = re.compile(r"^/(static|api/openapi|health|live|site\.webmanifest|pictures|memories/export)")
STYLE = [f"/style?density={density}" for density in ("std", "kid", "kiosk")]
FETCH = "async (path) => { const answer = await fetch(path); return [answer.status, await answer.text()]; }"
# What an open page fetches when something has changed.
PART = """async (path) => {
  const headers = {'HX-Request': 'true', 'HX-Request-Type': 'partial'};
  return (await fetch(path, {headers})).status;
}"""
# Forms with words that must be filled in, by their place on the page; each is then sent with blanks,
# whatever the browser would say to it.
WORDY = """() => [...document.querySelectorAll('form.form')].flatMap((form, n) => {
  const needed = [...form.elements].filter((one) => one.required && one.matches('input, textarea'));
  const odd = needed.some((one) => one.matches('[type=radio], [type=checkbox], [type=file]'));
  return needed.length && !odd && form.method === 'post' ? [n] : [];
})"""
# A blank may be somebody's password, and too many tries with it have to wait.
BLANK = """(form) => {
  form.noValidate = true;
  for (const one of form.elements) if (one.required) one.value = one.type === 'password' ? '' : ' ';
  form.requestSubmit();
}"""
spoken: set[str] = set()
NARROW = 320
FULL_DAY = (
    "Water the herbs",
    "Count the spoons",
    "Pair the gloves",
    "Air the bedroom",
    "Look for the turtle",
)


FURTHER = re.compile(r"(?<=[?&])(after|before|day|member|name|person|q|state|weeks)=[^&]*&?")


def kind_of(path: str) -> str:
    """Two chores are one kind of page, and so is another week, person or app, and the rest of a list."""
    return re.sub(r"\d[\d-]*", "N", FURTHER.sub("", path).rstrip("?&"))


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
        assert page.evaluate(PART, path) == 200, f"the live part of {path} is broken"
        found[kind_of(path)] = path
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(text)]
    return list(found.values())


@pytest.fixture(scope="module")
def states(riveras: Home) -> dict[str, object]:
    """Who signed in once, on a full day: more chores than a small screen has room for in a line."""
    elena, maya = riveras.page_of("Elena"), riveras.page_of("Maya")
    leo, rosa = riveras.page_of("Leo"), riveras.page_of("Rosa")
    for title in FULL_DAY:
        add_chore(elena, riveras, title, "Maya")
    riveras.open(elena, "/backups")
    elena.get_by_role("button", name="Back up now").click()
    expect(elena.get_by_role("link", name="Open the backup of")).to_be_visible()
    riveras.open(maya, "/today")
    tick(maya, FULL_DAY[0])
    pages = {"Elena": elena, "Leo": leo, "Maya": maya, "Rosa": rosa}
    kept: dict[str, object] = {name: page.context.storage_state() for name, page in pages.items()}
    for page in pages.values():
        page.context.close()
    return kept


def at_home(home: Home, states: dict[str, object], name: str, **more: object) -> Page:
    """In a long run a parent comes in again: on a browser of everyone's they are out after a while."""
    page = new_page(home.browser, storage_state=states[name], **more)
    page.goto(home.at("/today"))
    if "/sign-in" in page.url:
        page.goto(home.at("/sign-in"))
        home.come_in(page, name)
        states[name] = page.context.storage_state()
    return page


@pytest.fixture(autouse=True)
def everyone_speaks_english_again(riveras: Home, states: dict[str, object]) -> Iterator[None]:
    yield
    for name in spoken:
        page = at_home(riveras, states, name)
        speak(page, riveras, "")
        page.context.close()
    spoken.clear()


@pytest.fixture(scope="module")
def paths(riveras: Home, states: dict[str, object]) -> dict[str, list[str]]:
    found = {}
    for name in PEOPLE:
        page = new_page(riveras.browser, storage_state=states[name])
        found[name] = walk(page, riveras, ["/today", "/me"]) + (STYLE if name == "Elena" else [])
        page.context.close()
    return found


def looks_for(n: int, language: str) -> list[tuple[int, str]]:
    """Of the twelve ways to look at the page number `n` those in this language whose turn it is."""
    if ALL:
        return LOOKS
    turn = (n + TURN) % (len(LOOKS) * len(LANGUAGES))
    return [LOOKS[turn // 2]] if turn % 2 == LANGUAGES.index(language) else []


def looked_at(page: Page, width: int, where: str) -> list[str]:
    """Also what a button opens above the page."""
    found = faults(page, width)
    for button in page.locator("button[popovertarget]:not([popovertargetaction])").all():
        button.click()
        found += faults(page, width)
        page.keyboard.press("Escape")
    return [f"{where}: {fault}" for fault in [*found, *too_wide(page, NARROW)]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_nothing_is_in_anybodys_way(
    name: str, language: str, riveras: Home, states: dict[str, object], paths: dict[str, list[str]]
) -> None:
    page = at_home(riveras, states, name, reduced_motion="reduce")
    speak(page, riveras, language, name)
    found: list[str] = []
    for n, path in enumerate(paths[name]):
        looks = looks_for(n, language)
        if looks or (
            language == "de" and (ALL or (n + TURN) % 2)
        ):  # long words: every page on each second day
            page.goto(riveras.at(path))
            assert page.locator("html").get_attribute("lang") == language
            found += all_looks(page, looks, path)
    page.context.close()
    assert found == []


def all_looks(page: Page, looks: list[tuple[int, str]], where: str) -> list[str]:
    found = []
    for width, scheme in looks:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += looked_at(page, width, f"{where} at {width}, {scheme}")
    return found + [f"{where}: {fault}" for fault in too_wide(page, NARROW)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_form_that_is_not_filled_in_tells_everyone_what_is_missing(
    name: str, language: str, riveras: Home, states: dict[str, object], paths: dict[str, list[str]]
) -> None:
    page = at_home(riveras, states, name, reduced_motion="reduce")
    speak(page, riveras, language, name)
    found: list[str] = []
    for n, path in enumerate(path for path in paths[name] if path not in STYLE):
        if not looks_for(n, language):
            continue
        page.goto(riveras.at(path))
        for form in page.evaluate(WORDY):
            page.goto(riveras.at(path))
            with page.expect_navigation() as answer:
                page.locator("form.form").nth(form).evaluate(BLANK)
            told = page.get_by_role("alert").count()
            if answer.value.status != 422 or not told:
                found.append(f"{path}, form {form}: answers {answer.value.status}, tells {told} times")
            found += all_looks(page, looks_for(n, language), f"{path}, form {form}, not filled in")
    page.context.close()
    assert found == []


def test_the_walk_has_seen_the_whole_house(paths: dict[str, list[str]]) -> None:
    kinds = {name: {kind_of(path) for path in found} for name, found in paths.items()}
    everyone = {"/today", "/rewards", "/ask", "/me", "/me/looks", "/memories", "/memories/keeping"}
    grown = {"/chores", "/screen", "/me/password", "/tokens/new", "/rewards/ledger"}
    assert everyone <= kinds["Maya"]
    assert everyone | grown <= kinds["Leo"]
    assert everyone | grown - {"/rewards/ledger"} <= kinds["Elena"]
    assert {"/today", "/chores", "/screen", "/ask", "/me"} <= kinds["Rosa"]
    assert {"/family", "/family/settings", "/family/members/new", "/devices"} <= kinds["Elena"]
    assert {"/notifications", "/settings/assistant", "/chores/new", "/chores/list"} <= kinds["Elena"]
    chores = {"pauses", "approvals", "routines", "history", "statistics", "calendars", "tables", "sheet"}
    assert {f"/chores/{page}" for page in chores} | {"/chores?view=month", "/proposals"} <= kinds["Elena"]
    assert "/proposals" in kinds["Maya"] and {"/proposals", "/chores/calendars"} <= kinds["Leo"]
    assert {"/house", "/backups", "/backups/plan", "/backups/sheet"} <= kinds["Elena"]
    assert any(kind.startswith("/backups/kept/N") for kind in kinds["Elena"])
    assert {"/chores/N", "/occurrences/N", "/rewards/N", "/screen/members/N/rules"} <= kinds["Elena"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_door_stands_open_for_everyone(language: str, riveras: Home) -> None:
    locale = {"en": "en-GB", "de": "de-DE"}[language]
    page = new_page(riveras.browser, storage_state=riveras.tablet, reduced_motion="reduce", locale=locale)
    found: list[str] = []
    for n, name in enumerate(("Elena", "Leo", "Maya")):
        page.goto(riveras.at("/sign-in"))
        touch_face(page, name)
        found += all_looks(page, looks_for(n, language), f"the door of {name}")
    code = riveras.served.of("Elena")["enrolment_link"].rpartition("/")[2]
    for n, path in enumerate(("/sign-in", "/sign-in?by=name", "/enrol", f"/enrol/{code}", "/nowhere"), 3):
        page.goto(riveras.at(path))
        found += all_looks(page, looks_for(n, language), path)
    page.context.close()
    assert found == []


def test_what_was_not_right_is_told_to_everyone(riveras: Home, states: dict[str, object]) -> None:
    page = new_page(
        riveras.browser, storage_state=states["Elena"], color_scheme="dark", reduced_motion="reduce"
    )
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


def test_the_wall_hangs_for_everyone(riveras: Home, states: dict[str, object]) -> None:
    wall = riveras.page_of("Marco", reduced_motion="reduce")
    wall.goto(riveras.at("/devices"))
    wall.locator("li", has_text="this browser").get_by_role("link").click()
    wall.get_by_role("switch", name="Shows the day").check()
    wall.locator('form[action$="/display"]').get_by_role("button").click()
    expect(wall.get_by_text("Last updated")).to_be_visible()
    elena = at_home(riveras, states, "Elena")
    found: list[str] = []
    for language in ("de", "en"):
        elena.goto(riveras.at("/family/settings"))
        elena.locator(f'[name="language"][value="{language}"]').check(force=True)
        elena.locator('form[action="/family/settings"] button[type="submit"]').click()
        elena.wait_for_url(re.compile("/family$"))
        wall.goto(riveras.at("/display"))
        assert wall.locator("html").get_attribute("lang") == language
        found += all_looks(wall, LOOKS if ALL else [LOOKS[TURN % len(LOOKS)]], f"the wall in {language}")
    wall.context.close()
    elena.context.close()
    assert found == []


def speak(page: Page, home: Home, language: str, name: str = "") -> None:
    """Empty: the family's. Named, it ends with the test."""
    spoken.update({name} - {""})
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
    expect(page.get_by_label("Family name")).to_be_visible()
    look_around(1)
    page.get_by_label("Family name").fill("Sandström-Oyelaran")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Your name")).to_be_visible()
    look_around(2)
    page.get_by_label("Your name").fill("Folasade")
    page.get_by_label("Password").fill("four warm red mittens")
    page.get_by_role("button", name="Make our family").click()
    expect(page.get_by_role("heading", name="Who lives here?")).to_be_visible()
    look_around(3)
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_role("link", name="Not now")).to_be_visible()
    look_around(4)
    page.get_by_role("link", name="Not now").click()
    expect(page.get_by_role("link", name="Not now")).to_have_count(0)
    look_around(5)
    empty = Home(riveras.browser, bare)
    for n, path in enumerate(walk(page, empty, ["/today", "/me"])):
        page.goto(empty.at(path))
        looks = LOOKS if ALL else [LOOKS[(n + TURN) % len(LOOKS)]] if (n + TURN) % 3 == 0 else []
        found += all_looks(page, looks, f"{path} of an empty house")
    page.context.close()
    assert found == []
