"""A disk that is full, and a house that cannot open: what a family sees of it, in both languages."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cli.running import Served as Command
from tests.cli.running import health, trying_to_open
from tests.journeys.axe import faults
from tests.journeys.people import Home, new_page
from tests.journeys.served import Served, serve
from tests.journeys.watching import complaints
from tests.support.disks import Disk, mounted, needs_mounts

REFUSED = re.compile(r"status of 50[37]|htmx:(sse:)?error")
LOOKS = os.environ.get("APPLIANCE_LOOKS", "")  # a folder for what was seen


@pytest.fixture(autouse=True)
def refusals_are_no_surprise() -> Iterator[None]:
    yield
    complaints[:] = [said for said in complaints if not REFUSED.search(said)]


def seen(page: Page, name: str) -> list[str]:
    """Nothing that axe finds on a phone or a desk, by day and by night."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for width in (320, 390, 1280):
            found += [f"{scheme} {width}: {fault}" for fault in faults(page, width)]
            if LOOKS:
                page.screenshot(path=f"{LOOKS}/{name}-{scheme}-{width}.png")
    return found


@pytest.fixture(scope="module")
def full(
    fresh_demo: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[tuple[Served, Disk]]:
    os.environ["APPLIANCE_BALLAST"] = "64"
    request.addfinalizer(lambda: os.environ.pop("APPLIANCE_BALLAST"))
    with mounted(tmp_path_factory.mktemp("small") / "disk", "128m") as disk:
        shutil.copytree(fresh_demo, disk.path / "data", ignore=shutil.ignore_patterns("*.sock"))
        with serve(disk.path / "data", "--demo") as served:
            yield served, disk


@needs_mounts
def test_parents_read_on_every_page_that_the_disk_is_full_and_what_takes_the_room(
    chromium: Browser, full: tuple[Served, Disk]
) -> None:
    served, disk = full
    home = Home(chromium, served)
    home.enrol("Elena")
    elena, maya = home.page_of("Elena"), home.page_of("Maya", "tablet")
    disk.fill(spare=512 * 1024)
    banner = elena.get_by_text("The disk is full.")
    for _look in range(60):  # the house looks at its disk every half minute
        elena.goto(home.at("/rewards"))
        if banner.is_visible():
            break
        elena.wait_for_timeout(1000)
    expect(banner).to_be_visible()
    expect(elena.get_by_text("Everything else on this disk")).to_be_visible()
    assert seen(elena, "full") == []
    elena.goto(home.at("/me/looks"))
    elena.get_by_role("radio", name="Deutsch").check()
    elena.get_by_role("button", name="Save").click()
    expect(elena.get_by_text("Der Datenträger ist voll.")).to_be_visible()
    assert seen(elena, "full-de") == []
    maya.reload()
    expect(maya.get_by_role("heading", level=1)).to_be_visible()
    expect(maya.get_by_text("full")).not_to_be_visible()
    disk.make_room()


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en-GB", "The house is closed for a moment"), ("de-DE", "Das Haus ist gerade geschlossen")],
)
def test_whoever_knocks_at_a_closed_house_is_told_why_and_let_in_once_it_opens(
    chromium: Browser, fresh_demo: Path, tmp_path: Path, language: str, heading: str
) -> None:
    shutil.copytree(fresh_demo, tmp_path / "data", ignore=shutil.ignore_patterns("*.sock"))
    database = tmp_path / "data" / "appliance.db"
    good = database.read_bytes()
    database.write_bytes(b"this is no database" * 100)
    with trying_to_open(tmp_path / "data") as house:
        health(house, lambda answer: answer.status_code == 503)
        page = knocks(chromium, house, language)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert seen(page, f"closed-{language[:2]}") == []
        database.write_bytes(good)
        expect(page.get_by_role("heading", name=heading)).not_to_be_visible()
        expect(page).to_have_url(re.compile("/sign-in$"))


def knocks(chromium: Browser, house: Command, language: str) -> Page:
    page = new_page(chromium, locale=language)
    page.goto(house.url.replace("127.0.0.1", "family.local"))
    return page
