"""The browsers of the family: who is signed in there, switching person, and a wall that remembers nothing."""

from datetime import timedelta

import pytest
from sqlmodel import select

from appliance.household.models import Device
from tests.household.people import PASSWORDS, by_name, by_pin, give_secrets, session, tablet
from tests.support.house import House


@pytest.fixture
async def home(house: House) -> House:
    await give_secrets(house)
    return house


async def device_row(home: House) -> Device:
    async with home.office.database.reading() as db:
        return (await db.exec(select(Device))).all()[-1]


async def test_parents_see_who_is_signed_in_on_the_tablet(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Maya", "cat-sun-moon-bag")
    elena = await home.browser("Elena")
    assert "signed in: Maya" in (await elena.get("/devices")).text
    page = (await elena.get(f"/devices/{(await device_row(home)).id}")).text
    assert "Sign out: Maya" in page and "Used by: Maya." in page and "for everyone" in page


async def test_everyone_is_signed_out_there_and_the_tablet_stays(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Maya", "cat-sun-moon-bag")
    marco = await home.browser("Marco")
    address = f"/devices/{(await device_row(home)).id}"
    await marco.get(address)
    assert (await marco.post(f"{address}/sign-out")).headers["location"] == address
    assert (await wall.client.get("/today")).headers["location"] == "/sign-in"
    page = (await wall.get("/sign-in")).text
    assert "Marco signed you out." in page and "Who is it?" in page


async def test_ones_face_on_the_tablet_leads_to_all_faces_in_one_tap(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Maya", "cat-sun-moon-bag")
    page = (await wall.get("/today")).text
    assert 'form="switch-person"' in page and 'id="switch-person" method="post" action="/sign-out"' in page
    assert (await wall.post("/sign-out")).headers["location"] == "/sign-in"
    assert session(home, wall) == ""
    assert "Leo" in (await wall.get("/sign-in")).text, "the tablet is still one of the family's"


async def test_on_ones_own_phone_nobody_is_switched(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    assert "switch-person" not in (await phone.get("/today")).text


async def test_the_wall_alone_is_seen_too(home: House) -> None:
    wall = await tablet(home)
    home.clock.forward(hours=5)
    await wall.get("/sign-in")
    assert (await device_row(home)).seen_at == home.clock()
    home.clock.forward(minutes=3)
    await wall.get("/sign-in")
    assert home.clock() - (await device_row(home)).seen_at == timedelta(minutes=3), "not at every look"


async def test_a_teenager_sees_no_devices(home: House) -> None:
    leo = await home.browser("Leo")
    await leo.get("/me")
    address = f"/devices/{(await device_row(home)).id}" if await tablet(home) else ""
    assert (await leo.client.get(address)).status_code == 403
    assert (await leo.post(f"{address}/sign-out")).status_code == 403
