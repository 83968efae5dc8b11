"""An old browser, or one that runs no scripts: everything that matters works by plain forms."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import EARLY, Home, add_chore


@pytest.fixture(scope="module")
def elena(riveras: Home) -> Page:
    page = riveras.at_the_wall("desk", java_script_enabled=False)
    riveras.come_in(page, "Elena")
    add_chore(page, riveras, "Polish the shoes", "Maya", points=2, due=EARLY)
    return page


@pytest.fixture(scope="module")
def maya(riveras: Home, elena: Page) -> Page:
    """Each touched picture is a page of its own; the fourth one opens."""
    page = riveras.at_the_wall(java_script_enabled=False)
    riveras.come_in(page, "Maya")
    return page


def test_a_child_comes_in_by_pictures_and_ticks_off(maya: Page) -> None:
    maya.get_by_role("button", name=re.compile("Polish the shoes")).click()
    expect(maya).to_have_url(re.compile("/today$"))
    expect(maya.locator(".kcard", has_text="Polish the shoes")).to_contain_text("Waiting for Mum or Dad")
    expect(maya.get_by_text("Well done! Now a parent has a look.")).to_be_visible()


def test_undo_is_a_plain_button_too(maya: Page) -> None:
    maya.get_by_role("button", name="Undo").click()
    again = maya.get_by_role("button", name=re.compile("Polish the shoes"))
    expect(again).to_be_visible()
    again.click()


def test_a_parent_approves_and_comes_back_to_today(riveras: Home, elena: Page, maya: Page) -> None:
    elena.goto(riveras.at("/today"))
    elena.get_by_role("button", name="Approve: Polish the shoes").click()
    expect(elena).to_have_url(re.compile("/today$"))
    expect(elena.get_by_text("Approved. Maya gets 2 points.")).to_be_visible()
    maya.goto(riveras.at("/today"))
    expect(maya.locator(".kcard", has_text="Polish the shoes")).to_contain_text("Done!")


def test_a_form_with_an_error_keeps_what_was_typed(riveras: Home, elena: Page) -> None:
    elena.goto(riveras.at("/chores/new"))
    elena.get_by_label("Chore", exact=True).fill("Rake the leaves")
    elena.get_by_role("textbox", name="Points").fill("lots")
    elena.get_by_role("button", name="Add the chore").click()
    alert = elena.get_by_role("alert")
    expect(alert.get_by_role("link", name="Points")).to_have_attribute("href", "#f-points")
    expect(elena.get_by_label("Chore", exact=True)).to_have_value("Rake the leaves")
    expect(elena.get_by_role("textbox", name="Points")).to_have_value("lots")
    expect(elena.get_by_role("textbox", name="Points")).to_have_attribute("aria-invalid", "true")


def test_the_next_dates_are_a_button_away(riveras: Home, elena: Page) -> None:
    elena.goto(riveras.at("/chores/new"))
    elena.get_by_role("checkbox", name="Leo").check(force=True)
    elena.get_by_role("radio", name="On days of the month").check(force=True)
    elena.get_by_role("checkbox", name="Last day").check(force=True)
    elena.get_by_role("button", name="Show the dates").click()
    expect(elena.locator("#preview-words")).to_have_text("every month on the last day")
    expect(elena.locator("#preview-dates dt")).to_have_count(10)
    expect(elena.get_by_role("checkbox", name="Last day")).to_be_checked()


def test_a_reward_is_added_where_nothing_pops_up_by_itself(riveras: Home, elena: Page) -> None:
    elena.goto(riveras.at("/rewards"))
    elena.get_by_role("button", name="Add a reward").click()
    drawer = elena.get_by_role("dialog")
    drawer.get_by_label("Reward", exact=True).fill("A walk to the lake")
    drawer.get_by_role("textbox", name="Points").fill("9")
    drawer.get_by_role("button", name="Put it in the shop").click()
    expect(elena.get_by_role("region", name="In the shop")).to_contain_text("A walk to the lake")


def test_the_chat_answers_after_the_post(riveras: Home, elena: Page) -> None:
    elena.goto(riveras.at("/ask"))
    elena.get_by_label("Your message").fill("how many points does Maya have?")
    elena.get_by_role("button", name="Send").click()
    expect(elena.get_by_role("log")).to_contain_text(re.compile(r"Maya has \d+ points"), timeout=60_000)
    elena.get_by_label("Your message").fill("remember that the ladder is in the shed")
    elena.get_by_role("button", name="Send").click()
    expect(elena.get_by_role("log")).to_contain_text("the ladder is in the shed")


def test_switching_person_leads_to_the_faces(riveras: Home, maya: Page) -> None:
    maya.goto(riveras.at("/me"))
    maya.get_by_role("button", name="Switch person").click()
    expect(maya.get_by_role("heading", name="Who is it?")).to_be_visible()
