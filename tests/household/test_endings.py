"""What a session that has ended sees: why, where it is led afterwards, and that nothing is lost silently."""

import asyncio

import httpx
import pytest
from sqlmodel import select

from appliance.household.actions import remove_member, revoke_sign_in, set_password
from appliance.household.models import Device, SignIn
from appliance.web.live import changes
from tests.household.people import PASSWORDS, by_name, by_pin, credentials_of, give_secrets, session, tablet
from tests.support.house import BASE, Browser, House


@pytest.fixture
async def home(house: House) -> House:
    await give_secrets(house)
    return house


async def at_the_door(browser: Browser, path: str = "/me") -> str:
    """The page that a browser is led to in place of the one it asked for."""
    led = await browser.client.get(path)
    assert led.headers["location"] == "/sign-in"
    return (await browser.get("/sign-in")).text


async def sign_in_of(house: House, name: str) -> int:
    async with house.office.database.reading() as db:
        mine = select(SignIn.id).where(SignIn.member_id == house.people[name].member_id)
        return (await db.exec(mine)).all()[-1] or 0


async def phone_of(home: House, name: str) -> Browser:
    phone = home.stranger()
    await by_name(phone, name, PASSWORDS[name])
    return phone


async def test_who_was_signed_out_by_someone_reads_by_whom(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Maya", "cat-sun-moon-bag")
    async with home.office.work(home.people["Marco"]) as work:
        await revoke_sign_in(work, await sign_in_of(home, "Maya"))
    assert "Marco signed you out." in await at_the_door(wall)


async def test_the_door_says_it_once_and_remembers_nothing(home: House) -> None:
    phone = await phone_of(home, "Marco")
    home.clock.forward(days=31)
    assert "because nobody used this browser for 30 days" in await at_the_door(phone)
    assert session(home, phone) == ""
    assert "30 days" not in (await phone.get("/sign-in")).text


async def test_a_new_password_and_a_removed_browser_are_told(home: House) -> None:
    phone, tablet_of_marco = await phone_of(home, "Marco"), await phone_of(home, "Marco")
    async with home.office.database.reading() as db:
        devices = (await db.exec(select(Device.id))).all()
    elena = await home.browser("Elena")
    await elena.get("/devices")
    await elena.post(f"/devices/{devices[-1]}/revocation")
    assert "This browser was removed from the family" in await at_the_door(tablet_of_marco)
    hashed = await credentials_of(home).password("a new one for the summer")
    async with home.office.work(home.people["Elena"]) as work:
        await set_password(work, home.people["Marco"].member_id, hashed)
    assert "Your password or PIN was changed." in await at_the_door(phone)


async def test_whoever_left_and_a_stranger_learn_nothing(home: House) -> None:
    phone = await phone_of(home, "Marco")
    async with home.office.work(home.people["Elena"]) as work:
        await remove_member(work, home.people["Marco"].member_id)
    page = await at_the_door(phone)
    assert "You were signed out." in page and "Elena" not in page and "Rivera" not in page
    stranger = home.stranger()
    stranger.client.cookies.set("session-8080", "made up")
    assert "signed out" not in await at_the_door(stranger)


async def test_signing_out_by_oneself_needs_no_words(home: House) -> None:
    phone = await phone_of(home, "Elena")
    await phone.get("/me")
    await phone.post("/sign-out")
    assert "signed out" not in await at_the_door(phone)


async def test_one_is_led_back_to_the_page_one_wanted(home: House) -> None:
    phone = await phone_of(home, "Elena")
    home.clock.forward(days=31)
    await at_the_door(phone, "/chores?day=2026-03-02")
    assert (await by_name(phone, "Elena", PASSWORDS["Elena"])).headers["location"] == "/chores?day=2026-03-02"
    await phone.get("/me")
    await phone.post("/sign-out")
    assert (await by_name(phone, "Elena", PASSWORDS["Elena"])).headers["location"] == "/today"


async def test_someone_else_at_the_same_tablet_is_not_led_there(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    home.clock.forward(days=31)
    await at_the_door(wall, "/rewards")
    assert (await by_pin(home, wall, "Maya", "cat-sun-moon-bag")).headers["location"] == "/today"


@pytest.mark.parametrize("forged", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_nobody_is_led_out_of_the_house(home: House, forged: str) -> None:
    stranger = home.stranger()
    sealed = (
        home.office.secrets.sign("back", "x") + '{"to": "' + forged + '", "member_id": 0, "unsaved": false}'
    )
    stranger.client.cookies.set("back-8080", sealed)
    assert (await by_name(stranger, "Elena", PASSWORDS["Elena"])).headers["location"] == "/today"
    other = home.stranger()
    await other.client.get("/today", headers={"hx-request": "true", "hx-current-url": f"{BASE}{forged}"})
    led = (await by_name(other, "Elena", PASSWORDS["Elena"])).headers["location"]
    assert led.startswith("/") and not led.startswith("//")


async def test_what_is_sent_too_late_is_not_lost_silently(home: House) -> None:
    phone = await phone_of(home, "Elena")
    form = (await phone.get("/chores/new")).url
    home.clock.forward(days=31)
    sent = {"csrf": phone.csrf, "title": "Sweep the hall"}
    headers = {"origin": BASE, "referer": str(form)}
    answer = await phone.client.post("/chores", data=sent, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    page = (await phone.get("/sign-in")).text
    assert "What you sent just now was not saved." in page
    assert "not saved" not in (await phone.get("/sign-in")).text
    assert (await by_name(phone, "Elena", PASSWORDS["Elena"])).headers["location"] == "/chores/new"


async def test_a_tap_on_a_page_that_is_signed_out_leads_to_the_door(home: House) -> None:
    phone = await phone_of(home, "Elena")
    await phone.get("/chores")
    home.clock.forward(days=31)
    headers = {"origin": BASE, "hx-request": "true", "hx-current-url": f"{BASE}/chores?day=2026-03-02"}
    answer = await phone.client.post("/occurrences/1/completion", data={"csrf": phone.csrf}, headers=headers)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/sign-in")
    assert "not saved" in (await phone.get("/sign-in")).text
    led = await by_name(phone, "Elena", PASSWORDS["Elena"])
    assert led.headers["location"] == "/chores?day=2026-03-02"


async def test_an_open_page_of_a_parent_at_the_tablet_leaves_when_nobody_taps(home: House) -> None:
    """Also where nothing happens in the house that would make it look."""
    wall = await tablet(home)
    elena = f"/sign-in/members/{home.people['Elena'].member_id}"
    await wall.get(elena)
    await wall.post(f"{elena}/password", {"password": PASSWORDS["Elena"]})

    async def still_open() -> bool:
        token = session(home, wall)
        return await home.app.state.sessions.of(token, home.clock()) is not None

    stream = changes(home.office.signals, home.people["Elena"].family_id, "page", still_open, heartbeat=0.01)
    await anext(stream)
    assert (await anext(stream)).comment == "still here"
    home.clock.forward(minutes=6)
    told = [message.event async for message in stream if not message.comment]
    assert told == ["bye"]
    assert "nobody tapped here for five minutes" in await at_the_door(wall, "/family")
    again = await wall.post(f"{elena}/password", {"password": PASSWORDS["Elena"]})
    assert again.headers["location"] == "/family"


async def test_tapping_keeps_a_parent_signed_in_at_the_tablet(home: House) -> None:
    wall = await tablet(home)
    elena = f"/sign-in/members/{home.people['Elena'].member_id}"
    await wall.get(elena)
    await wall.post(f"{elena}/password", {"password": PASSWORDS["Elena"]})
    for _tap in range(4):
        home.clock.forward(minutes=4)
        assert (await wall.get("/today")).status_code == 200


async def test_a_copied_cookie_dies_with_its_session(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    thief = Browser(home.new_client())
    thief.client.cookies.set("session-8080", session(home, wall))
    assert (await thief.get("/me")).status_code == 200
    await wall.get("/me")
    await wall.post("/sign-out")
    answers = await asyncio.gather(*(thief.client.get(path) for path in ("/me", "/today", "/rewards")))
    assert all(answer.headers["location"] == "/sign-in" for answer in answers)


async def test_a_planted_session_is_never_the_one_that_signs_in(home: House) -> None:
    phone = home.stranger()
    phone.client.cookies.set("session-8080", "planted-by-a-sibling")
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    names = {cookie.value for cookie in phone.client.cookies.jar if cookie.name == "session-8080"}
    planted = httpx.Cookies({"session-8080": "planted-by-a-sibling"})
    sibling = Browser(home.new_client())
    sibling.client.cookies = planted
    assert (await sibling.client.get("/me")).headers["location"] == "/sign-in" and names


async def test_whoever_hands_the_tablet_on_is_not_led_back_to_where_they_left(house: House) -> None:
    """Their page is still open and asks once more, while the door opens already."""
    elena = await house.browser("Elena")
    await elena.get("/me")
    session = elena.client.cookies[f"session-{house.settings.port}"]
    await elena.post("/sign-out")
    elena.client.cookies.set(f"session-{house.settings.port}", session)
    late = await elena.get("/me")
    assert late.headers["location"] == "/sign-in"
    assert f"back-{house.settings.port}" not in late.headers.get("set-cookie", "")


async def test_whoever_opens_the_kitchen_display_on_their_own_phone_is_not_sent_round_in_circles(
    house: House,
) -> None:
    elena = await house.browser("Elena")
    path, seen = "/display", []
    while path not in seen:
        seen.append(path)
        path = (await elena.get(path)).headers.get("location", path)
    assert seen == ["/display", "/sign-in", "/today"]
