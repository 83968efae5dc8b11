"""How the demo's people come in at home: enrolment link, wall of faces, and what each knows by heart."""

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.journeys.served import Served
from tests.journeys.watching import watch

SIZES = {"phone": (390, 844), "tablet": (768, 1024), "desk": (1280, 900), "small": (320, 640)}


def new_page(browser: Browser, size: str = "phone", **more: Any) -> Page:
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    page = watch(browser.new_context(**{"viewport": viewport, "locale": "en-GB", **more})).new_page()
    page.set_default_timeout(15_000)
    return page


@dataclass
class Home:
    """A family of the demo; `tablet` are the cookies of a browser that is enrolled."""

    browser: Browser
    served: Served
    tablet: Any = None

    def at(self, path: str) -> str:
        return self.served.address + path

    def enrol(self, member: str) -> Page:
        """A new browser becomes one of the family's, and shows its faces."""
        page = new_page(self.browser)
        page.goto(self.at("/enrol/" + self.served.of(member)["enrolment_link"].rpartition("/")[2]))
        page.get_by_role("button", name="Yes, add this device").click()
        expect(page.get_by_role("heading", name="Who is it?")).to_be_visible()
        self.tablet = page.context.storage_state()
        return page

    def page_of(self, name: str, size: str = "phone", **more: Any) -> Page:
        """Somebody's Today, in a browser of their own."""
        page = self.at_the_wall(size, **more)
        with opens_live(page):
            self.come_in(page, name)
        return page

    def at_the_wall(self, size: str = "phone", **more: Any) -> Page:
        page = new_page(self.browser, size, storage_state=self.tablet, **more)
        page.goto(self.at("/sign-in"))
        return page

    def stranger(self, size: str = "phone", **more: Any) -> Page:
        """The door as a browser sees it that nobody enrolled."""
        page = new_page(self.browser, size, **more)
        page.goto(self.at("/sign-in"))
        return page

    def open(self, page: Page, path: str) -> None:
        with opens_live(page):
            page.goto(self.at(path))

    def come_in(self, page: Page, name: str) -> None:
        touch_face(page, name)
        known = self.served.of(name)
        if "password" in known:
            page.get_by_label("Your password").fill(known["password"])
            page.get_by_role("button", name="Sign in").click()
        elif known["pin_kind"] == "pictures":
            touch_pictures(page, known["pin"])
        else:
            page.get_by_role("textbox", name="PIN").fill(known["pin"])
            page.get_by_role("button", name="Let me in").click()
        expect(page).to_have_url(re.compile("/today$"))


def touch_face(page: Page, name: str) -> None:
    page.locator(".faces").get_by_text(name, exact=True).click()


def touch_pictures(page: Page, pictures: list[str]) -> None:
    for picture in pictures:
        page.locator(f'[data-pin-key="{picture}"]').click()


def add_chore(
    parent: Page,
    home: Home,
    title: str,
    *who: str,
    points: int = 2,
    minutes: int = 0,
    due: str = "",
    steps: str = "",
    way: str = "",
) -> None:
    """Due today and once, so that a journey does not depend on the day it is made on."""
    parent.goto(home.at("/chores/new"))
    parent.get_by_label("Chore", exact=True).fill(title)
    for name in who:
        parent.get_by_role("checkbox", name=name).check(force=True)
    if way:
        parent.get_by_role("radio", name=way).check(force=True)
    parent.get_by_role("radio", name="Once").check(force=True)
    parent.locator("[name=times]").first.fill(due)
    parent.get_by_role("textbox", name="Points").fill(str(points))
    if minutes:
        parent.get_by_text("Minutes, effort, and when it is late").click()
        parent.get_by_role("textbox", name="Extra screen minutes").fill(str(minutes))
    if steps:
        parent.get_by_text("How it is done: steps, a photo").click()
        parent.get_by_label("Steps to tick off").fill(steps)
    parent.get_by_role("button", name="Add the chore").click()
    expect(parent.locator("#toasts")).to_contain_text(f"{title} is on the board.")


EARLY = (
    "00:05"  # a small child is shown five cards; in the evening only the most urgent chores are among them
)


def tick(child: Page, title: str) -> None:
    """A small child's card and a teenager's row say it differently."""
    said = re.compile(f"{re.escape(title)}.*I did it|Done: {re.escape(title)}", re.DOTALL)
    with child.expect_response(lambda answer: answer.request.method == "POST"):
        child.get_by_role("button", name=said).click()


def opens_live(page: Page) -> AbstractContextManager[Any]:
    """What is done inside ends with a page whose line to the house is open: changes reach it from now on."""
    return page.expect_response(re.compile("/live$"))
