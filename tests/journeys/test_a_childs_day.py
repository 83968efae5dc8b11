"""A child of seven on the kitchen tablet, while a parent looks at their phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import EARLY, Home, add_chore, opens_live, tick, touch_face, touch_pictures


@pytest.fixture(scope="module")
def elena(riveras: Home) -> Page:
    return riveras.page_of("Elena", "desk")


@pytest.fixture(scope="module")
def maya(riveras: Home, elena: Page) -> Page:
    """Two chores of today wait for her."""
    add_chore(elena, riveras, "Brush the rabbit", "Maya", points=3, minutes=10, due=EARLY)
    add_chore(elena, riveras, "Sort the socks", "Maya", points=1, due=EARLY)
    riveras.open(elena, "/today")
    return riveras.page_of("Maya")


def card(maya: Page, title: str) -> Locator:
    return maya.locator(".kcard", has_text=title)


def stars(maya: Page) -> int:
    return int(re.findall(r"-?\d+", maya.locator(".stars").inner_text())[0])


def test_four_wrong_pictures_are_told_kindly(riveras: Home) -> None:
    door = riveras.at_the_wall()
    touch_face(door, "Maya")
    touch_pictures(door, list(reversed(riveras.served.of("Maya")["pin"])))
    expect(door.get_by_role("alert")).to_contain_text("That was not it. Try again.")
    touch_pictures(door, riveras.served.of("Maya")["pin"])
    expect(door).to_have_url(re.compile("/today$"))
    door.context.close()


def test_a_card_is_ticked_off_with_one_tap(maya: Page) -> None:
    expect(maya.get_by_role("heading", name="Hi Maya!")).to_be_visible()
    tick(maya, "Brush the rabbit")
    expect(card(maya, "Brush the rabbit")).to_contain_text("Waiting for Mum or Dad")
    expect(maya.locator("#toasts")).to_contain_text("Well done! Now a parent has a look.")


def test_the_parents_open_page_shows_it_without_a_reload(elena: Page, maya: Page) -> None:
    expect(elena.get_by_role("button", name="Approve: Brush the rabbit")).to_be_visible()


def test_a_tap_by_accident_is_taken_back_in_the_toast(elena: Page, maya: Page) -> None:
    tick(maya, "Sort the socks")
    expect(elena.get_by_role("button", name="Approve: Sort the socks")).to_be_visible()
    expect(card(maya, "Sort the socks")).to_contain_text("Waiting for")
    maya.locator(".toast").get_by_role("button", name="Undo").click()
    expect(card(maya, "Sort the socks").get_by_role("button")).to_be_visible()
    expect(elena.get_by_role("button", name="Approve: Sort the socks")).to_have_count(0)


def test_a_parents_yes_is_celebrated_on_the_childs_open_page(elena: Page, maya: Page) -> None:
    before = stars(maya)
    elena.get_by_role("button", name="Approve: Brush the rabbit").click()
    expect(maya.locator(".yay")).to_contain_text("Mum said yes!")
    expect(maya.locator(".stars")).to_contain_text(str(before + 3))
    expect(card(maya, "Brush the rabbit")).to_contain_text("Done!")


def test_the_extra_minutes_are_there(riveras: Home, maya: Page) -> None:
    maya.get_by_role("link", name=re.compile("My screen time|Screens are asleep")).click()
    more = maya.get_by_role("list", name="On top today")
    expect(more).to_contain_text("10 minutes more: Brush the rabbit")
    riveras.open(maya, "/today")


def test_what_is_not_done_yet_comes_back_with_a_kind_word(riveras: Home, elena: Page, maya: Page) -> None:
    tick(maya, "Sort the socks")
    elena.get_by_role("listitem").get_by_role("link", name="Sort the socks").click()
    elena.get_by_label("What is missing").fill("The blue one is alone")
    elena.get_by_role("button", name="Send it back").click()
    expect(card(maya, "Sort the socks")).to_contain_text("Once more, please: The blue one is alone")
    tick(maya, "Sort the socks")
    expect(card(maya, "Sort the socks")).to_contain_text("Waiting for")
    riveras.open(elena, "/today")


def test_steps_are_ticked_off_before_it_is_done(riveras: Home, elena: Page, maya: Page) -> None:
    add_chore(elena, riveras, "Pack the swim bag", "Maya", due=EARLY, steps="Towel\nGoggles")
    riveras.open(elena, "/today")
    expect(card(maya, "Pack the swim bag")).to_contain_text("0 of 2 steps")
    with opens_live(maya):
        card(maya, "Pack the swim bag").get_by_role("link").click()
    expect(maya.get_by_role("button", name="I did it!")).to_have_count(0)
    maya.get_by_role("button", name="Towel: tick it off").click()
    expect(maya.get_by_text("1 step to go")).to_be_visible()
    maya.get_by_role("button", name="Goggles: tick it off").click()
    maya.get_by_role("button", name="I did it!").click()
    expect(elena.get_by_role("button", name="Approve: Pack the swim bag")).to_be_visible()
    riveras.open(maya, "/today")


def test_an_idea_of_a_child_becomes_a_chore(riveras: Home, elena: Page, maya: Page) -> None:
    maya.get_by_role("link", name=re.compile("I have an idea")).click()
    maya.get_by_label("What you would do").fill("Read to the turtle")
    maya.get_by_role("textbox", name="Stars").fill("3")
    maya.get_by_role("button", name="Ask my parents").click()
    expect(maya.get_by_role("region", name="Waiting for a parent")).to_contain_text("Read to the turtle")
    elena.get_by_role("button", name="Say yes to Read to the turtle").click()
    expect(maya.get_by_role("region", name="Answered")).to_contain_text("Elena said yes")
    riveras.open(maya, "/today")
    expect(card(maya, "Read to the turtle")).to_contain_text("3 stars")


def test_a_wish_puts_stars_aside_and_a_yes_brings_the_minutes(riveras: Home, elena: Page, maya: Page) -> None:
    before = stars(maya)
    riveras.open(maya, "/rewards")
    maya.get_by_role("button", name="Get it: 30 minutes of screen time for 10").click()
    prize = maya.locator(".prize", has_text="30 minutes of screen time")
    expect(prize).to_contain_text("Waiting for a parent")
    elena.get_by_role("button", name="Say yes to 30 minutes of screen time").click()
    expect(prize.get_by_role("button", name="Get it")).to_be_visible()
    riveras.open(maya, "/screen")
    more = maya.get_by_role("list", name="On top today")
    expect(more).to_contain_text("30 minutes more: 30 minutes of screen time")
    riveras.open(maya, "/today")
    assert stars(maya) == before - 10


def test_a_parent_lays_out_her_day_and_she_sees_the_block_of_now(
    riveras: Home, elena: Page, maya: Page
) -> None:
    """It is four in the afternoon."""
    elena.goto(riveras.at("/chores/routines"))
    elena.get_by_label("Whose routine").get_by_role("link", name="Maya").click()
    for title in ("Wash your hands", "Empty your lunch box", "Put on your pyjamas"):
        elena.locator("#f-cards label", has_text=title).click()
    elena.get_by_role("button", name="Add these cards").click()
    expect(elena.locator("#toasts")).to_contain_text("3 cards are new.")
    elena.get_by_role("button", name="Earlier: Empty your lunch box").click()
    expect(elena.get_by_role("button", name="Later: Empty your lunch box")).to_be_visible()
    riveras.open(maya, "/today")
    expect(maya.locator('.kcard[data-state="next"]')).to_contain_text("Empty your lunch box")
    expect(card(maya, "Put on your pyjamas")).to_have_count(0)
    expect(maya.get_by_role("region", name="Later")).to_contain_text("Then evening")
    tick(maya, "Empty your lunch box")
    expect(maya.locator('.kcard[data-state="next"]')).to_contain_text("Wash your hands")


def test_who_wants_it_still_sees_the_star_of_a_yes_stand_still(
    riveras: Home, elena: Page, maya: Page
) -> None:
    maya.emulate_media(reduced_motion="reduce")
    expect(maya.locator(".yay", has_text="Empty your lunch box")).to_have_count(0)
    riveras.open(elena, "/today")
    elena.get_by_role("button", name="Approve: Empty your lunch box").click()
    star = maya.locator(".yay", has_text="Empty your lunch box").locator("svg")
    expect(star).to_be_visible()
    assert star.evaluate("(one) => getComputedStyle(one).animationName") == "none"
    maya.emulate_media(reduced_motion="no-preference")
    assert star.evaluate("(one) => getComputedStyle(one).animationName") == "pop"


def test_a_child_finds_no_door_to_the_parents_rooms(riveras: Home, maya: Page) -> None:
    for path in ("/family", "/devices", "/chores/new", "/settings/assistant"):
        answer = maya.goto(riveras.at(path))
        assert answer is not None and answer.status in (403, 404)
        expect(maya.get_by_role("link", name="Back to today")).to_be_visible()


def test_the_kitchen_tablet_is_handed_on(riveras: Home, maya: Page) -> None:
    maya.goto(riveras.at("/me"))
    maya.get_by_role("button", name="Switch person").click()
    expect(maya.get_by_role("heading", name="Who is it?")).to_be_visible()
    maya.goto(riveras.at("/today"))
    expect(maya.get_by_role("heading", name="Who is it?")).to_be_visible()
