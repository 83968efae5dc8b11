"""The display on the kitchen wall: everyone's day at a glance, and nobody's own things."""

import asyncio
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from litestar.response import ServerSentEventMessage
from sqlmodel import col, select

from appliance.chores import actions
from appliance.household.actions import revoke_device
from appliance.household.actions.displays import DisplayPlan, set_display
from appliance.household.models import Device, device_line
from appliance.rewards import actions as rewards
from appliance.today.rules import KIND, SHIFT_EVERY, is_night, kind_sentence, shift_at
from appliance.web.live import changes
from tests.chores.doing import add, approve, complete, due, take
from tests.support.house import Browser, House


async def hang_up(house: House, **plan: time) -> Browser:
    token = await house.device("Elena")
    async with house.office.work(house.people["Elena"]) as work:
        await set_display(work, await its_id(house), DisplayPlan(True, **plan))
    wall = house.stranger()
    wall.client.cookies.set(f"device-{house.settings.port}", token)
    return wall


async def its_id(house: House) -> int:
    async with house.office.database.reading() as db:
        return (await db.exec(select(Device.id).order_by(col(Device.id).desc()))).first() or 0


async def test_the_wall_shows_everyones_day_without_a_sign_in(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=7)
    await add(house, "Do homework", "Leo", times=(time(23, 50),))
    await complete(house, "Maya", await due(house, "Feed the cat"))
    wall = await hang_up(house)
    shown = (await wall.get("/display")).text
    assert 'data-ui="kiosk"' in shown
    assert re.search(r"Maya</b><small>0 of 1 done.*?Feed the cat.*?Waiting", shown, re.DOTALL)
    assert re.search(r"Leo</b>.*?Do homework</span><small>by 23:50", shown, re.DOTALL)
    assert 'href="/sign-in/members/' in shown
    assert "Last updated" in shown


async def test_the_block_of_now_hangs_before_the_evening_and_who_is_on_it_is_told(house: House) -> None:
    """It is three in the afternoon."""
    await add(house, "Pyjamas", "Maya", part_of_day="evening", place=1)
    await add(house, "Homework", "Maya", part_of_day="afternoon", place=2)
    await add(house, "Empty the lunch box", "Maya", part_of_day="afternoon", place=1)
    await add(house, "Water the plants", "Maya", "Leo", way="pool")
    await take(house, "Leo", actions.claim, await due(house, "Water the plants"))
    shown = (await (await hang_up(house)).get("/display")).text
    jobs = re.findall(r'<div class="job"[^>]*>.*?<span dir="auto">([^<]+)</span>', shown, re.DOTALL)
    hers = [job for job in jobs if job != "Water the plants"]
    assert hers == ["Empty the lunch box", "Homework", "Pyjamas"]
    assert re.search(r"Water the plants</span><small>is on it", shown)
    pyjamas = await due(house, "Pyjamas")
    await complete(house, "Maya", pyjamas)
    await take(house, "Elena", actions.send_back, pyjamas)
    assert re.search(r"Pyjamas</span><small>Once more", (await (await hang_up(house)).get("/display")).text)


async def test_no_points_minutes_wishes_or_notes_hang_on_the_wall(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=77, bonus_minutes=13)
    duty = await due(house, "Feed the cat")
    await complete(house, "Maya", duty)
    await approve(house, "Elena", duty)
    async with house.office.work(house.people["Elena"]) as work:
        await rewards.add_reward(work, rewards.RewardPlan("A trip to the zoo", 10))
    shown = (await (await hang_up(house)).get("/display")).text
    body = shown[shown.index("<main") :]
    assert "Feed the cat" in body
    assert not re.search(
        r"77|\b13\b|zoo|star|point|minute", re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    )


async def test_a_quiet_day_is_not_empty(house: House) -> None:
    wall = await hang_up(house)
    shown = (await wall.get("/display")).text
    assert "Nothing planned today" in shown
    assert any(sentence in shown for sentence in KIND)
    await add(
        house, "Water the plants", "Maya", start=house.people["Maya"].today(house.clock()) + timedelta(1)
    )
    assert "1 thing, first: Water the plants" in (await wall.get("/display")).text


async def test_a_browser_that_is_no_display_is_led_to_the_door(house: House) -> None:
    tablet = house.stranger()
    tablet.client.cookies.set(f"device-{house.settings.port}", await house.device("Elena"))
    assert (await tablet.get("/display")).headers["location"] == "/sign-in"
    assert (await tablet.client.get("/display/live")).status_code == 401


