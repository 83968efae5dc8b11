"""Whoever is invited comes in with a name and a password of their own, once."""

import asyncio
import re

import httpx
from sqlmodel import col, func, select

from appliance.household.actions import NewInvitation, invite, remove_member
from appliance.household.models import Invitation, Member
from tests.household.people import by_name, give_secrets, session
from tests.support.house import Browser, House

PASSWORD = "apple cake on sundays"


async def invited(house: House, role: str = "guest", by: str = "Elena", **more: int) -> str:
    async with house.office.work(house.people[by]) as work:
        return await invite(work, NewInvitation(role=role, **more))  # type: ignore[arg-type]


async def accept(browser: Browser, code: str, name: str = "Rosa") -> httpx.Response:
    await browser.get(f"/join/{code}")
    sent = {"name": name, "face": "owl", "hue": "berry", "password": PASSWORD}
    return await browser.post(f"/join/{code}", sent)


async def member(house: House, name: str) -> Member | None:
    async with house.office.database.reading() as db:
        return (await db.exec(select(Member).where(Member.name == name))).first()


async def test_the_link_leads_a_grandmother_in(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/invitations")
    shown = await elena.post(
        "/invitations", {"role": "guest", "name": "Rosa", "days": "3", "guest_days": "5"}
    )
    found = re.search(r"/join/([A-Z0-9]{12})", shown.text)
    assert found and "<svg" in shown.text
    browser = house.stranger()
    welcome = await browser.get(f"/join/{found[1]}")
    assert "Welcome to family Rivera" in welcome.text and "Elena asks you" in welcome.text
    assert 'value="Rosa"' in welcome.text
    assert (await accept(browser, found[1])).headers["location"] == "/today"
    assert "until Sunday 15 March" in (await browser.get("/today")).text
    assert "Rosa" not in (await elena.get("/invitations")).text
    again = house.stranger()
    assert (await by_name(again, "rosa", PASSWORD)).headers["location"] == "/today"


async def test_of_two_who_open_one_link_at_once_one_comes_in(house: House) -> None:
    code = await invited(house)
    browsers = [house.stranger() for _one in range(6)]
    for browser in browsers:
        await browser.get(f"/join/{code}")
    sent = [
        {"name": f"Guest {number}", "face": "owl", "hue": "sky", "password": PASSWORD} for number in range(6)
    ]
    answers = await asyncio.gather(
        *(browser.post(f"/join/{code}", form) for browser, form in zip(browsers, sent, strict=True))
    )
    assert sorted(answer.status_code for answer in answers) == [303, 404, 404, 404, 404, 404]
    async with house.office.database.reading() as db:
        guests = select(func.count()).select_from(Member).where(Member.role == "guest")
        assert (await db.exec(guests)).one() == 1


async def test_what_is_wrong_with_the_form_does_not_use_the_invitation_up(house: House) -> None:
    code, browser = await invited(house), house.stranger()
    await browser.get(f"/join/{code}")
    for form in (
        {"name": "Rosa", "password": "short"},
        {"name": "", "password": PASSWORD},
        {"name": "Elena", "password": PASSWORD},
        {"name": "Rosa", "password": PASSWORD, "face": "wolf"},
        {"name": "Rosa", "password": PASSWORD, "role": "parent"},
    ):
        assert (await browser.post(f"/join/{code}", form)).status_code == 422
    assert (await accept(browser, code)).status_code == 303


async def test_an_old_or_revoked_invitation_opens_nothing(house: House) -> None:
    code = await invited(house, days=2)
    house.clock.forward(days=2)
    assert (await house.stranger().get(f"/join/{code}")).status_code == 404
    code = await invited(house)
    elena = await house.browser("Elena")
    listed = await elena.get("/invitations")
    revoke = re.search(r"/invitations/\d+/revocation", listed.text)
    assert revoke
    await elena.post(revoke[0])
    answer = await house.stranger().get(f"/join/{code}")
    assert answer.status_code == 404 and "Ask for a new one" in answer.text


async def test_an_invitation_ends_with_the_parent_who_made_it(house: House) -> None:
    code = await invited(house, by="Marco")
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Marco"].member_id)
    assert (await house.stranger().get(f"/join/{code}")).status_code == 404


async def test_guessing_codes_has_to_wait(house: House) -> None:
    browser = house.stranger()
    await browser.get("/sign-in")
    codes = [f"AAAAAAAA{number:04}" for number in range(21)]
    answers = [await browser.post(f"/join/{code}", {"name": "Rosa"}) for code in codes]
    assert {answer.status_code for answer in answers[:20]} == {404}
    assert answers[20].status_code == 429


async def test_the_code_is_stored_nowhere(house: House) -> None:
    code = await invited(house)
    async with house.office.database.reading() as db:
        row = (await db.exec(select(Invitation))).one()
    assert code not in str(row.model_dump())
    for path in house.settings.data.glob("appliance.db*"):
        assert code.encode() not in path.read_bytes()


async def test_a_teenager_comes_in_with_a_password(house: House) -> None:
    code, browser = await invited(house, "teen", by="Marco"), house.stranger()
    assert (await accept(browser, code, "Nils")).status_code == 303
    nils = await member(house, "Nils")
    assert nils is not None and nils.role == "teen" and nils.guest_until is None
    assert (await browser.get("/family")).status_code == 403


async def test_somebody_of_another_family_joins_with_their_own_password(house: House) -> None:
    await give_secrets(house)
    code, browser = await invited(house, "parent"), house.stranger()
    await by_name(browser, "Ada", "harbour morning blue")
    before = session(house, browser)
    welcome = await browser.get(f"/join/{code}")
    assert "Join as Ada" in welcome.text
    answer = await browser.post(f"/join/{code}/me", {"name": "Aunt Ada"})
    assert answer.headers["location"] == "/today" and session(house, browser) != before
    assert "Aunt Ada" in (await browser.get("/me")).text
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(Member).where(col(Member.name).in_(["Ada", "Aunt Ada"])))).all()
    assert len({row.person for row in rows}) == 1 and rows[0].person
    assert len({row.password for row in rows}) == 1
    assert {row.family_id for row in rows} == {house.people[name].family_id for name in ("Ada", "Elena")}


