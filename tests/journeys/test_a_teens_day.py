"""A teenager at the laptop: own rows, own points, fair rules that can be seen, and not a child's page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import Home, add_chore, opens_live, tick

PASSWORD = "seven loud blue drums"


@pytest.fixture(scope="module")
def marco(riveras: Home) -> Page:
    return riveras.page_of("Marco")


@pytest.fixture(scope="module")
def leo(riveras: Home, marco: Page) -> Page:
    add_chore(marco, riveras, "Carry the bottles away", "Leo", points=6)
    riveras.open(marco, "/today")
    return riveras.page_of("Leo", "desk")


def points(leo: Page) -> int:
    return int(re.findall(r"(\d+) points?", leo.get_by_role("region", name="Where I stand").inner_text())[0])


def test_done_it_waits_and_can_be_taken_back(leo: Page, marco: Page) -> None:
    tick(leo, "Carry the bottles away")
    waiting = leo.get_by_role("region", name="Waiting for Mum or Dad")
    expect(waiting).to_contain_text("Carry the bottles away")
    expect(marco.get_by_role("button", name="Approve: Carry the bottles away")).to_be_visible()
    waiting.get_by_role("button", name="Take back: Carry the bottles away").click()
    expect(leo.get_by_role("button", name="Done: Carry the bottles away")).to_be_visible()
    expect(marco.get_by_role("button", name="Approve: Carry the bottles away")).to_have_count(0)


def test_sent_back_by_one_tap_it_is_to_do_again(leo: Page, marco: Page) -> None:
    tick(leo, "Carry the bottles away")
    marco.get_by_role("button", name="Not yet: Carry the bottles away").click()
    row = leo.get_by_role("region", name="To do").get_by_role("listitem")
    expect(row.filter(has_text="Carry the bottles away")).to_contain_text("Sent back")


def test_the_points_come_with_the_yes_and_go_with_its_undo(leo: Page, marco: Page) -> None:
    before = points(leo)
    tick(leo, "Carry the bottles away")
    marco.get_by_role("button", name="Approve: Carry the bottles away").click()
    stand = leo.get_by_role("region", name="Where I stand")
    expect(stand).to_contain_text(f"{before + 6} points")
    expect(leo.get_by_role("status").filter(has_text="Dad approved Carry the bottles away")).to_be_visible()
    marco.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(stand).to_contain_text(f"{before} points")
    expect(leo.get_by_role("region", name="Waiting for Mum or Dad")).to_contain_text("Carry the bottles away")


def test_what_is_up_for_grabs_is_taken_and_let_go(riveras: Home, leo: Page, marco: Page) -> None:
    add_chore(marco, riveras, "Rake the leaves", "Leo", "Maya", way="Whoever comes first")
    leo.get_by_role("button", name="I'll do it: Rake the leaves").click()
    expect(leo.get_by_role("button", name="Done: Rake the leaves")).to_be_visible()
    with opens_live(leo):
        leo.get_by_role("link", name="Rake the leaves").click()
    expect(leo.get_by_role("heading", name="What happened")).to_be_visible()
    leo.get_by_role("button", name="Somebody else may do it").click()
    expect(leo.get_by_role("region", name="This chore")).to_contain_text("Up for grabs: Leo or Maya")


def test_a_sister_is_asked_and_agrees(riveras: Home, leo: Page, marco: Page) -> None:
    add_chore(marco, riveras, "Polish the boots", "Leo")
    riveras.open(leo, "/today")
    maya = riveras.page_of("Maya")
    with opens_live(leo):
        leo.get_by_role("link", name="Polish the boots").click()
    number = leo.url.rpartition("/")[2]
    leo.locator("label", has_text="Maya").click()
    leo.get_by_role("button", name="Ask", exact=True).click()
    expect(leo.get_by_text("Maya is asked to do it.")).to_be_visible()
    riveras.open(maya, f"/occurrences/{number}")
    expect(maya.get_by_text("Leo asks: can you do this one?")).to_be_visible()
    maya.get_by_role("button", name="I'll do it").click()
    expect(leo.get_by_role("region", name="This chore")).to_contain_text("Maya")
    maya.context.close()
    riveras.open(marco, f"/occurrences/{number}")
    marco.get_by_role("region", name="Somebody else does it").locator("label", has_text="Leo").click()
    marco.get_by_role("button", name="Give it to them").click()
    expect(leo.get_by_role("region", name="This chore")).to_contain_text("Leo")
    riveras.open(marco, "/today")


def test_a_phones_calendar_reads_a_link_that_can_be_ended(riveras: Home, leo: Page) -> None:
    leo.goto(riveras.at("/chores/calendars"))
    leo.get_by_role("button", name="Make a link").click()
    expect(leo.locator("main")).to_contain_text(re.compile(r"/[\w-]{40,}"))
    leo.goto(riveras.at("/chores/calendars"))
    leo.get_by_role("button", name="End the link of Leo").click()
    expect(leo.get_by_text("No link yet")).to_be_visible()
    riveras.open(leo, "/today")


def test_the_rules_can_be_seen_and_who_set_them(riveras: Home, leo: Page) -> None:
    leo.get_by_role("link", name="Screen", exact=True).click()
    rules = leo.get_by_role("region", name="My rules, and who set them")
    expect(rules).to_contain_text("Last change: Elena")
    seen = leo.get_by_role("region", name="What is recorded, and who looked")
    expect(seen).to_contain_text("Your parents see this page as you see it")
    expect(leo.get_by_role("button", name=re.compile("^Give"))).to_have_count(0)


def test_more_time_is_asked_for_with_a_reason_and_the_answer_comes_by_itself(
    riveras: Home, leo: Page, marco: Page
) -> None:
    riveras.open(leo, "/screen")
    mine = leo.get_by_role("region", name="Your request")
    ask = leo.get_by_role("button", name="Ask for more time")
    expect(mine.or_(ask).first).to_be_visible()
    if mine.count():  # the demo's
        mine.get_by_role("button", name="Take it back").click()
    ask.click()
    drawer = leo.get_by_role("dialog", name="Ask for more time")
    expect(drawer).to_contain_text("for 30 minutes in the shop")
    drawer.get_by_role("radio", name="45 min").check(force=True)
    drawer.get_by_label("What for?").fill("The match goes into extra time")
    drawer.get_by_role("button", name="Send").click()
    expect(mine).to_contain_text("Waiting for Mum or Dad. It lapses at 20:")
    riveras.open(leo, "/screen")
    riveras.open(marco, "/today")
    row = marco.get_by_role("listitem").filter(has_text="The match goes into extra time").first
    row.get_by_role("button", name="Give 25: less than Leo asked for").click()
    said = leo.get_by_role("status", name="Your request")
    expect(said).to_contain_text("Dad gave you 25 minutes of the 45.")
    said.get_by_role("button", name="OK, I have read it").click()
    expect(said).to_have_count(0)
    marco.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(mine).to_contain_text("Waiting for Mum or Dad")
    mine.get_by_role("button", name="Take it back").click()
    expect(ask).to_be_visible()


def test_a_day_of_the_week_opens_and_a_parents_look_is_seen(riveras: Home, leo: Page, marco: Page) -> None:
    marco.goto(riveras.at("/screen"))
    marco.get_by_role("link", name="Leo", exact=True).click()
    expect(marco.get_by_role("heading", name="Screen time of Leo")).to_be_visible()
    riveras.open(marco, "/today")
    leo.goto(riveras.at("/screen"))
    expect(leo.get_by_role("list", name="Who looked")).to_contain_text("Dad looked at")
    leo.locator(".day-bars a").first.focus()
    leo.keyboard.press("Enter")
    expect(leo.get_by_role("region", name="The rules of this day")).to_contain_text("Set by Elena")
    leo.get_by_role("link", name="Newer").click()
    expect(leo.get_by_role("heading", name="Where it went")).to_be_visible()
    leo.get_by_role("link", name="Back to the screen time").click()
    expect(leo.get_by_role("heading", name="Over time")).to_be_visible()


def test_a_wish_is_taken_back_and_the_points_are_free_again(riveras: Home, leo: Page) -> None:
    riveras.open(leo, "/rewards")
    prize = leo.locator(".prize", has_text="30 minutes of screen time")
    prize.get_by_role("button", name="Get it").click()
    expect(leo.get_by_role("region", name="Your points")).to_contain_text("15 more are put aside")
    prize.get_by_role("button", name="Take it back").click()
    expect(prize.get_by_role("button", name="Get it")).to_be_visible()
    expect(leo.get_by_role("region", name="Your points")).not_to_contain_text("put aside")


def test_what_was_promised_is_not_forgotten_and_what_is_far_is_saved_for(leo: Page) -> None:
    promised = leo.get_by_role("region", name="Promised")
    promised.get_by_role("button", name="I have it: Stay up late").click()
    expect(promised).to_have_count(0)
    leo.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(promised).to_contain_text("A parent said yes")
    points = leo.get_by_role("region", name="Your points")
    points.get_by_role("button", name="Stop saving for A day of climbing").click()
    expect(points).not_to_contain_text("Saving for")
    leo.get_by_role("button", name="Save for it: A day of climbing").click()
    expect(points).to_contain_text("Saving for A day of climbing")


def test_every_entry_of_the_ledger_has_its_reason(leo: Page) -> None:
    leo.get_by_role("link", name="All entries").click()
    expect(leo.get_by_role("heading", name="My points")).to_be_visible()
    expect(leo.get_by_role("list", name="How it came about")).to_contain_text("Chores brought")
    line = leo.get_by_role("row", name=re.compile("Carry the bottles away")).first
    expect(line).to_be_visible()


def test_a_password_of_ones_own_opens_a_phone_of_ones_own(riveras: Home, leo: Page) -> None:
    leo.goto(riveras.at("/me"))
    leo.get_by_role("link", name="Set a password").click()
    leo.get_by_label("Your PIN").fill(riveras.served.of("Leo")["pin"])
    leo.get_by_label("New password").fill(PASSWORD)
    leo.get_by_role("button", name="Set the new password").click()
    expect(leo.locator("#toasts")).to_contain_text("Your new password is set")
    phone = riveras.stranger()
    phone.get_by_label("Your name").fill("Leo")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone).to_have_url(re.compile("/today$"))
