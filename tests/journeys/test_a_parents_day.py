"""A parent between phone and laptop: what needs them, the board, the shop, minutes, open sign-ins."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import faults
from tests.journeys.people import Home, add_chore, opens_live, tick, touch_face

ACTIVE = "() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName"
MOST_TABS = 60
# What an automation of a tablet sends; nothing of the browser's goes along.
TELL = """async (token) => (await fetch('/api/v1/device/openings', {
  method: 'POST', credentials: 'omit', body: '{"app": "Chess"}',
  headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'},
})).status"""


@pytest.fixture(scope="module")
def marco(riveras: Home) -> Page:
    return riveras.page_of("Marco", "desk")


@pytest.fixture(scope="module")
def maya(riveras: Home, marco: Page) -> Page:
    for title in ("Fold the towels", "Dust the shelf", "Feed the fish"):
        add_chore(marco, riveras, title, "Maya")
    return riveras.page_of("Maya")


def tab_to(page: Page, label: str) -> None:
    for _press in range(MOST_TABS):
        if page.evaluate(ACTIVE) == label:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{label} was not reached by Tab")


def on_board(page: Page, title: str) -> Locator:
    return page.locator(".board").get_by_role("link", name=title)


def test_a_chore_without_a_name_comes_back_as_it_was_typed(riveras: Home, marco: Page) -> None:
    riveras.open(marco, "/chores/new")
    marco.get_by_label("Chore", exact=True).fill("   ")
    marco.get_by_role("checkbox", name="Leo").check(force=True)
    marco.get_by_role("radio", name="Once").check(force=True)
    expect(marco.locator("#preview-dates")).to_contain_text("Leo")
    marco.get_by_role("textbox", name="Points").fill("7")
    with marco.expect_response(lambda answer: answer.request.method == "POST") as sent:
        marco.get_by_role("button", name="Add the chore").click()
    assert sent.value.status == 422
    expect(marco.get_by_role("alert")).to_contain_text("Not saved yet.")
    expect(marco.get_by_role("alert").get_by_role("link", name="Chore")).to_have_attribute("href", "#f-title")
    expect(marco.get_by_role("textbox", name="Points")).to_have_value("7")
    expect(marco.get_by_role("checkbox", name="Leo")).to_be_checked()
    expect(marco.get_by_role("radio", name="Once")).to_be_checked()


def test_named_it_is_on_the_board(marco: Page) -> None:
    marco.get_by_label("Chore", exact=True).fill("Wash the car")
    marco.get_by_role("button", name="Add the chore").click()
    expect(marco.locator("#toasts")).to_contain_text("Wash the car is on the board.")
    expect(on_board(marco, "Wash the car")).to_be_visible()


def test_it_is_changed_and_put_away(riveras: Home, marco: Page) -> None:
    marco.get_by_role("link", name="All chores").click()
    marco.get_by_role("link", name="Change Wash the car").click()
    marco.get_by_label("Chore", exact=True).fill("Wash the bicycles")
    marco.get_by_role("button", name="Save").click()
    expect(on_board(marco, "Wash the bicycles")).to_be_visible()
    expect(on_board(marco, "Wash the car")).to_have_count(0)
    marco.get_by_role("link", name="All chores").click()
    marco.get_by_role("link", name="Change Wash the bicycles").click()
    marco.get_by_role("button", name="Put it away").click()
    expect(marco.get_by_role("region", name="Put away")).to_contain_text("Wash the bicycles")
    riveras.open(marco, "/chores")
    expect(on_board(marco, "Wash the bicycles")).to_have_count(0)


def test_a_parent_approves_by_keyboard_alone(riveras: Home, marco: Page, maya: Page) -> None:
    tick(maya, "Fold the towels")
    riveras.open(marco, "/today")
    tab_to(marco, "Approve: Fold the towels")
    marco.keyboard.press("Enter")
    expect(marco.get_by_role("button", name="Approve: Fold the towels")).to_have_count(0)
    expect(maya.locator(".kcard", has_text="Fold the towels")).to_contain_text("Done!")
    marco.wait_for_function("() => document.activeElement !== document.body")


def test_the_focus_survives_what_arrives_meanwhile(riveras: Home, marco: Page, maya: Page) -> None:
    tick(maya, "Dust the shelf")
    approve = marco.get_by_role("button", name="Approve: Dust the shelf")
    expect(approve).to_be_visible()
    tab_to(marco, "Approve: Dust the shelf")
    tick(maya, "Feed the fish")
    expect(marco.get_by_role("button", name="Approve: Feed the fish")).to_be_visible()
    expect(approve).to_be_focused()


def test_a_note_being_written_is_left_alone_by_what_arrives(riveras: Home, marco: Page, maya: Page) -> None:
    marco.get_by_role("listitem").get_by_role("link", name="Feed the fish").click()
    note = marco.get_by_label("What is missing")
    note.press_sequentially("The little ")
    maya.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(marco.get_by_role("region", name="This chore")).not_to_contain_text("Approve")
    expect(note).to_be_focused()
    note.press_sequentially("one too")
    expect(note).to_have_value("The little one too")


def test_the_next_dates_and_whose_turn_each_is_are_seen_before_it_is_saved(
    riveras: Home, marco: Page
) -> None:
    riveras.open(marco, "/chores/new")
    for name in ("Leo", "Maya"):
        marco.get_by_role("checkbox", name=name).check(force=True)
    marco.get_by_role("radio", name="In turns").check(force=True)
    marco.get_by_role("button", name="Show the dates").click()
    dates = marco.locator("#preview-dates dd")
    expect(dates).to_have_count(10)
    assert [dates.nth(n).inner_text().strip() for n in range(4)] == ["Leo", "Maya", "Leo", "Maya"]
    marco.get_by_role("radio", name="Whoever comes first").check(force=True)
    expect(dates.first).to_have_text("Leo or Maya")


def test_several_yeses_are_one_tap(riveras: Home, marco: Page, maya: Page) -> None:
    tick(maya, "Feed the fish")
    riveras.open(marco, "/today")
    marco.get_by_role("link", name="All at once").click()
    for row in marco.locator("#f-ids li").all():
        if not re.search("Dust the shelf|Feed the fish", row.inner_text()):
            row.locator("label").click()
    marco.get_by_role("button", name="Say yes to these").click()
    expect(marco.locator("#toasts")).to_contain_text("2")
    expect(maya.locator(".kcard", has_text="Feed the fish")).to_contain_text("Done!")
    expect(marco.get_by_role("button", name="Approve: Feed the fish")).to_have_count(0)


def test_who_is_ill_has_nothing_to_do_until_the_pause_ends(riveras: Home, marco: Page, maya: Page) -> None:
    riveras.open(marco, "/chores/pauses")
    marco.get_by_role("radio", name="Maya").check(force=True)
    marco.get_by_role("radio", name="Sick").check(force=True)
    marco.get_by_role("button", name="Note the pause").click()
    expect(maya.locator(".kcard", has_text="Feed the cat")).to_have_count(0)
    marco.get_by_role("button", name="End it: the pause of Maya").click()
    expect(maya.locator(".kcard", has_text="Feed the cat")).to_have_count(1)


def test_an_open_drawer_stays_open_while_the_page_behind_it_changes(
    riveras: Home, marco: Page, maya: Page
) -> None:
    riveras.open(marco, "/rewards")
    marco.get_by_role("button", name="Add a reward").click()
    title = marco.get_by_role("dialog").get_by_label("Reward", exact=True)
    title.press_sequentially("Pancakes")
    maya.get_by_role("link", name="Stars").last.click()
    maya.get_by_role("button", name="Get it: 30 minutes of screen time for 10").click()
    expect(marco.get_by_text("Maya would like 30 minutes of screen time")).to_be_visible()
    expect(title).to_be_focused()
    expect(title).to_have_value("Pancakes")


def test_a_reward_without_a_price_stays_in_its_drawer(marco: Page) -> None:
    drawer = marco.get_by_role("dialog")
    drawer.get_by_role("button", name="Put it in the shop").click()
    expect(drawer.get_by_role("alert")).to_contain_text("Points")
    expect(drawer.get_by_label("Reward", exact=True)).to_have_value("Pancakes")
    drawer.get_by_role("textbox", name="Points").fill("12")
    drawer.get_by_role("button", name="Put it in the shop").click()
    expect(marco.get_by_role("region", name="In the shop")).to_contain_text("Pancakes")


def test_a_wish_may_wait_for_another_day_and_the_child_reads_why(
    riveras: Home, marco: Page, maya: Page
) -> None:
    marco.get_by_role("link", name="Answer with a word: 30 minutes of screen time").click()
    marco.get_by_label("A word with it").fill("After the dentist")
    marco.get_by_role("button", name="Not today").click()
    expect(marco.locator("blockquote")).to_contain_text("After the dentist")
    expect(maya.get_by_role("button", name="Get it: 30 minutes of screen time for 10")).to_be_visible()
    expect(maya.get_by_role("region", name="Lately")).to_contain_text("After the dentist")
    riveras.open(marco, "/rewards")
    expect(marco.get_by_text("Maya would like 30 minutes of screen time")).to_have_count(0)


def test_fifteen_minutes_are_given_and_taken_back(riveras: Home, marco: Page) -> None:
    riveras.open(marco, "/screen")
    leo = marco.locator("li[id^='child-']", has_text="Leo")
    given = re.compile(r"of (\d+) min")
    before = int(given.findall(leo.inner_text())[0])
    leo.get_by_role("button", name="Give 15 minutes to Leo").click()
    expect(leo).to_contain_text(f"of {before + 15} min")
    marco.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(leo).to_contain_text(f"of {before} min")


def test_a_small_child_touches_a_button_and_is_answered_later_with_a_word(
    riveras: Home, marco: Page, maya: Page
) -> None:
    riveras.open(maya, "/screen")
    maya.get_by_role("button", name="20 minutes more").click()
    waits = maya.get_by_role("region", name="Your request")
    expect(waits).to_contain_text("You asked for 20 minutes")
    riveras.open(marco, "/screen")
    marco.get_by_role("link", name="Later, or with a word: more time for Maya").click()
    expect(marco.get_by_role("heading", name="Maya asks for 20 minutes")).to_be_visible()
    marco.locator("label", has_text="Later").click()
    marco.get_by_label("A word for them").fill("After your bath")
    marco.get_by_role("button", name="Answer", exact=True).click()
    expect(marco.locator("#toasts")).to_contain_text("Maya's request comes back at 17:")
    expect(waits).to_contain_text("Dad answers later")
    expect(waits).to_contain_text("After your bath")


def test_a_tablet_is_added_tells_what_is_open_and_is_heard_on_the_open_page(
    riveras: Home, marco: Page
) -> None:
    riveras.open(marco, "/screen")
    marco.get_by_role("link", name="Devices that measure").click()
    marco.get_by_role("link", name="Add a device").click()
    marco.locator("label", has_text="Tablet").click()
    marco.locator("label", has_text="Maya").click()
    marco.get_by_label("What is it called?").fill("Attic tablet")
    marco.get_by_role("button", name="Show its key").click()
    token = marco.get_by_role("group", name="Token").inner_text()
    assert token.startswith("dev_") and faults(marco, 1280) == []
    marco.set_viewport_size({"width": 1280, "height": 900})
    with opens_live(marco):
        marco.get_by_role("link", name="Done").click()
    row = marco.get_by_role("listitem").filter(has_text="Attic tablet")
    expect(row).to_contain_text("Not heard yet")
    assert marco.evaluate(TELL, token) == 200
    expect(row).to_contain_text("heard")
    expect(row).not_to_contain_text("Not heard yet")
    row.get_by_role("link", name="Open Attic tablet").click()
    expect(marco.get_by_text("Chess, since")).to_be_visible()
    marco.get_by_role("button", name="Forget this device").click()
    expect(marco.locator("#toasts")).to_contain_text("Attic tablet can tell nothing more.")
    assert marco.evaluate(TELL, token) == 401


def test_a_browser_left_somewhere_is_signed_out_from_afar(riveras: Home, marco: Page) -> None:
    elsewhere = riveras.page_of("Marco", "tablet")
    elsewhere.goto(riveras.at("/me"))
    row = elsewhere.get_by_role("listitem").filter(has_text="this one").get_attribute("id")
    riveras.open(elsewhere, "/today")
    riveras.open(marco, "/me")
    marco.locator(f"#{row}").get_by_role("button", name="Sign out").click()
    expect(marco.locator(f"#{row}")).to_have_count(0)
    expect(elsewhere.get_by_role("heading", name="Who is it?")).to_be_visible()
    elsewhere.goto(riveras.at("/chores"))
    expect(elsewhere.get_by_role("heading", name="Who is it?")).to_be_visible()
    expect(marco.get_by_role("heading", name="Marco")).to_be_visible()


def test_guessing_a_pin_is_slowed_down_kindly(riveras: Home) -> None:
    okafors = Home(riveras.browser, riveras.served)
    door = okafors.enrol("Tobi")
    touch_face(door, "Tobi")
    wrong = "".join(str((int(digit) + 1) % 10) for digit in riveras.served.of("Tobi")["pin"])
    for _try in range(6):
        door.get_by_role("textbox", name="PIN").fill(wrong)
        with door.expect_response(lambda answer: answer.request.method == "POST"):
            door.get_by_role("button", name="Let me in").click()
        expect(door.get_by_role("alert")).to_be_visible()
    expect(door.get_by_role("alert")).to_contain_text(re.compile("Please wait .* seconds, or ask a parent"))
    ada = okafors.page_of("Ada")
    expect(ada.get_by_role("heading", name="Needs you")).to_be_visible()
