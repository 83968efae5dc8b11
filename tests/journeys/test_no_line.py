"""When the house is slow, refuses, or does not answer: nobody loses what they see or what they typed."""

import os
import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.people import Home
from tests.journeys.watching import complaints

REGION = re.compile(r"/today$")
EXPECTED = re.compile(r"Failed to load resource|htmx:(sse:)?error")
LOST = "The house does not answer. What you see may be old."


@pytest.fixture(scope="module")
def elena(riveras: Home) -> Page:
    return riveras.page_of("Elena", "phone")


@pytest.fixture(autouse=True)
def what_the_browser_says_of_a_lost_line_is_no_surprise(elena: Page) -> Iterator[None]:
    yield
    elena.context.set_offline(False)
    elena.unroute_all()
    complaints[:] = [said for said in complaints if not EXPECTED.search(said)]


def settled(home: Home, page: Page, path: str) -> None:
    """Opened, and with no answer on its way any more that would say that there is a line."""
    home.open(page, path)
    expect(page.locator(".nav .badge").first).not_to_be_empty()


def news(page: Page) -> None:
    """As if something of the family had changed."""
    page.evaluate("() => htmx.trigger(document.body, 'catch-up')")


def test_a_region_that_is_slow_says_so_only_after_a_moment(riveras: Home, elena: Page) -> None:
    settled(riveras, elena, "/today")
    held: list[Route] = []
    elena.route(REGION, lambda route: held.append(route))
    news(elena)
    region = elena.locator("#live")
    expect(region).to_have_attribute("aria-busy", "true")
    loading = "(region) => getComputedStyle(region, '::before').content"
    assert "Loading" in region.evaluate(loading)
    expect(elena.get_by_role("heading", level=1)).to_be_visible()
    held[0].continue_()
    expect(region).not_to_have_attribute("aria-busy", "true")


def test_a_region_that_breaks_keeps_what_it_showed_and_can_be_asked_again(riveras: Home, elena: Page) -> None:
    settled(riveras, elena, "/today")
    before = elena.get_by_role("heading", level=1).inner_text()
    elena.route(REGION, lambda route: route.fulfill(status=500, content_type="text/html", body="<p>Oops</p>"))
    news(elena)
    note = elena.get_by_text("This part could not be brought up to date.")
    expect(note).to_be_visible()
    expect(elena.get_by_role("heading", level=1)).to_have_text(before)
    expect(elena.get_by_text("Oops")).to_have_count(0)
    elena.unroute_all()
    elena.get_by_role("button", name="Try again").click()
    expect(note).to_have_count(0)
    expect(elena.get_by_role("heading", level=1)).to_have_text(before)


def test_without_a_line_the_page_says_that_it_may_be_old_until_it_is_back(riveras: Home, elena: Page) -> None:
    settled(riveras, elena, "/today")
    expect(elena.get_by_text(LOST)).to_be_hidden()
    elena.context.set_offline(True)
    expect(elena.get_by_text(LOST)).to_be_visible()
    elena.context.set_offline(False)
    expect(elena.get_by_text(LOST)).to_be_hidden()


def test_a_tap_that_did_not_arrive_is_told(riveras: Home, elena: Page) -> None:
    settled(riveras, elena, "/today")
    elena.route(re.compile("/approval$"), lambda route: route.abort())
    elena.get_by_role("button", name=re.compile("Approve")).first.click()
    expect(elena.locator("#toasts")).to_contain_text("That did not reach the house. Please try again.")
    expect(elena.get_by_role("button", name=re.compile("Approve")).first).to_be_enabled()


def test_a_form_that_cannot_reach_the_house_keeps_what_was_typed(riveras: Home, elena: Page) -> None:
    settled(riveras, elena, "/chores/new")
    elena.get_by_label("Chore", exact=True).fill("Sort the buttons")
    elena.context.set_offline(True)
    expect(elena.get_by_text(LOST)).to_be_visible()
    elena.get_by_role("button", name="Add the chore").click()
    expect(elena.locator("#toasts")).to_contain_text("What you typed is still here.")
    expect(elena.get_by_label("Chore", exact=True)).to_have_value("Sort the buttons")
    elena.context.set_offline(False)
    expect(elena.get_by_text(LOST)).to_be_hidden()
    elena.get_by_role("button", name="Add the chore").click()
    expect(elena.get_by_role("alert")).to_be_visible()  # nobody was chosen: it did reach the house
    expect(elena.get_by_label("Chore", exact=True)).to_have_value("Sort the buttons")


def test_a_house_that_stops_is_noticed_on_every_page(riveras: Home, elena: Page) -> None:
    settled(riveras, elena, "/chores/new")
    elena.get_by_label("Chore", exact=True).fill("Wind the clock")
    os.kill(riveras.served.pid, signal.SIGTERM)
    expect(elena.get_by_text(LOST)).to_be_visible()
    elena.get_by_role("button", name="Add the chore").click()
    expect(elena.locator("#toasts")).to_contain_text("What you typed is still here.")
    expect(elena.get_by_label("Chore", exact=True)).to_have_value("Wind the clock")
