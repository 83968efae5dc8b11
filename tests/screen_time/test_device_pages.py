"""The pages of devices that report, as each of the family meets them."""

import re
from datetime import timedelta

from sqlmodel import select

from appliance.household.actions.leaving import remove_member
from appliance.screen_time.actions import add_device, make_device_code
from appliance.screen_time.models import DeviceAccount, DeviceQuiet, MeasuredDevice
from tests.support.house import House

NEW = {"name": "Study laptop", "means": "watchers"}


async def a_device(house: House, whose: str | None = "Maya", name: str = "Hall tablet") -> int:
    async with house.office.work(house.people["Elena"]) as work:
        member = house.people[whose].member_id if whose else None
        device, _token = await add_device(work, name, kind="tablet", way="rest", member_id=member)
        return device.id or 0


async def heard(house: House, device_id: int, **facts: object) -> None:
    async with house.office.database.writing() as db:
        device = await db.get_one(MeasuredDevice, device_id)
        device.sqlmodel_update({"heard_at": house.clock(), "state": "on", **facts})


async def test_a_token_and_the_lines_for_watchers_are_shown_this_once(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/screen/devices/new")
    made = await elena.post("/screen/devices", NEW | {"member_id": str(house.people["Maya"].member_id)})
    [token] = set(re.findall(r"dev_[\w-]+", made.text))
    assert f"machine family.local login device password {token}" in made.text
    assert "port = &#34;8080&#34;" in made.text
    async with house.office.database.reading() as db:
        device = (await db.exec(select(MeasuredDevice))).one()
    assert (device.way, device.member_id) == ("activitywatch", house.people["Maya"].member_id)
    assert token not in (device.token_hash or "")
    listed = (await elena.get("/screen/devices")).text
    assert "Study laptop" in listed and "Not heard yet" in listed and token not in listed


async def test_a_code_for_our_agent_is_shown_with_its_picture_and_waits_in_the_list(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/screen/devices/new")
    made = (await elena.post("/screen/devices", NEW | {"means": "agent"})).text
    [code] = re.findall(r"http://family.local:8080/screen/devices#([A-Z2-9]{12})<", made)
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in made and "<svg" in made
    assert "works until" in (await elena.get("/screen/devices")).text
    house.clock.forward(minutes=11)
    assert "works until" not in (await elena.get("/screen/devices")).text


async def test_what_is_missing_is_named_and_what_was_chosen_stays(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/screen/devices/new")
    wrong = await elena.post("/screen/devices", {"name": "", "means": "phone"})
    assert wrong.status_code == 422 and 'href="#f-name"' in wrong.text
    assert re.search(r'value="phone" checked', wrong.text)
    foreign = await elena.post("/screen/devices", {**NEW, "member_id": str(house.people["Tobi"].member_id)})
    assert foreign.status_code == 404


async def test_the_list_tells_when_each_was_heard_and_what_it_said_last(house: House) -> None:
    device, sleeper = await a_device(house), await a_device(house, name="Night laptop")
    await heard(house, device)
    await heard(house, sleeper, state="asleep")
    house.clock.forward(minutes=3)
    page = (await (await house.browser("Elena")).get("/screen/devices")).text
    assert "heard 3 minutes ago" in page and "Asleep" in page
    house.clock.forward(days=3)
    page = (await (await house.browser("Elena")).get("/screen/devices")).text
    assert "Says nothing" in page and "Asleep" in page


async def test_a_child_sees_its_own_devices_and_what_is_recorded_and_no_others(house: House) -> None:
    own, leos = await a_device(house), await a_device(house, "Leo", "Leo phone")
    maya = await house.browser("Maya")
    page = (await maya.get("/screen/devices")).text
    assert "Hall tablet" in page and "Leo phone" not in page
    assert "Not what stands in windows" in page and "Add a device" not in page
    shown = await maya.get(f"/screen/devices/{own}")
    assert shown.status_code == 200 and "Forget this device" not in shown.text
    assert (await maya.get(f"/screen/devices/{leos}")).status_code == 404


async def test_of_a_shared_computer_a_child_sees_only_its_own_account(house: House) -> None:
    shared = await a_device(house, None, "Shared computer")
    maya = await house.browser("Maya")
    assert (await maya.get(f"/screen/devices/{shared}")).status_code == 404
    async with house.office.database.writing() as db:
        facts = {"family_id": house.people["Elena"].family_id, "device_id": shared, "seen_at": house.clock()}
        db.add_all(DeviceAccount(account=name, **facts) for name in ("maya", "leo"))
    elena = await house.browser("Elena")
    assert "2 accounts are nobody’s yet" in (await elena.get("/screen/devices")).text
    page = (await elena.get(f"/screen/devices/{shared}")).text
    number = re.findall(rf"/screen/devices/{shared}/accounts/(\d+)", page)[-1]
    sent = {"member_id": str(house.people["Maya"].member_id)}
    assert (await elena.post(f"/screen/devices/{shared}/accounts/{number}", sent)).status_code == 303
    api = await house.api("Maya")
    answer = await api.get(f"/api/v1/screen-time/devices/{shared}/accounts")
    assert [row["account"] for row in answer.json()] == ["maya"]


async def test_name_owner_and_how_silence_counts_are_changed_in_one_form(house: House) -> None:
    device, elena = await a_device(house), await house.browser("Elena")
    await elena.get(f"/screen/devices/{device}")
    sent = {"name": "Leo tablet", "member_id": str(house.people["Leo"].member_id), "silence": "used"}
    assert (await elena.post(f"/screen/devices/{device}", sent)).status_code == 303
    shown = (await (await house.api("Leo")).get(f"/api/v1/screen-time/devices/{device}")).json()
    assert (shown["name"], shown["silence"]) == ("Leo tablet", "used")
    wrong = await elena.post(f"/screen/devices/{device}", sent | {"name": " "})
    assert wrong.status_code == 422 and 'href="#f-name"' in wrong.text


async def test_a_new_token_ends_the_old_one_and_a_forgotten_device_is_gone(house: House) -> None:
    device, elena = await a_device(house), await house.browser("Elena")
    await elena.get(f"/screen/devices/{device}")
    made = (await elena.post(f"/screen/devices/{device}/keys")).text
    assert re.search(r"Bearer dev_[\w-]+", made)
    assert (await elena.post(f"/screen/devices/{device}/revocation")).status_code == 303
    assert (await elena.get(f"/screen/devices/{device}")).status_code == 404


async def test_silences_are_told_with_how_they_counted(house: House) -> None:
    device = await a_device(house)
    async with house.office.database.writing() as db:
        since = house.clock() - timedelta(hours=5)
        quiet = {"family_id": house.people["Elena"].family_id, "device_id": device, "noticed_at": since}
        db.add(DeviceQuiet(since=since, heard_at=house.clock(), counted="used", **quiet))
        db.add(DeviceQuiet(since=since - timedelta(days=40), heard_at=since - timedelta(days=39), **quiet))
    page = (await (await house.browser("Maya")).get(f"/screen/devices/{device}")).text
    assert "counted as used, within the allowed hours" in page and "counted for nothing" not in page
    told = await (await house.api("Elena")).get(f"/api/v1/screen-time/devices/{device}/silences")
    assert [row["counted"] for row in told.json()] == ["used"]


async def test_devices_of_who_leaves_tell_nothing_more(house: House) -> None:
    device, kept = await a_device(house, "Leo"), await a_device(house)
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Leo"].member_id)
    async with house.office.database.reading() as db:
        left, stays = await db.get_one(MeasuredDevice, device), await db.get_one(MeasuredDevice, kept)
    assert left.revoked_at is not None and left.token_hash is None
    assert stays.revoked_at is None


async def test_a_teen_adds_none_and_sees_none_of_the_others(house: House) -> None:
    await a_device(house)
    leo = await house.api("Leo")
    assert (await leo.get("/api/v1/screen-time/devices")).json() == []
    async with house.office.work(house.people["Elena"]) as work:
        await make_device_code(work, "Laptop")
    assert (await leo.post("/api/v1/screen-time/devices", json=NEW)).status_code == 403
