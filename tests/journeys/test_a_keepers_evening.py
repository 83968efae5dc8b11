"""Who keeps the house: a backup by hand, the recovery sheet on paper, and a copy to take along."""

import re
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import faults, too_wide
from tests.journeys.people import Home, new_page


@pytest.fixture(scope="module")
def elena(riveras: Home) -> Page:
    return riveras.page_of("Elena", "small", reduced_motion="reduce")


def password(home: Home) -> str:
    return str(home.served.of("Elena")["password"])


def test_a_backup_by_hand_is_watched_to_its_end(riveras: Home, elena: Page) -> None:
    riveras.open(elena, "/family")
    elena.get_by_role("link", name=re.compile("^Backups")).click()
    expect(elena.get_by_role("heading", name="The first backup is made soon")).to_be_visible()
    elena.get_by_role("button", name="Back up now").click()
    expect(elena.locator("#toasts")).to_contain_text("A backup begins now.")
    expect(elena.get_by_text("A backup is being made.")).to_be_visible()
    expect(elena.get_by_role("heading", name=re.compile("The backups work"))).to_be_visible()
    expect(elena.get_by_role("link", name="Open the backup of")).to_have_count(1)
    assert too_wide(elena, 320) == []


def test_another_parent_reads_one_line(riveras: Home) -> None:
    marco = riveras.page_of("Marco")
    riveras.open(marco, "/backups")
    expect(marco.get_by_text("Elena looks after it.")).to_be_visible()
    assert faults(marco, 320) == []
    marco.context.close()


def test_the_sheet_is_printed_and_read_from(riveras: Home, elena: Page) -> None:
    riveras.open(elena, "/today")
    elena.get_by_role("link", name="To the recovery sheet").click()
    elena.get_by_label("Your password").fill("not the password")
    elena.get_by_role("button", name="Show the sheet").click()
    expect(elena.get_by_role("alert")).to_contain_text("not your present one")
    elena.get_by_label("Your password").fill(password(riveras))
    elena.get_by_role("button", name="Show the sheet").click()
    expect(elena.get_by_role("img", name="Picture code of the key below")).to_be_visible()
    key = elena.locator("p.code").inner_text().split()
    assert key[0] == "AGE-SECRET-KEY-1" and len("".join(key[1:])) == 58
    for scheme in ("light", "dark"):
        elena.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert faults(elena, 320) + too_wide(elena, 320) == []
    elena.emulate_media(media="print")
    expect(elena.get_by_role("img", name="Picture code of the key below")).to_be_visible()
    expect(elena.get_by_role("button", name="I have it on paper")).to_be_hidden()
    elena.emulate_media(media="screen")
    elena.get_by_label("The last group of letters").fill(key[-1].lower())
    elena.get_by_role("button", name="I have it on paper").click()
    expect(elena.get_by_role("heading", name="All is well")).to_be_visible()
    riveras.open(elena, "/today")
    expect(elena.get_by_role("link", name="To the recovery sheet")).to_have_count(0)


def test_a_copy_is_taken_along(riveras: Home, elena: Page, tmp_path: Path) -> None:
    riveras.open(elena, "/backups")
    elena.get_by_role("link", name="Open the backup of").click()
    elena.get_by_label("Your password").fill(password(riveras))
    with elena.expect_download() as taken:
        elena.get_by_role("button", name="Download").click()
    taken.value.save_as(tmp_path / "house.tar")
    assert re.fullmatch(r"2\d{3}-\d\d-\d\dT\d{6}Z-[0-9a-f]{4}\.tar", taken.value.suggested_filename)
    with tarfile.open(tmp_path / "house.tar") as packed:
        assert "appliance-backups.json" in packed.getnames()


def test_a_drill_shows_that_everything_comes_back(riveras: Home, elena: Page) -> None:
    riveras.open(elena, "/backups")
    elena.get_by_role("button", name="Hold a drill now").click()
    expect(elena.get_by_text("everything came back")).to_be_visible(timeout=120_000)


def test_it_goes_without_scripts_too(riveras: Home, elena: Page) -> None:
    plain = new_page(riveras.browser, storage_state=elena.context.storage_state(), java_script_enabled=False)
    plain.goto(riveras.at("/backups/plan"))
    plain.get_by_label("Folder").fill("not a folder")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_label("Folder")).to_have_value("not a folder")
    plain.get_by_label("Folder").fill("")
    plain.get_by_label("Hour").select_option("05:00")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_text("Saved.")).to_be_visible()
    plain.get_by_role("button", name="Back up now").click()
    expect(plain.get_by_text("A backup begins now.")).to_be_visible()
    plain.context.close()
