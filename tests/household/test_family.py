"""Who lives here, who may change it, and which browsers and keys open the house."""

import asyncio
import re

import pytest
from sqlmodel import col, select

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.secrets import Secrets, open_secrets
from appliance.household.actions import (
    make_enrolment_link,
    make_token,
    remove_member,
    revoke_device,
    revoke_sign_in,
    set_password,
)
from appliance.household.credentials import Credentials
from appliance.household.models import ApiToken, Device, Member, SignIn
from appliance.web.live import changes
from tests.household.people import PASSWORDS, by_name, by_pin, credentials_of, give_secrets, session, tablet
from tests.support.house import House


@pytest.fixture
async def home(house: House) -> House:
    await give_secrets(house)
    return house


async def member(home: House, name: str) -> Member:
    async with home.office.database.reading() as db:
        return (await db.exec(select(Member).where(Member.name == name))).one()


PIPPI = {"name": "Pippi", "role": "child", "face": "fox", "hue": "rust", "pictures": "sun-sun-moon-bag"}


async def test_a_parent_adds_a_child_who_then_signs_in(home: House) -> None:
    marco = await home.browser("Marco")
    await marco.get("/family/members/new")
    assert (await marco.post("/family/members", PIPPI)).headers["location"] == "/family"
    assert "Pippi" in (await marco.get("/family")).text
    wall = await tablet(home)
    pippi = f"/sign-in/members/{(await member(home, 'Pippi')).id}"
    await wall.get(pippi)
    assert (await wall.post(f"{pippi}/pin", {"pin": "sun-sun-moon-bag"})).headers["location"] == "/today"


async def test_only_the_owner_adds_another_parent(home: House) -> None:
    nils = {
        "name": "Nils",
        "role": "parent",
        "face": "bear",
        "hue": "moss",
        "password": "kitchen window rain",
    }
    marco, elena = await home.browser("Marco"), await home.browser("Elena")
    await marco.get("/family/members/new")
    assert (await marco.post("/family/members", nils)).status_code == 403
    await elena.get("/family/members/new")
    assert (await elena.post("/family/members", nils)).status_code == 303


async def test_nobody_becomes_an_owner_by_sending_along_a_field(home: House) -> None:
    elena = await home.browser("Elena")
    await elena.get("/family/members/new")
    assert (await elena.post("/family/members", {**PIPPI, "owner": "true"})).status_code == 422


async def test_children_see_nothing_of_the_familys_settings(home: House) -> None:
    for name in ("Maya", "Leo"):
        child = await home.browser(name)
        for path in ("/family", "/family/settings", "/family/members/new", "/devices", "/setup/people"):
            assert (await child.get(path)).status_code == 403
        assert "/devices" not in (await child.get("/me")).text


async def test_another_family_does_not_exist(home: House) -> None:
    ada = await home.browser("Ada")
    maya = home.people["Maya"].member_id
    assert (await ada.get(f"/family/members/{maya}")).status_code == 404
    await ada.get("/family")
    assert (await ada.post(f"/family/members/{maya}/removal")).status_code == 404
    assert (await ada.post(f"/family/members/{maya}/secret", {"pin": "2605"})).status_code == 404


async def test_the_last_owner_cannot_leave(home: House) -> None:
    async with home.office.work(home.people["Elena"]) as work:
        with pytest.raises(RuleBroken, match="last owner"):
            await remove_member(work, home.people["Elena"].member_id)
    async with home.office.work(home.people["Marco"]) as work:
        with pytest.raises(NotAllowed):
            await remove_member(work, home.people["Leo"].member_id)


