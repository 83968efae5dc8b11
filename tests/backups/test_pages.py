"""What the keeper sees and does on the pages of the backups, and what the others read."""

import io
import re
import tarfile

import pytest

from appliance.backups.archive.keys import open_key
from appliance.backups.rules.sheet import groups_of
from appliance.core.people import the_house
from appliance.household.actions import set_password
from appliance.household.credentials import Credentials
from tests.backups.conftest import Night
from tests.support.house import House

SECRET = "kites over the hill"


@pytest.fixture
async def elenas_password(house: House) -> str:
    hashed = await Credentials(house.office.secrets, 64, 0).password(SECRET)
    elena = house.people["Elena"]
    async with house.office.work(the_house(elena.family_id)) as work:
        await set_password(work, elena.member_id, hashed)
    return SECRET


def names_on(page: str) -> list[str]:
    return re.findall(r'href="/backups/kept/([^"]+)"', page)


async def test_before_the_first_night_the_page_says_that_it_begins_by_itself(house: House) -> None:
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "The first backup is made soon" in page and "not printed yet" in page


async def test_after_a_night_the_page_says_that_all_is_well(house: House, night: Night) -> None:
    await night(minutes=11)
    browser = await house.browser("Elena")
    page = (await browser.get("/backups")).text
    assert "one thing is left to do" in page and "Please look here" not in page
    (name,) = names_on(page)
    one = await browser.get(f"/backups/kept/{name}")
    assert one.status_code == 200 and "Counted by table" in one.text


async def test_back_up_now_is_taken_up_by_the_job(house: House, night: Night) -> None:
    browser = await house.browser("Elena")
    assert (await browser.post("/backups/runs")).status_code == 303
    assert "A backup is being made." in (await browser.get("/backups")).text
    again = await browser.post("/backups/runs")
    assert again.status_code == 409 and "already" in again.text
    assert await night() == 1
    assert len(names_on((await browser.get("/backups")).text)) == 1


async def test_another_parent_reads_one_line_and_a_child_nothing(house: House, night: Night) -> None:
    await night(minutes=11)
    marco = (await (await house.browser("Marco")).get("/backups")).text
    assert "The house is backed up" in marco and "Elena" in marco and not names_on(marco)
    ada = (await (await house.browser("Ada")).get("/backups")).text
    assert "The house is backed up" in ada and "Elena" not in ada and "Rivera" not in ada
    assert (await (await house.browser("Maya")).get("/backups")).status_code == 404


async def test_the_sheet_needs_the_password_and_is_believed_when_read_from_paper(
    house: House, night: Night, elenas_password: str
) -> None:
    await night(minutes=11)
    browser = await house.browser("Elena")
    assert "not printed yet" in (await browser.get("/today")).text
    wrong = await browser.post("/backups/sheet", {"password": "not it"})
    key = open_key(house.settings.data).text
    assert wrong.status_code == 422 and groups_of(key)[1] not in wrong.text
    sheet = await browser.post("/backups/sheet", {"password": elenas_password})
    assert all(group in sheet.text for group in groups_of(key))
    assert "<svg" in sheet.text and sheet.headers["cache-control"] == "no-store"
    assert (await browser.post("/backups/sheet/confirmation", {"group": "ABCD"})).status_code == 422
    last = groups_of(key)[-1].lower()
    assert (await browser.post("/backups/sheet/confirmation", {"group": f" {last} "})).status_code == 303
    assert "not printed yet" not in (await browser.get("/today")).text
    page = (await browser.get("/backups")).text
    assert "All is well" in page and "not printed yet" not in page


async def test_a_backup_is_taken_along_as_one_file_after_the_password(
    house: House, night: Night, elenas_password: str
) -> None:
    await night(minutes=11)
    browser = await house.browser("Elena")
    (name,) = names_on((await browser.get("/backups")).text)
    wrong = await browser.post(f"/backups/kept/{name}/download", {"password": "not it"})
    assert wrong.status_code == 422 and "not your present one" in wrong.text
    file = await browser.post(f"/backups/kept/{name}/download", {"password": elenas_password})
    assert file.headers["content-length"] == str(len(file.content))
    with tarfile.open(fileobj=io.BytesIO(file.content)) as packed:
        assert name in packed.getnames()


async def test_a_backup_is_checked_and_another_removed_but_not_the_only_one(
    house: House, night: Night
) -> None:
    await night(minutes=11)
    browser = await house.browser("Elena")
    (first,) = names_on((await browser.get("/backups")).text)
    refused = await browser.post(f"/backups/kept/{first}/removal")
    assert refused.status_code == 409 and "only backup" in refused.text
    await browser.post(f"/backups/kept/{first}/check")
    assert await night(minutes=1) == 1
    assert ">checked<" in (await browser.get("/backups")).text.replace("</svg>", ">")
    await browser.post("/backups/runs")
    await night(minutes=1)
    assert (await browser.post(f"/backups/kept/{first}/removal")).status_code == 303
    (left,) = names_on((await browser.get("/backups")).text)
    assert left != first


async def test_a_program_of_the_keeper_does_the_same(
    house: House, night: Night, elenas_password: str
) -> None:
    api = await house.api("Elena")
    begun = await api.post("/api/v1/backups/runs", json={"kind": "backup"})
    assert begun.status_code == 202 and begun.json()["state"] == "asked"
    await night()
    done = (await api.get(f"/api/v1/backups/runs/{begun.json()['id']}")).json()
    assert done["state"] == "done" and done["counts"]["family"] == 2
    seen = (await api.get("/api/v1/backups")).json()
    assert seen["state"] == "well" and [one["name"] for one in seen["kept"]] == [done["name"]]
    key = await api.post("/api/v1/backups/sheet", json={"password": elenas_password})
    assert key.json()["key"] == open_key(house.settings.data).text
    reader = await house.api("Elena", ("read",))
    assert (await reader.post("/api/v1/backups/sheet", json={"password": SECRET})).status_code == 403
