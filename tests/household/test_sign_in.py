"""Coming in, being kept out, and leaving."""

from pathlib import Path

import pytest
from sqlmodel import select

from appliance.core.audit import AuditRow
from appliance.household.models import Device, Member, SignIn
from tests.household.people import PASSWORDS, by_name, by_pin, give_secrets, session, tablet
from tests.support.house import Browser, House, open_house


@pytest.fixture
async def home(house: House) -> House:
    await give_secrets(house)
    return house


async def test_a_parent_signs_in_by_name_on_any_browser(home: House) -> None:
    phone = home.stranger()
    answer = await by_name(phone, "elena", PASSWORDS["Elena"])
    assert answer.status_code == 303 and answer.headers["location"] == "/today"
    assert "Elena" in (await phone.get("/me")).text


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(home: House) -> None:
    answer = await by_name(home.stranger(), "Elena", PASSWORDS["Elena"])
    cookies = answer.headers.get_list("set-cookie")
    kept = next(cookie for cookie in cookies if cookie.startswith("session-8080="))
    assert "HttpOnly" in kept and "SameSite=lax" in kept and "Path=/" in kept
    assert "Domain" not in kept and "Secure" not in kept
    assert any(cookie.startswith("device-8080=") for cookie in cookies)


async def test_a_session_that_was_set_beforehand_is_never_taken_over(home: House) -> None:
    phone = home.stranger()
    phone.client.cookies.set("session-8080", "chosen-by-a-clever-thirteen-year-old")
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    sent = [cookie.value for cookie in phone.client.cookies.jar if cookie.name == "session-8080"]
    assert any(len(value or "") > 40 for value in sent)
    planted = home.stranger()
    planted.client.cookies.set("session-8080", "chosen-by-a-clever-thirteen-year-old")
    assert (await planted.get("/me")).headers["location"] == "/sign-in"


