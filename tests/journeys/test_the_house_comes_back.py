"""After a disaster: the keeper brings the house back, a newcomer brings it to a fresh machine."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from appliance.backups.archive.keys import open_key
from appliance.backups.archive.portable import bundle
from tests.backups.living import PASSWORD, Past, make_past
from tests.journeys.axe import faults
from tests.journeys.people import new_page
from tests.journeys.served import Served, serve
from tests.journeys.watching import complaints

WAIT = 90_000  # milliseconds: a whole appliance is tried out meanwhile


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    return make_past(tmp_path_factory.mktemp("past") / "data")


@pytest.fixture
def lived_in(past: Past, tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(past.data, tmp_path / "data")
    with serve(tmp_path / "data") as served:
        yield served


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Served]:
    with serve(tmp_path / "fresh") as served:
        yield served


@pytest.fixture(scope="module")
def file(past: Past, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("usb") / "house.tar"
    file.write_bytes(b"".join(bundle(past.folder, past.made.name, [open_key(past.data)])))
    return file


def sign_in(page: Page) -> None:
    page.get_by_label("Your name").fill("Elena")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def looks_right(page: Page) -> None:
    assert faults(page, 320) + faults(page, 390) + faults(page, 1280) == []
    page.set_viewport_size({"width": 390, "height": 844})


@contextmanager
def in_a_browser(chromium: Browser, **more: Any) -> Iterator[Page]:
    """Closed before its house is. That the line to the house of before is refused is the way it is meant."""
    page = new_page(chromium, **more)
    yield page
    page.context.close()
    complaints[:] = [said for said in complaints if "SSE reconnect failed with status 401" not in said]


def test_the_keeper_brings_the_house_back_from_the_list(
    chromium: Browser, lived_in: Served, past: Past
) -> None:
    with in_a_browser(chromium, reduced_motion="reduce") as page:
        page.goto(lived_in.address + "/sign-in")
        sign_in(page)
        page.goto(f"{lived_in.address}/backups/kept/{past.made.name}/restoration")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Back to")
        looks_right(page)
        page.get_by_label("Your password").fill("not it")
        page.get_by_role("button", name="Bring it back").click()
        expect(page.get_by_role("alert")).to_contain_text("That is not your present one.")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Bring it back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The house is being brought back")
        expect(page).to_have_url(re.compile("/sign-in"), timeout=WAIT)
        sign_in(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("This came back")
        looks_right(page)


def test_a_newcomer_brings_the_family_back_from_a_file(
    chromium: Browser, bare: Served, past: Past, file: Path
) -> None:
    with in_a_browser(chromium, reduced_motion="reduce") as page:
        page.goto(bare.address)
        page.get_by_label("Set-up code").fill((bare.data / "setup-code").read_text().strip())
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("link", name="Bring back a family from a backup").click()
        expect(page.get_by_label("File")).to_be_visible()
        looks_right(page)
        page.get_by_label("File").set_input_files(file)
        page.get_by_role("button", name="Send the file").click()
        expect(page.get_by_label("Recovery key")).to_be_visible(timeout=WAIT)
        looks_right(page)
        page.get_by_label("Recovery key").fill(open_key(bare.data.parent).text)
        page.get_by_role("button", name="Bring my family back").click()
        expect(page.get_by_role("alert")).to_contain_text("another recovery key")
        page.get_by_label("Recovery key").fill(past.key.lower())
        page.get_by_role("button", name="Bring my family back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The house is being brought back")
        expect(page).to_have_url(re.compile("/sign-in"), timeout=WAIT)
        sign_in(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("This came back")
        looks_right(page)
        page.get_by_role("link", name="Set a PIN: Maya").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Maya")


def test_without_scripts_the_house_comes_back_too(chromium: Browser, lived_in: Served, past: Past) -> None:
    with in_a_browser(chromium, java_script_enabled=False) as page:
        page.goto(lived_in.address + "/sign-in")
        sign_in(page)
        page.goto(f"{lived_in.address}/backups/kept/{past.made.name}/restoration")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Bring it back").click()
        expect(page).to_have_url(re.compile("/sign-in"), timeout=WAIT)
        sign_in(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("This came back")