async def test_who_leaves_is_signed_out_and_their_name_is_free(home: House) -> None:
    leo = await home.browser("Leo")
    async with home.office.work(home.people["Elena"]) as work:
        await remove_member(work, home.people["Leo"].member_id)
    assert (await leo.get("/me")).headers["location"] == "/sign-in"
    elena = await home.browser("Elena")
    await elena.get("/family/members/new")
    again = {"name": "Leo", "role": "teen", "face": "lion", "hue": "rust", "pin": "2604"}
    assert (await elena.post("/family/members", again)).status_code == 303
    answer = await elena.post("/family/members", again)
    assert answer.status_code == 422 and "There is a Leo already" in answer.text


async def test_a_parent_gives_a_child_a_new_pin_and_every_old_sign_in_ends(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    leo = home.people["Leo"].member_id
    marco = await home.browser("Marco")
    await marco.get(f"/family/members/{leo}/secret")
    answer = await marco.post(f"/family/members/{leo}/secret", {"pin": "1111"})
    assert answer.status_code == 422 and "too easy" in answer.text
    assert (await marco.post(f"/family/members/{leo}/secret", {"pin": "3907"})).status_code == 303
    assert (await wall.get("/me")).headers["location"] == "/sign-in"
    assert (await by_pin(home, wall, "Leo", "2604")).status_code == 422
    assert (await by_pin(home, wall, "Leo", "3907")).status_code == 303


async def test_one_changes_ones_own_password_with_the_old_one(home: House) -> None:
    here, elsewhere = home.stranger(), home.stranger()
    for browser in (here, elsewhere):
        await by_name(browser, "Elena", PASSWORDS["Elena"])
    await here.get("/me/password")
    new = "six new words are better yet"
    answer = await here.post("/me/password", {"old": "no idea", "password": new})
    assert answer.status_code == 422 and "not your present one" in answer.text
    answer = await here.post("/me/password", {"old": PASSWORDS["Elena"], "password": "Elena123"})
    assert answer.status_code == 422
    answer = await here.post("/me/password", {"old": PASSWORDS["Elena"], "password": new})
    assert answer.headers["location"] == "/me"
    assert (await here.get("/me")).status_code == 200
    assert (await elsewhere.get("/me")).headers["location"] == "/sign-in"
    assert (await by_name(home.stranger(), "Elena", new)).status_code == 303


async def test_another_parents_password_is_not_anybodys_to_set(home: House) -> None:
    hashed = await credentials_of(home).password("kitchen window rain")
    async with home.office.work(home.people["Marco"]) as work:
        with pytest.raises(NotAllowed):
            await set_password(work, home.people["Elena"].member_id, hashed)
    async with home.office.work(home.people["Leo"]) as work:
        with pytest.raises(NotAllowed):
            await set_password(work, home.people["Marco"].member_id, hashed)


async def test_a_password_of_128_letters_of_any_script_counts_to_the_last(home: House) -> None:
    credentials = credentials_of(home)
    long = "пароль-密码-🔑-" * 10 + "x" * 8
    hashed = await credentials.password(long)
    assert len(long) >= 128 and await credentials.password_fits(hashed, long)
    assert not await credentials.password_fits(hashed, long[:-1] + "y")
    assert await credentials.password_fits(
        await credentials.password("caf\u00e9 au lait"), "cafe\u0301 au lait"
    )


async def test_a_stolen_database_alone_opens_no_pin(home: House) -> None:
    leo = await member(home, "Leo")
    mine = open_secrets(home.settings.data)
    other = Secrets(mine.pages, "another pepper", mine.vault)
    assert await Credentials(mine, 64).pin_fits(leo.pin, "2604")
    assert not await Credentials(other, 64).pin_fits(leo.pin, "2604")


async def test_hashes_of_yesterdays_cost_are_made_anew_at_the_next_sign_in(home: House) -> None:
    weak = await Credentials(home.office.secrets, 8).password(PASSWORDS["Marco"])
    async with home.office.database.writing() as db:
        marco = (await db.exec(select(Member).where(Member.name == "Marco"))).one()
        marco.password = weak
        db.add(marco)
    assert (await by_name(home.stranger(), "Marco", PASSWORDS["Marco"])).status_code == 303
    assert "m=64," in (await member(home, "Marco")).password


async def test_a_link_enrols_one_browser_within_ten_minutes(home: House) -> None:
    elena = await home.browser("Elena")
    await elena.get("/devices")
    page = await elena.post("/devices/links", {"name": "Kitchen tablet"})
    found = re.search(r"/enrol/([A-Z0-9]{12})", page.text)
    assert found and "<svg" in page.text and "style=" not in page.text
    browser = home.stranger()
    asked = await browser.get(f"/enrol/{found[1]}")
    assert "Rivera" in asked.text and "Kitchen tablet" in asked.text
    assert (await browser.post(f"/enrol/{found[1]}")).headers["location"] == "/sign-in"
    assert "Maya" in (await browser.get("/sign-in")).text
    second = home.stranger()
    assert (await second.get(f"/enrol/{found[1]}")).status_code == 404
    async with home.office.work(home.people["Elena"]) as work:
        late = await make_enrolment_link(work, "Late")
    home.clock.forward(minutes=11)
    assert (await second.get(f"/enrol/{late}")).status_code == 404


async def test_a_house_full_of_tablets_is_enrolled_without_a_wait(home: House) -> None:
    async with home.office.work(home.people["Elena"]) as work:
        code = await make_enrolment_link(work, "Tablet", uses=100)
    for _tablet in range(25):
        browser = home.stranger()
        await browser.get("/enrol")
        assert (await browser.post("/enrol", {"code": code})).headers["location"] == f"/enrol/{code}"
        assert (await browser.post(f"/enrol/{code}")).headers["location"] == "/sign-in"


async def test_of_two_browsers_with_the_same_link_one_is_enrolled(home: House) -> None:
    async with home.office.work(home.people["Elena"]) as work:
        code = await make_enrolment_link(work, "Tablet")
    browsers = [home.stranger(), home.stranger()]
    for browser in browsers:
        await browser.get(f"/enrol/{code}")
    answers = await asyncio.gather(*(browser.post(f"/enrol/{code}") for browser in browsers))
    assert sorted(answer.status_code for answer in answers) == [303, 404]


async def test_a_forgotten_device_is_a_stranger_at_once(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    async with home.office.database.reading() as db:
        device = (await db.exec(select(Device))).one()
    async with home.office.work(home.people["Marco"]) as work:
        await revoke_device(work, device.id or 0)
    assert (await wall.get("/me")).headers["location"] == "/sign-in"
    assert "Who is it?" not in (await wall.get("/sign-in")).text


async def test_a_parent_makes_their_own_browser_one_for_all(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    await phone.get("/devices")
    await phone.post("/devices/here")
    await phone.post("/sign-out")
    assert "Maya" in (await phone.get("/sign-in")).text


async def test_a_revoked_sign_in_is_out_and_its_live_page_closes(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    async with home.office.database.reading() as db:
        row = (await db.exec(select(SignIn).where(col(SignIn.revoked_at).is_(None)))).one()
    stream = changes(home.office.signals, row.family_id, str(row.id))
    await anext(stream)
    async with home.office.work(home.people["Elena"]) as work:
        await revoke_sign_in(work, row.id or 0)
    with pytest.raises(StopAsyncIteration):
        while True:
            await asyncio.wait_for(anext(stream), 2)
    assert (await phone.get("/me")).headers["location"] == "/sign-in"


async def test_one_signs_out_everywhere_else_from_ones_own_page(home: House) -> None:
    here, there = home.stranger(), home.stranger()
    for browser in (here, there):
        await by_name(browser, "Elena", PASSWORDS["Elena"])
    page = await here.get("/me")
    assert page.text.count("/revocation") >= 3
    await here.post("/sessions/others/revocation")
    assert (await here.get("/me")).status_code == 200
    assert (await there.get("/me")).status_code == 303


async def test_a_sibling_cannot_end_my_sign_in(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    async with home.office.database.reading() as db:
        row = (await db.exec(select(SignIn).where(col(SignIn.revoked_at).is_(None)))).one()
    for name in ("Maya", "Ada"):
        other = await home.browser(name)
        assert (await other.post(f"/sessions/{row.id}/revocation")).status_code == 404
    assert session(home, wall) and (await wall.get("/me")).status_code == 200


async def test_a_key_is_shown_once_and_stored_only_as_its_print(home: House) -> None:
    leo = await home.browser("Leo")
    await leo.get("/tokens/new")
    page = await leo.post("/tokens", {"name": "Desk clock", "scope": "read", "days": "30"})
    found = re.search(r">(home_[\w-]{43})</code>", page.text)
    assert found
    async with home.office.database.reading() as db:
        row = (await db.exec(select(ApiToken))).one()
    assert row.scopes == ["read"] and found[1] not in str(row.model_dump())
    client = home.new_client()
    client.headers["authorization"] = f"Bearer {found[1]}"
    assert (await client.get("/api/v1/me")).json()["scopes"] == ["read"]
    assert (await client.post("/api/v1/tokens", json={"name": "more"})).status_code == 403
    await leo.get("/me")
    await leo.post(f"/tokens/{row.id}/revocation")
    assert (await client.get("/api/v1/me")).status_code == 401


async def test_a_key_is_made_only_for_oneself_and_not_by_small_children(home: House) -> None:
    for name, whose in (("Elena", "Marco"), ("Maya", "Maya"), ("Elena", "Maya")):
        async with home.office.work(home.people[name]) as work:
            with pytest.raises(NotAllowed):
                await make_token(work, home.people[whose].member_id, "clock")


async def test_everyone_changes_their_own_looks(home: House) -> None:
    maya = await home.browser("Maya")
    await maya.get("/me/looks")
    looks = {"face": "cat", "hue": "berry", "theme": "dark", "language": "de"}
    assert (await maya.post("/me/looks", looks)).status_code == 303
    page = await maya.get("/me")
    assert 'data-theme="dark"' in page.text and 'lang="de"' in page.text
    assert (await maya.post("/me/looks", {**looks, "face": "dragon"})).status_code == 422


async def test_the_family_moves_to_another_time_zone(home: House) -> None:
    marco = await home.browser("Marco")
    await marco.get("/family/settings")
    sent = {"name": "Rivera", "zone": "Mars/Olympus", "language": "en", "week_start": "0"}
    answer = await marco.post("/family/settings", sent)
    assert answer.status_code == 422 and 'value="Mars/Olympus"' in answer.text
    assert (await marco.post("/family/settings", {**sent, "zone": "Europe/Lisbon"})).status_code == 303
    assert "Europe/Lisbon" in (await marco.get("/family")).text


async def test_a_family_says_when_its_afternoon_and_its_evening_begin(home: House) -> None:
    marco = await home.browser("Marco")
    sent = {"name": "Rivera", "zone": "Europe/Berlin", "language": "en", "week_start": "0"}
    wrong = await marco.post("/family/settings", {**sent, "afternoon_from": "19:00", "evening_from": "18:00"})
    assert wrong.status_code == 422
    assert 'href="#f-evening_from"' in wrong.text
    right = {**sent, "afternoon_from": "13:30", "evening_from": "17:45"}
    assert (await marco.post("/family/settings", right)).status_code == 303
    page = (await marco.get("/family/settings")).text
    assert 'value="13:30"' in page and 'value="17:45"' in page
    elena = await home.api("Elena")
    assert (await elena.get("/api/v1/family")).json()["evening_from"] == "17:45:00"
    changed = await elena.patch("/api/v1/family", json={"evening_from": "19:00"})
    assert (changed.json()["afternoon_from"], changed.json()["evening_from"]) == ("13:30:00", "19:00:00")
