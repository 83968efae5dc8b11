"""The recipes of the documentation are right: what they say to send is sent, through the real door."""

import json
import re
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select

from appliance.core.settings import ROOT
from appliance.screen_time.actions import add_device
from appliance.screen_time.models import UsageInterval
from tests.support.house import House

PAGE = (ROOT / "docs" / "devices-that-report.md").read_text()
HOUSE = "http://family.local:8080"
STEP = re.compile(r"^\d\. .*?`(http://\S+?)`.*?```json\n(.*?)```", flags=re.M | re.S)


def steps(title: str) -> list[tuple[str, str]]:
    """Address and body of each step of a recipe, filled in as its app does."""
    part = re.split(r"^#+ ", PAGE.split(f"# {title}\n")[1], flags=re.M)[0]
    found = [
        (address, body.replace("{app_name}", "Brawl Stars").strip()) for address, body in STEP.findall(part)
    ]
    assert all(address.startswith(HOUSE) for address, _body in found)
    return found


async def phone(house: House) -> httpx.AsyncClient:
    """With the headers that the page names, and none that a phone would not send."""
    async with house.office.work(house.people["Elena"]) as work:
        maya = house.people["Maya"].member_id
        _device, token = await add_device(work, "Phone", kind="phone", way="rest", member_id=maya)
    [headers] = re.findall(r"```headers\n(.*?)```", PAGE, flags=re.S)
    client = house.new_client()
    for line in re.sub(r"^ +", "", headers, flags=re.M).strip().splitlines():
        name, _, value = line.partition(":")
        client.headers[name] = value.replace("dev_…", token)
    return client


async def stored(house: House) -> list[tuple[str, str, timedelta]]:
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(UsageInterval))).all()
    return [(row.app, row.category, row.end_at - row.start_at) for row in rows]


@pytest.mark.parametrize(
    ("title", "app"), [("MacroDroid", "Brawl Stars"), ("Tasker", "Minecraft"), ("iPhone and iPad", "YouTube")]
)
async def test_a_recipe_counts_what_was_open(house: House, title: str, app: str) -> None:
    client, [opening, closing, *dark] = await phone(house), steps(title)
    for ending in (closing, *dark):
        for address, body in (opening, ending):
            answer = await client.post(address, content=body)
            assert answer.status_code == 200, answer.text
            house.clock.forward(minutes=20)
    found = await stored(house)
    assert {(name, lasted) for name, _category, lasted in found} == {(app, timedelta(minutes=20))}
    assert len(found) == 1 + len(dark)
    assert {category for _app, category, _lasted in found} <= {"games", "video"}


async def test_a_program_of_ones_own_reports_as_the_page_says(house: House) -> None:
    client = await phone(house)
    body = re.findall(r"```json\n(.*?)```", PAGE.split("# Programs of your own\n")[1], flags=re.S)[0]
    for _time in range(2):
        answer = await client.post("/api/v1/device/reports", json=json.loads(body))
        assert answer.status_code == 200
    assert answer.json() == {"stored": 0, "left_out": 0, "repeated": False}
    assert sorted(app for app, _category, _lasted in await stored(house)) == ["Media player", "example.org"]
