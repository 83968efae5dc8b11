"""Where backups go: a folder is tried before it is believed, and a real disk is offered."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from appliance.backups.actions import PlanChange, change_plan
from appliance.backups.models import BackupPlan
from appliance.backups.queries.places import PlaceState, find_disks, look_at, mount_at
from appliance.core.errors import Invalid
from tests.backups.conftest import Night
from tests.backups.test_nights import lying
from tests.support.house import House

ROOT_ONLY = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("mkfs.ext4"),
    reason="NOT TRIED: only root can make and mount a disk",
)


@contextmanager
def plugged_in(folder: Path) -> Iterator[Path]:
    """A small disk of its own, as a stick is."""
    folder.mkdir(exist_ok=True)
    image = folder.with_suffix(".img")
    subprocess.run(["truncate", "-s", "64M", str(image)], check=True)
    subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], check=True)
    mounted = subprocess.run(
        ["mount", "-o", "loop", str(image), str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("NOT TRIED: this machine mounts no image of a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


async def refused(house: House, place: str) -> str:
    elena, data = house.people["Elena"], house.settings.data
    with pytest.raises(Invalid) as wrong:
        await change_plan(house.office, elena, data, PlanChange(place=place))
    return wrong.value.errors["place"]


async def test_a_folder_that_is_not_there_is_refused_at_once(house: House, tmp_path: Path) -> None:
    assert "no such folder" in await refused(house, str(tmp_path / "not" / "there"))
    (tmp_path / "file").write_text("a file")
    assert "no such folder" in await refused(house, str(tmp_path / "file"))


async def test_the_folder_of_another_house_is_refused(house: House, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "appliance-backups.json").write_text('{"format": 1, "house": "another", "key": "another"}')
    assert "Another house" in await refused(house, str(theirs))


async def test_a_link_that_leads_back_into_the_house_is_refused(house: House, tmp_path: Path) -> None:
    (house.settings.data / "files").mkdir(exist_ok=True)
    (tmp_path / "link").symlink_to(house.settings.data / "files")
    assert "its own files" in await refused(house, str(tmp_path / "link"))


async def test_a_folder_that_was_tried_is_left_as_it_was(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    plan = await change_plan(
        house.office, house.people["Elena"], house.settings.data, PlanChange(place=str(folder))
    )
    assert plan.place == str(folder) and not list(folder.iterdir())


async def test_what_was_typed_wrongly_comes_back_with_its_field_named(house: House) -> None:
    browser = await house.browser("Elena")
    page = await browser.post("/backups/plan", {"place": "usb", "hour": "25", "daily": "7"})
    assert page.status_code == 422 and 'value="usb"' in page.text and "At most 23." in page.text
    page = await browser.post("/backups/plan", {"place": "usb", "hour": "4", "daily": "7"})
    assert page.status_code == 422 and "begins with a slash" in page.text and 'href="#f-place"' in page.text


async def test_a_new_place_is_backed_up_to_at_once(house: House, night: Night, tmp_path: Path) -> None:
    browser = await house.browser("Elena")
    folder = tmp_path / "other"
    sent = {"nightly": "true", "hour": "4", "place": str(folder), "daily": "7", "weekly": "4", "monthly": "6"}
    assert (await browser.post("/backups/plan", sent)).status_code == 303
    assert await night() == 1
    assert list(folder.glob("*.age"))
    page = (await browser.get("/backups")).text
    assert str(folder) in page and "same disk" in page


@ROOT_ONLY
async def test_a_disk_that_is_plugged_in_is_offered_used_and_missed_when_it_is_pulled(
    house: House, night: Night, tmp_path: Path
) -> None:
    data = house.settings.data
    stick = tmp_path / "stick"
    with plugged_in(stick):
        (disk,) = [disk for disk in find_disks(data) if disk.mount == str(stick)]
        assert disk.writable and disk.folder == f"{stick}/appliance-backups"
        api = await house.api("Elena")
        wish = {"place": disk.folder, "nightly": True}
        assert (await api.put("/api/v1/backups/plan", json=wish)).status_code == 200
        assert await night() == 1
        health = (await api.get("/api/v1/backups")).json()["place"]
        assert health["state"] == "full" and not health["same_disk"]  # 64 MB are hardly any room
        assert lying(stick / "appliance-backups")
    plan = BackupPlan(place=disk.folder, mount=str(stick))
    assert look_at(data, plan).state is PlaceState.GONE
    await night(days=1)
    assert (await api.get("/api/v1/backups")).json()["last_good"]["fell_back"]
    assert not list(stick.iterdir())


@ROOT_ONLY
def test_a_disk_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    with plugged_in(tmp_path / "stick") as stick:
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        plan = BackupPlan(place=str(stick), mount=mount_at(stick))
        assert look_at(tmp_path, plan).state is PlaceState.READ_ONLY
