"""A newcomer's first evening: from the set-up code to the first stars, in a browser, over plain http."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import new_page
from tests.journeys.served import Served, serve
from tests.notifications.ntfy import Ntfy, running_ntfy

PASSWORD = "four warm red mittens"
PICTURES = ("cat", "sun", "book", "moon")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve(tmp_path_factory.mktemp("evening") / "data") as served:
        yield served


@pytest.fixture(scope="module")
def ntfy() -> Iterator[Ntfy]:
    with running_ntfy() as running:
        yield running


@pytest.fixture(scope="module")
def evening(chromium: Browser, bare: Served) -> Page:
    """One browser for the whole evening: the family's first device."""
    page = new_page(chromium, "phone")
    page.goto(bare.address)
    return page


def touch_pictures(page: Page) -> None:
    for picture in PICTURES:
        page.locator(f'[data-pin-key="{picture}"]').first.click()


def come_in(page: Page, name: str) -> None:
    page.locator(".faces").get_by_text(name).click()


def test_the_house_prints_its_address_and_the_code(evening: Page, bare: Served) -> None:
    printed = bare.log.read_text().replace("-", "")
    assert str(bare.port) in printed
    assert (bare.data / "setup-code").read_text().strip() in printed


def test_the_code_that_the_house_printed_opens_the_set_up(evening: Page, bare: Served) -> None:
    expect(evening).to_have_url(re.compile("/setup$"))
    evening.get_by_label("Set-up code").fill("WRONGONE")
    evening.get_by_role("button", name="Begin").click()
    expect(evening.get_by_role("alert")).to_be_visible()
    code = (bare.data / "setup-code").read_text().strip()
    evening.get_by_label("Set-up code").fill(code)
    evening.get_by_role("button", name="Begin").click()
    expect(evening.get_by_role("heading", name="What is your family called?")).to_be_visible()


def test_a_family_is_founded_by_its_first_parent(evening: Page, bare: Served) -> None:
    evening.get_by_label("Family name").fill("Lindqvist")
    evening.get_by_role("button", name="Continue").click()
    evening.get_by_label("Your name").fill("Ingrid")
    evening.get_by_label("Password").fill(PASSWORD)
    evening.get_by_role("button", name="Make our family").click()
    expect(evening.get_by_role("heading", name="Who lives here?")).to_be_visible()
    assert not (bare.data / "setup-code").exists()


def test_a_child_is_added_with_four_pictures(evening: Page) -> None:
    evening.get_by_label("Name", exact=True).fill("Sven")
    evening.get_by_role("radio", name=re.compile("^Child")).check(force=True)
    touch_pictures(evening)
    evening.get_by_role("button", name="Add this person").click()
    expect(evening.get_by_label("Added so far").get_by_text("Sven")).to_be_visible()


def test_the_set_up_ends_in_a_first_chore(evening: Page) -> None:
    evening.get_by_role("link", name="Continue").click()
    evening.get_by_role("button", name="Add Lay the table").click()
    expect(evening.get_by_role("heading", name="Your home is ready.")).to_be_visible()


def test_the_parents_phone_is_set_up_and_tried(evening: Page, ntfy: Ntfy) -> None:
    evening.get_by_role("link", name="Set up notifications").click()
    evening.get_by_label("Server").fill(ntfy.address)
    evening.get_by_label("Topic").fill("Lindqvist-9f3k2")
    evening.get_by_role("button", name="Save").click()
    evening.get_by_role("button", name=re.compile("test", re.IGNORECASE)).first.click()
    expect(
        evening.get_by_text(re.compile("arrived|delivered|reached|taken", re.IGNORECASE)).first
    ).to_be_visible()
    assert [message["topic"] for message in ntfy.messages] == ["Lindqvist-9f3k2"]


def test_a_chore_with_extra_minutes_is_added(evening: Page, bare: Served) -> None:
    evening.goto(f"{bare.address}/chores/new")
    evening.get_by_label("Chore", exact=True).fill("Feed the cat")
    evening.get_by_role("checkbox", name="Sven").check(force=True)
    evening.get_by_role("textbox", name="Points").fill("4")
    evening.get_by_text("Minutes, effort, and when it is late").click()
    evening.get_by_role("textbox", name="Extra screen minutes").fill("10")
    evening.get_by_role("button", name=re.compile("Add|Save")).last.click()
    expect(evening.get_by_text("Feed the cat").first).to_be_visible()


def test_the_child_comes_in_by_face_and_ticks_it_off(evening: Page, bare: Served) -> None:
    evening.goto(f"{bare.address}/me")
    evening.get_by_role("button", name="Switch person").first.click()
    come_in(evening, "Sven")
    touch_pictures(evening)
    expect(evening.get_by_role("heading", name="Hi Sven!")).to_be_visible()
    evening.get_by_role("button", name=re.compile("Feed the cat.*I did it", re.DOTALL)).click()
    expect(evening.get_by_text("Waiting for Ingrid")).to_be_visible()


def test_a_tap_by_accident_is_taken_back_at_once(evening: Page) -> None:
    before = evening.locator(".toast form").get_attribute("action") or ""
    evening.get_by_role("button", name=re.compile("Lay the table.*I did it", re.DOTALL)).click()
    expect(evening.locator(".toast form")).not_to_have_attribute("action", before)
    evening.locator(".toast").get_by_role("button", name="Undo").click()
    again = evening.get_by_role("button", name=re.compile("Lay the table.*I did it", re.DOTALL))
    expect(again).to_be_visible()


def test_the_parent_says_yes_and_stars_and_minutes_follow(evening: Page, bare: Served, ntfy: Ntfy) -> None:
    evening.goto(f"{bare.address}/me")
    evening.get_by_role("button", name="Switch person").first.click()
    come_in(evening, "Ingrid")
    evening.get_by_label("Your password").fill(PASSWORD)
    evening.get_by_role("button", name="Sign in").click()
    expect(evening.get_by_role("heading", name="Needs you")).to_be_visible()
    evening.get_by_role("button", name="Approve: Feed the cat").click()
    expect(evening.get_by_role("button", name="Approve: Feed the cat")).to_have_count(0)
    assert len([message for message in ntfy.messages if "Feed the cat" in str(message)]) == 1
    evening.goto(f"{bare.address}/rewards")
    expect(evening.locator("main li", has_text="Sven").first).to_contain_text("4")
    evening.goto(f"{bare.address}/screen")
    evening.get_by_role("link", name="Set rules for Sven").click()
    for days in ("School days", "Weekend"):
        evening.get_by_role("region", name=days).get_by_label("Minutes a day").fill("60")
    evening.get_by_role("button", name="Save the rules").click()
    expect(evening.get_by_text("of 70").first).to_be_visible()


def test_the_assistant_knows_what_is_still_to_do(evening: Page, bare: Served) -> None:
    evening.goto(f"{bare.address}/ask")
    evening.get_by_label("Your message").fill("what does Sven still have to do?")
    evening.get_by_label("Your message").press("Enter")
    expect(evening.get_by_role("log").get_by_text("Lay the table").first).to_be_visible(timeout=60_000)


def test_after_the_founding_the_set_up_is_gone_for_ever(chromium: Browser, bare: Served) -> None:
    stranger = new_page(chromium)
    answer = stranger.goto(f"{bare.address}/setup")
    assert answer is not None and answer.status == 404


def test_the_data_of_the_house_is_for_its_owner_alone(bare: Served) -> None:
    private = [path for path in Path(bare.data).iterdir() if path.is_file() and path.stat().st_mode & 0o077]
    assert private == []