async def test_each_sign_in_has_a_new_token_and_ends_the_one_before(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    first = session(home, wall)
    thief = home.stranger()
    thief.client.cookies.set("session-8080", first)
    await wall.get("/me")
    await wall.post("/sign-out")
    await by_pin(home, wall, "Leo", "2604")
    assert session(home, wall) not in ("", first)
    assert (await thief.get("/me")).headers["location"] == "/sign-in"


async def test_children_see_faces_only_on_a_device_of_the_family(home: House) -> None:
    wall = await tablet(home)
    page = (await wall.get("/sign-in")).text
    assert "Who is it?" in page and "Maya" in page and "Tobi" not in page
    page = (await home.stranger().get("/sign-in")).text
    assert "Maya" not in page and "a device that a parent has added" in page
    maya = home.people["Maya"].member_id
    assert (await home.stranger().get(f"/sign-in/members/{maya}")).status_code == 404
    assert (await wall.get(f"/sign-in/members/{home.people['Tobi'].member_id}")).status_code == 404


async def test_a_child_touches_four_pictures_without_any_script(home: House) -> None:
    wall = await tablet(home)
    maya = f"/sign-in/members/{home.people['Maya'].member_id}"
    page = await wall.get(maya)
    assert 'value="moon"' in page.text
    touched = ""
    for picture in ("cat", "sun", "moon"):
        page = await wall.post(f"{maya}/pin", {"pin": touched, "add": picture})
        touched = f"{touched}-{picture}".strip("-")
        assert page.status_code == 200 and f'name="pin" value="{touched}"' in page.text
    answer = await wall.post(f"{maya}/pin", {"pin": touched, "add": "bag"})
    assert answer.headers["location"] == "/today"
    assert "Maya" in (await wall.get("/me")).text


async def test_a_pin_never_opens_a_parents_account(home: House) -> None:
    wall = await tablet(home)
    page = await wall.get(f"/sign-in/members/{home.people['Elena'].member_id}")
    assert 'type="password"' in page.text and "data-pin" not in page.text
    assert (await by_pin(home, wall, "Elena", "2604")).status_code == 404


async def test_a_parent_on_a_shared_device_is_signed_out_after_five_minutes(home: House) -> None:
    wall = await tablet(home)
    elena = f"/sign-in/members/{home.people['Elena'].member_id}"
    for stay, location in (({}, "/sign-in"), ({"stay": "true"}, None)):
        await wall.get(elena)
        answer = await wall.post(f"{elena}/password", {"password": PASSWORDS["Elena"], **stay})
        assert answer.status_code == 303
        home.clock.forward(minutes=6)
        assert (await wall.get("/me")).headers.get("location") == location


def without_its_key(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line.lower() and 'id="f-name"' not in line]


async def test_a_name_that_nobody_has_looks_like_a_wrong_password(home: House) -> None:
    wrong = await by_name(home.stranger(), "Elena", "not her password")
    nobody = await by_name(home.stranger(), "Zacharias", "not his password")
    assert wrong.status_code == nobody.status_code == 422
    assert without_its_key(wrong.text) == without_its_key(nobody.text)
    assert 'value="Elena"' in wrong.text and "not her password" not in wrong.text


async def test_a_name_that_nobody_has_costs_as_many_writes_as_a_wrong_password(home: House) -> None:
    """Each write waits for the disk, which a clock can tell."""
    for name in ("Elena", "Zacharias"):
        await by_name(home.stranger(), name, "not the password")
    async with home.office.database.reading() as db:
        rows = (await db.exec(select(AuditRow).where(AuditRow.verb == "SignInFailed"))).all()
    assert [row.family_id for row in rows] == [home.people["Elena"].family_id, 0]


async def test_names_that_nobody_has_are_throttled_just_the_same(home: House) -> None:
    for name in ("Elena", "Zacharias"):
        browser = home.stranger()
        answers = [await by_name(browser, name, "wrong wrong") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [422] * 5 + [429]
        assert answers[-1].headers["retry-after"] == "30"
        assert "wait 30 seconds" in answers[-1].text


async def test_a_child_who_guesses_has_to_wait_longer_each_time(home: House) -> None:
    wall = await tablet(home)
    for _ in range(5):
        assert (await by_pin(home, wall, "Leo", "9999")).status_code == 422
    answer = await by_pin(home, wall, "Leo", "2604")
    assert answer.status_code == 429 and "wait 30 seconds" in answer.text
    home.clock.forward(seconds=31)
    assert (await by_pin(home, wall, "Leo", "9999")).status_code == 422
    home.clock.forward(seconds=31)
    assert (await by_pin(home, wall, "Leo", "2604")).status_code == 429
    home.clock.forward(seconds=30)
    assert (await by_pin(home, wall, "Leo", "2604")).headers["location"] == "/today"


async def test_a_childs_failures_never_lock_a_parent(home: House) -> None:
    wall = await tablet(home)
    for _ in range(30):
        await by_pin(home, wall, "Leo", "9999")
        home.clock.forward(minutes=31)
    elena = f"/sign-in/members/{home.people['Elena'].member_id}"
    await wall.get(elena)
    answer = await wall.post(f"{elena}/password", {"password": PASSWORDS["Elena"]})
    assert answer.headers["location"] == "/today"


async def test_a_thousand_failures_elsewhere_leave_a_parents_own_phone_open(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    await phone.get("/me")
    await phone.post("/sign-out")
    stranger = home.stranger()
    await stranger.get("/sign-in")
    seen = set()
    for _ in range(1000):
        seen.add((await stranger.post("/sign-in", {"name": "Elena", "password": "guess again"})).status_code)
    assert seen == {422, 429}
    assert (await by_name(home.stranger(), "Elena", PASSWORDS["Elena"])).status_code == 429
    assert (await by_name(phone, "Elena", PASSWORDS["Elena"])).headers["location"] == "/today"


async def test_even_many_failures_on_a_parents_own_phone_never_lock_it(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Elena", PASSWORDS["Elena"])
    await phone.get("/me")
    await phone.post("/sign-out")
    for _ in range(40):
        assert (await by_name(phone, "Elena", "which one was it")).status_code == 422
    assert (await by_name(phone, "Elena", PASSWORDS["Elena"])).headers["location"] == "/today"


async def test_the_wait_survives_a_restart(tmp_path: Path) -> None:
    async with open_house(tmp_path / "house") as house:
        await give_secrets(house)
        wall = await tablet(house)
        for _ in range(5):
            await by_pin(house, wall, "Maya", "sun-sun-moon-moon")
        device = wall.client.cookies.get("device-8080") or ""
    async with open_house(tmp_path / "house", empty=True) as again:
        browser = again.stranger()
        browser.client.cookies.set("device-8080", device)
        maya = f"/sign-in/members/{house.people['Maya'].member_id}"
        await browser.get(maya)
        assert (await browser.post(f"{maya}/pin", {"pin": "cat-sun-moon-bag"})).status_code == 429


async def test_two_families_may_have_the_same_name(home: House) -> None:
    async with home.office.database.writing() as db:
        ada = (await db.exec(select(Member).where(Member.name == "Ada"))).one()
        ada.name = "Elena"
        db.add(ada)
    browser = home.stranger()
    assert "family" in (await browser.get("/sign-in")).text
    await by_name(browser, "Elena", PASSWORDS["Ada"])
    assert "Okafor" in (await browser.get("/me")).text


async def test_a_sign_in_idles_away_and_ends_for_good(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Marco", PASSWORDS["Marco"])
    for _ in range(6):
        home.clock.forward(days=29)
        assert (await phone.get("/me")).status_code == 200
    home.clock.forward(days=7)
    assert (await phone.get("/me")).headers["location"] == "/sign-in"
    await by_name(phone, "Marco", PASSWORDS["Marco"])
    home.clock.forward(days=31)
    assert (await phone.get("/me")).headers["location"] == "/sign-in"


async def test_reading_pages_writes_at_most_every_five_minutes(home: House) -> None:
    phone = home.stranger()
    await by_name(phone, "Marco", PASSWORDS["Marco"])

    async def seen() -> object:
        async with home.office.database.reading() as db:
            return (await db.exec(select(SignIn.seen_at))).one()

    start = await seen()
    home.clock.forward(minutes=4)
    await phone.get("/me")
    assert await seen() == start
    home.clock.forward(minutes=2)
    await phone.get("/me", headers={"hx-request": "true", "hx-request-type": "partial"})
    assert await seen() == start, "a page that refreshes itself is nobody's use of it"
    await phone.get("/me")
    assert await seen() == home.clock()


async def test_switching_person_ends_the_session_and_shows_the_faces(home: House) -> None:
    wall = await tablet(home)
    await by_pin(home, wall, "Leo", "2604")
    copied = session(home, wall)
    await wall.get("/me")
    answer = await wall.post("/sign-out")
    assert answer.headers["location"] == "/sign-in" and "clear-site-data" not in answer.headers
    assert "Who is it?" in (await wall.get("/sign-in")).text
    thief = Browser(home.new_client())
    thief.client.cookies.set("session-8080", copied)
    assert (await thief.get("/me")).headers["location"] == "/sign-in"


async def test_failed_and_throttled_sign_ins_are_written_down_without_the_secret(home: House) -> None:
    wall = await tablet(home)
    for _ in range(5):
        await by_pin(home, wall, "Leo", "8642")
    async with home.office.database.reading() as db:
        rows = (await db.exec(select(AuditRow).where(AuditRow.member_id == 0))).all()
    assert [row.verb for row in rows][-2:] == ["SignInFailed", "SignInBlocked"]
    assert not any("8642" in row.facts for row in rows)


async def test_a_device_of_one_family_stays_theirs_when_another_parent_signs_in(home: House) -> None:
    wall = await tablet(home)
    assert (await by_name(wall, "Ada", PASSWORDS["Ada"])).headers["location"] == "/today"
    await wall.get("/me")
    await wall.post("/sign-out")
    assert "Maya" in (await wall.get("/sign-in")).text
    async with home.office.database.reading() as db:
        assert len((await db.exec(select(Device))).all()) == 1


async def test_a_sign_in_from_another_site_is_refused(home: House) -> None:
    browser = home.stranger()
    await browser.get("/sign-in")
    sent = {"csrf": browser.csrf, "name": "Elena", "password": PASSWORDS["Elena"]}
    answer = await browser.client.post("/sign-in", data=sent, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    answer = await browser.client.post("/sign-in", data={**sent, "csrf": "x"})
    assert answer.status_code == 403
