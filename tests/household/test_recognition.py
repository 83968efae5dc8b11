"""Was it you? What happens when someone comes in where they never were before."""

import pytest
from sqlmodel import col, select

from appliance.core.outbox import OutboxRow
from appliance.household.models import Device, SignIn
from appliance.notifications.actions import save_target
from tests.household.people import PASSWORDS, by_name, by_pin, give_secrets, tablet
from tests.support.house import Browser, House

FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"
QUESTION = "Someone signed in as you in a new browser"


@pytest.fixture
async def home(house: House) -> House:
    await give_secrets(house)
    for name in ("Elena", "Marco", "Ada"):
        async with house.office.work(house.people[name]) as work:
            await save_target(work, "https://ntfy.example", f"alerts-of-{name.lower()}")
    return house


async def phone_of(home: House, name: str, agent: str = "") -> Browser:
    phone = home.stranger()
    phone.client.headers["user-agent"] = agent
    await by_name(phone, name, PASSWORDS[name])
    return phone


async def news(home: House) -> list[int]:
    async with home.office.database.reading() as db:
        return [row or 0 for row in (await db.exec(select(SignIn.id).where(col(SignIn.news)))).all()]


async def letters(home: House, name: str) -> list[str]:
    async with home.office.database.reading() as db:
        mine = select(OutboxRow.payload).where(OutboxRow.member_id == home.people[name].member_id)
        return list((await db.exec(mine)).all())


async def test_the_first_sign_in_of_someone_is_no_news(home: House) -> None:
    await phone_of(home, "Elena")
    assert await news(home) == [] and await letters(home, "Elena") == []


async def test_a_new_browser_is_asked_about_everywhere_else(home: House) -> None:
    known = await phone_of(home, "Elena")
    new = await phone_of(home, "Elena", FIREFOX)
    for path in ("/today", "/me"):
        page = (await known.get(path)).text
        assert QUESTION in page and "Firefox, Android, today 16:00" in page
        assert QUESTION not in (await new.get(path)).text
    assert QUESTION not in (await (await home.browser("Marco")).get("/today")).text


async def test_yes_makes_the_browser_known(home: House) -> None:
    known = await phone_of(home, "Elena")
    new = await phone_of(home, "Elena", FIREFOX)
    await known.get("/me")
    [asked] = await news(home)
    assert (await known.post(f"/sessions/{asked}/recognition", {"back": "/today"})).headers[
        "location"
    ] == "/today"
    assert QUESTION not in (await known.get("/me")).text
    assert (await new.get("/me")).status_code == 200


async def test_no_signs_it_out_and_leads_to_a_new_password(home: House) -> None:
    known = await phone_of(home, "Elena")
    new = await phone_of(home, "Elena", FIREFOX)
    await known.get("/me")
    [asked] = await news(home)
    answer = await known.post(f"/sessions/{asked}/denial")
    assert answer.headers["location"] == "/me/password?keys=end"
    page = (await known.get(answer.headers["location"])).text
    assert 'name="end_keys" value="true" checked' in page
    assert (await new.client.get("/me")).headers["location"] == "/sign-in"
    assert "You were signed out." in (await new.get("/sign-in")).text
    async with home.office.database.reading() as db:
        device = (await db.exec(select(Device))).all()[-1]
    assert device.revoked_at is not None and home.people["Elena"].member_id not in device.known_to


async def test_who_came_in_with_a_stolen_password_cannot_answer_for_themselves(home: House) -> None:
    await phone_of(home, "Elena")
    thief = await phone_of(home, "Elena", FIREFOX)
    await thief.get("/me")
    first, second = await news(home), await phone_of(home, "Elena", FIREFOX)
    await second.get("/me")
    for browser in (thief, second):
        for asked in [*first, *await news(home)]:
            assert (await browser.post(f"/sessions/{asked}/recognition")).status_code == 404
    await thief.post("/sign-out")
    await by_name(thief, "Elena", PASSWORDS["Elena"])
    await thief.get("/me")
    for asked in await news(home):
        answer = await thief.post(f"/sessions/{asked}/recognition")
        assert answer.status_code == 404, "signing in again there does not make it known"


async def test_nobody_answers_for_another(home: House) -> None:
    await phone_of(home, "Elena")
    await phone_of(home, "Elena", FIREFOX)
    [asked] = await news(home)
    for name in ("Marco", "Leo", "Ada"):
        browser = await home.browser(name)
        await browser.get("/me")
        for answer in ("recognition", "denial"):
            assert (await browser.post(f"/sessions/{asked}/{answer}")).status_code == 404


async def test_a_password_on_the_kitchen_tablet_is_asked_about_and_a_pin_is_not(
    home: House,
) -> None:
    known, wall = await phone_of(home, "Elena"), await tablet(home)
    await by_pin(home, wall, "Maya", "cat-sun-moon-bag")
    await by_pin(home, wall, "Leo", "2604")
    assert await news(home) == []
    await wall.get("/me")
    await wall.post("/sign-out")
    await by_name(wall, "Elena", PASSWORDS["Elena"])
    [asked] = await news(home)
    await known.get("/me")
    await known.post(f"/sessions/{asked}/denial")
    assert "Maya" in (await wall.get("/sign-in")).text, "the tablet itself stays the family's"


async def test_a_parents_phone_hears_of_their_own_new_browser_only(home: House) -> None:
    await phone_of(home, "Elena")
    await phone_of(home, "Elena", FIREFOX)
    [letter] = await letters(home, "Elena")
    assert "Firefox, Android. Was it you?" in letter and '"path": "/me"' in letter
    assert await letters(home, "Marco") == []


async def test_a_thousand_wrong_tries_are_few_alerts(home: House) -> None:
    wall = await tablet(home)
    for _try in range(40):
        await by_pin(home, wall, "Maya", "sun-sun-moon-moon")
        home.clock.forward(minutes=31)
    for name in ("Elena", "Marco"):
        told = await letters(home, name)
        assert 1 <= len(told) <= 2, "one for each day"
        assert "wrong PINs or pictures for Maya" in told[0]
    assert await letters(home, "Ada") == []


async def test_tries_for_a_name_that_nobody_has_alarm_nobody(home: House) -> None:
    stranger = home.stranger()
    for _try in range(12):
        await by_name(stranger, "Zacharias", "not his password")
    assert [await letters(home, name) for name in ("Elena", "Marco", "Ada")] == [[], [], []]