async def test_who_signs_out_at_the_wall_comes_back_to_the_day(house: House) -> None:
    wall = await hang_up(house)
    assert (await wall.get("/sign-in")).headers["location"] == "/display"
    assert "Who is it?" in (await wall.get("/sign-in?by=faces")).text


async def test_a_parent_hangs_up_the_browser_they_sit_at_and_leaves_it(house: House) -> None:
    elena = await house.browser("Elena")
    elena.client.cookies.set(f"device-{house.settings.port}", await house.device("Elena"))
    page = f"/devices/{await its_id(house)}"
    assert "Shows the day" in (await elena.get(page)).text
    hung = await elena.post(f"{page}/display", {"shows": "true", "dim_from": "20:00", "dim_until": "06:30"})
    assert hung.headers["location"] == "/display"
    assert (await elena.get("/today")).headers["location"] == "/sign-in"
    assert "Last updated" in (await elena.get("/display")).text


async def test_an_hour_that_is_none_is_told_and_changes_nothing(house: House) -> None:
    await house.device("Elena")
    elena = await house.browser("Elena")
    page = f"/devices/{await its_id(house)}/display"
    wrong = await elena.post(page, {"shows": "true", "dim_from": "late"})
    assert wrong.status_code == 422
    assert 'href="#d-dim_from"' in wrong.text
    async with house.office.database.reading() as db:
        assert not (await db.get_one(Device, await its_id(house))).is_display


@pytest.mark.parametrize("ends", ["forgotten", "taken down"])
async def test_a_display_that_is_forgotten_or_taken_down_goes_dark_at_once(house: House, ends: str) -> None:
    wall = await hang_up(house)
    device_id = await its_id(house)
    line = changes(house.office.signals, house.people["Elena"].family_id, device_line(device_id))
    assert isinstance(await anext(line), ServerSentEventMessage)
    async with house.office.work(house.people["Elena"]) as work:
        if ends == "forgotten":
            await revoke_device(work, device_id)
        else:
            await set_display(work, device_id, DisplayPlan(False))
    told = [event async for event in line if event.event != "bye"]
    assert len(told) <= 1, "at most the name of the change, then the end"
    assert (await wall.get("/display")).headers["location"] == "/sign-in"


async def test_it_is_dim_at_night_and_by_the_familys_hours(house: House) -> None:
    wall = await hang_up(house, dim_from=time(20), dim_until=time(6))
    day = (await wall.get("/display")).text
    house.clock.now = datetime(2026, 3, 10, 21, 30, tzinfo=UTC)
    night = (await wall.get("/display")).text
    assert "data-night" not in day
    assert "data-night" in night


async def test_a_display_that_fetches_the_day_was_seen(house: House) -> None:
    wall = await hang_up(house)
    house.clock.now += timedelta(minutes=6)
    await wall.get("/display")
    async with house.office.database.reading() as db:
        assert (await db.get_one(Device, await its_id(house))).seen_at == house.clock.now


async def test_programs_hang_it_up_too(house: House) -> None:
    await house.device("Elena")
    elena = await house.api("Elena")
    hung = await elena.put(f"/api/v1/devices/{await its_id(house)}/display", json={"shows": True})
    assert hung.json()["kind"] == "display"
    assert (await elena.get("/api/v1/devices")).json()[0]["kind"] == "display"


@pytest.mark.parametrize(
    ("clock", "dark"), [(time(20, 59), False), (time(21), True), (time(2), True), (time(6), False)]
)
def test_the_night_goes_past_midnight(clock: time, dark: bool) -> None:
    assert is_night(clock, time(21), time(6)) is dark


def test_without_hours_it_is_never_night() -> None:
    assert not is_night(time(3), None, time(6))
    assert not is_night(time(3), time(6), time(6))
    assert is_night(time(14), time(13), time(15))


def test_the_picture_never_hangs_in_one_place_for_long() -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert len({shift_at(noon + n * SHIFT_EVERY) for n in range(8)}) == 8


def test_another_day_has_another_kind_sentence() -> None:
    today = datetime(2026, 3, 10, tzinfo=UTC).date()
    assert kind_sentence(today) != kind_sentence(today + timedelta(days=1))


async def test_what_changes_is_told_to_the_wall_at_once(house: House) -> None:
    line = changes(house.office.signals, house.people["Elena"].family_id, device_line(1))
    await anext(line)
    await add(house, "Feed the cat", "Maya")
    told = await asyncio.wait_for(anext(line), 2)
    assert told.event == "chores"
    await line.aclose()