async def test_nobody_joins_a_family_twice(house: House) -> None:
    await give_secrets(house)
    browser = house.stranger()
    await by_name(browser, "Marco", "bicycle under the stairs")
    code = await invited(house, "parent")
    assert "Welcome" in (await browser.get(f"/join/{code}")).text
    answer = await browser.post(f"/join/{code}/me", {"name": "Marco the second"})
    assert answer.status_code == 409 and "belong to this family already" in answer.text
    assert "Welcome" in (await browser.get(f"/join/{code}")).text


async def test_a_parent_makes_a_guests_time_longer_or_ends_it(house: House) -> None:
    browser = house.stranger()
    await accept(browser, await invited(house, guest_days=2))
    rosa = await member(house, "Rosa")
    elena = await house.browser("Elena")
    stay = f"/family/members/{rosa.id if rosa else 0}/stay"
    await elena.get(stay)
    for day in ("2026-03-01", "2030-01-01", "never"):
        assert (await elena.post(stay, {"until": day})).status_code == 422
    await elena.post(stay, {"until": "2026-03-20"})
    house.clock.forward(days=9)
    assert (await browser.get("/today")).status_code == 200
    await elena.post(f"{stay}/end")
    assert (await browser.get("/today")).headers["location"].startswith("/sign-in")
    assert "the time is over" in (await elena.get("/family")).text
    await elena.post(stay, {"until": "2026-03-20"})
    assert (await by_name(browser, "Rosa", PASSWORD)).headers["location"] == "/today"


async def test_by_api_the_same(house: House) -> None:
    elena, stranger = await house.api("Elena"), house.stranger()
    made = (await elena.post("/api/v1/invitations", json={"role": "guest", "guest_days": 3})).json()
    [listed] = (await elena.get("/api/v1/invitations")).json()
    assert (listed["role"], listed["guest_days"]) == ("guest", 3)
    await accept(stranger, made["code"])
    assert (await elena.get("/api/v1/invitations")).json() == []
    [rosa] = [one for one in (await elena.get("/api/v1/members")).json() if one["role"] == "guest"]
    assert rosa["guest_until"].startswith("2026-03-13T22:59")
    address = f"/api/v1/members/{rosa['id']}/stay"
    changed = await elena.put(address, json={"until": "2026-03-18T20:00:00Z"})
    assert changed.json()["guest_until"].startswith("2026-03-18T20:00")
    assert (await elena.delete(address)).status_code == 204
    assert (await stranger.get("/today")).headers["location"].startswith("/sign-in")


async def test_whoever_joins_at_the_kitchen_tablet_does_not_stay_signed_in_there(house: House) -> None:
    tablet = house.stranger()
    tablet.client.cookies.set(f"device-{house.settings.port}", await house.device("Elena"))
    await accept(tablet, await invited(house))
    assert (await tablet.get("/today")).status_code == 200
    house.clock.forward(minutes=20)
    assert (await tablet.get("/today")).headers["location"].startswith("/sign-in")
