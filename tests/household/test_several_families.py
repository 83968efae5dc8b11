"""Marco is a parent of the Riveras and a guest of the Okafors; grandmother founds a family upstairs."""

import re

import httpx
import pytest
from pydantic import ValidationError
from sqlmodel import col, select

from appliance.console.commands import run_command
from appliance.console.place import Place
from appliance.core.audit import AuditRow
from appliance.core.errors import NotAllowed
from appliance.core.people import the_house
from appliance.household.actions import NewInvitation, Visitor, invite, join_as_oneself, set_password
from appliance.household.models import Device, Family, Member, SignIn
from tests.household.people import PASSWORDS, by_name, credentials_of, give_secrets, session
from tests.support.house import Browser, House

NEW = "lanterns along the river"


async def marco_of_two(house: House, role: str = "guest", name: str = "Marco") -> tuple[Browser, int]:
    """His browser, now at the Okafors', and his number there."""
    await give_secrets(house)
    async with house.office.work(house.people["Ada"]) as work:
        code = await invite(work, NewInvitation(role=role, guest_days=30))
    browser = house.stranger()
    await by_name(browser, "Marco", PASSWORDS["Marco"])
    await browser.get(f"/join/{code}")
    assert (await browser.post(f"/join/{code}/me", {"name": name})).status_code == 303
    async with house.office.database.reading() as db:
        okafors = house.people["Ada"].family_id
        there = (
            await db.exec(select(Member.id).where(Member.family_id == okafors, Member.name == name))
        ).one()
    return browser, there or 0


async def visit(browser: Browser, member_id: int) -> httpx.Response:
    await browser.get("/me")
    return await browser.post(f"/me/families/{member_id}/visit")


async def rows_of_marco(house: House) -> list[Member]:
    async with house.office.database.reading() as db:
        rows = select(Member).where(col(Member.name).startswith("Marco")).order_by(col(Member.id))
        return list((await db.exec(rows)).all())


async def test_the_switch_leads_to_the_other_family_and_back(house: House) -> None:
    browser, there = await marco_of_two(house)
    here = house.people["Marco"].member_id
    assert "Rivera" in (await browser.get("/today")).text
    before = session(house, browser)
    answer = await visit(browser, here)
    assert answer.headers["location"] == "/today"
    assert session(house, browser) != before
    today = (await browser.get("/today")).text
    assert "Okafor" in today and f"/me/families/{there}/visit" in today
    assert "Leo" in today and "Tobi" not in today
    await visit(browser, there)
    assert "Tobi" in (await browser.get("/today")).text


async def test_the_session_that_was_left_opens_nothing(house: House) -> None:
    browser, _there = await marco_of_two(house)
    left = session(house, browser)
    await visit(browser, house.people["Marco"].member_id)
    old = house.stranger()
    old.client.cookies.set(f"session-{house.settings.port}", left)
    assert (await old.get("/today")).headers["location"].startswith("/sign-in")


async def test_nobody_visits_a_family_that_is_not_theirs(house: House) -> None:
    _browser, there = await marco_of_two(house)
    for name in ("Elena", "Ada"):
        other = await house.browser(name)
        for member in (there, house.people["Marco"].member_id, 10**6):
            assert (await visit(other, member)).status_code == 404


async def test_switching_adds_no_browsers(house: House) -> None:
    browser, there = await marco_of_two(house)
    async with house.office.database.reading() as db:
        before = len((await db.exec(select(Device))).all())
    for _time in range(3):
        await visit(browser, house.people["Marco"].member_id)
        await visit(browser, there)
    async with house.office.database.reading() as db:
        assert len((await db.exec(select(Device))).all()) == before
        open_ = select(SignIn).where(col(SignIn.revoked_at).is_(None), col(SignIn.member_id) == there)
        assert len((await db.exec(open_)).all()) == 1


async def test_each_familys_audit_names_its_own_people(house: House) -> None:
    browser, there = await marco_of_two(house)
    await visit(browser, house.people["Marco"].member_id)
    await visit(browser, there)
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(AuditRow).where(AuditRow.member_id != 0))).all()
        homes = {one.id: one.family_id for one in (await db.exec(select(Member))).all()}
    assert {row.id for row in rows if homes[row.member_id] != row.family_id} == set()


async def test_the_name_alone_leads_to_the_family_entered_last(house: House) -> None:
    browser, _there = await marco_of_two(house)
    again = house.stranger()
    await by_name(again, "Marco", PASSWORDS["Marco"])
    assert "Tobi" in (await again.get("/today")).text
    await visit(browser, house.people["Marco"].member_id)
    again = house.stranger()
    await by_name(again, "marco", PASSWORDS["Marco"])
    assert "Leo" in (await again.get("/today")).text
    chosen = house.stranger()
    await by_name(chosen, "Marco", PASSWORDS["Marco"], "Okafor")
    assert "Tobi" in (await chosen.get("/today")).text


async def test_two_people_of_one_name_are_still_asked_for_their_family(house: House) -> None:
    await give_secrets(house)
    hashed = await credentials_of(house).password(NEW)
    for name in ("Elena", "Ada"):
        async with house.office.work(the_house(house.people[name].family_id)) as work:
            await set_password(work, house.people[name].member_id, hashed)
    async with house.office.database.writing() as db:
        ada = await db.get_one(Member, house.people["Ada"].member_id)
        ada.name = "Elena"
        db.add(ada)
    answer = await by_name(house.stranger(), "Elena", NEW)
    assert answer.status_code == 422 and "Two families" in answer.text


async def test_one_password_for_both_families(house: House) -> None:
    browser, _there = await marco_of_two(house)
    await browser.get("/me/password")
    form = {"old": PASSWORDS["Marco"], "password": NEW}
    assert (await browser.post("/me/password", form)).status_code == 303
    assert len({row.password for row in await rows_of_marco(house)}) == 1
    for family in ("Rivera", "Okafor"):
        stranger = house.stranger()
        assert (await by_name(stranger, "Marco", PASSWORDS["Marco"], family)).status_code == 422
        assert (await by_name(stranger, "Marco", NEW, family)).status_code == 303


async def test_an_owner_who_resets_a_password_gets_into_no_other_family(house: House) -> None:
    browser, there = await marco_of_two(house, "parent")
    hashed = await credentials_of(house).password(NEW)
    async with house.office.work(house.people["Elena"]) as work:
        await set_password(work, house.people["Marco"].member_id, hashed)
    home, away = await rows_of_marco(house)
    assert home.password != away.password and home.person == "" != away.person
    stranger = house.stranger()
    await by_name(stranger, "Marco", NEW)
    assert "To family" not in (await stranger.get("/me")).text
    assert (await visit(stranger, there)).status_code == 404
    assert (await browser.get("/today")).status_code == 200


async def test_the_command_line_resets_it_for_all(house: House) -> None:
    await marco_of_two(house)
    hashed = await credentials_of(house).password(NEW)
    async with house.office.work(the_house(house.people["Marco"].family_id)) as work:
        await set_password(work, house.people["Marco"].member_id, hashed)
    assert {row.password for row in await rows_of_marco(house)} == {hashed}


async def test_a_guests_switch_ends_with_their_time(house: House) -> None:
    browser, there = await marco_of_two(house)
    house.clock.forward(days=31)
    browser = house.stranger()
    await by_name(browser, "Marco", PASSWORDS["Marco"])
    today = (await browser.get("/today")).text
    assert "Leo" in today and "/visit" not in today
    assert (await visit(browser, there)).status_code == 404


async def test_whoever_came_by_pin_neither_visits_nor_joins(house: House) -> None:
    await give_secrets(house)
    leo, hashed = house.people["Leo"], await credentials_of(house).password(NEW)
    async with house.office.work(the_house(leo.family_id)) as work:
        await set_password(work, leo.member_id, hashed)
    async with house.office.database.writing() as db:
        tablet = SignIn(
            family_id=leo.family_id,
            member_id=leo.member_id,
            token_hash="pin",
            created_at=house.clock(),
            seen_at=house.clock(),
            ends_at=house.clock(),
            way="pin",
        )
        db.add(tablet)
        await db.flush()
        sign_in_id = tablet.id
    async with house.office.work(house.people["Ada"]) as work:
        code = await invite(work, NewInvitation(role="teen"))
    with pytest.raises(NotAllowed, match="came in by PIN"):
        async with house.office.work(the_house()) as work:
            await join_as_oneself(work, Visitor("", sign_in_id=sign_in_id), code, leo)


async def test_by_api_the_families_of_ones_key(house: House) -> None:
    await marco_of_two(house, name="Marco of the Riveras")
    key = await house.api("Marco")
    found = (await key.get("/api/v1/me/families")).json()
    assert [(one["family"], one["name"], one["role"], one["here"]) for one in found] == [
        ("Rivera", "Marco", "parent", True),
        ("Okafor", "Marco of the Riveras", "guest", False),
    ]


async def test_another_family_is_founded_by_a_link(house: House) -> None:
    elena = await house.browser("Elena")
    assert "see nothing of each other" in (await elena.get("/foundings")).text
    shown = await elena.post("/foundings")
    found = re.search(r"/found/([A-Z0-9]{12})", shown.text)
    assert found
    steps, browser = f"/found/{found[1]}", house.stranger()
    assert "What is your family called?" in (await browser.get(steps)).text
    family = {"name": "Upstairs", "zone": "Europe/Berlin", "language": "en", "week_start": "0"}
    assert (await browser.post(steps, {**family, "zone": "Mars"})).status_code == 422
    assert (await browser.post(steps, family)).headers["location"] == f"{steps}/you"
    await browser.get(f"{steps}/you")
    you = {"name": "Rosa", "face": "owl", "hue": "plum", "password": NEW}
    assert (await browser.post(f"{steps}/you", {**you, "password": "short"})).status_code == 422
    assert (await browser.post(f"{steps}/you", you)).headers["location"] == "/setup/people"
    people = (await browser.get("/setup/people")).text
    assert "Rosa" in people and "Elena" not in people
    assert (await browser.get("/family")).status_code == 200
    assert (await house.stranger().get(steps)).status_code == 404
    async with house.office.database.reading() as db:
        assert len((await db.exec(select(Family))).all()) == 3


async def test_a_tablet_of_another_family_stays_theirs_when_a_family_is_founded_on_it(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/foundings")
    found = re.search(r"/found/([A-Z0-9]{12})", (await elena.post("/foundings")).text)
    assert found
    token, tablet = await house.device("Elena"), house.stranger()
    tablet.client.cookies.set(f"device-{house.settings.port}", token)
    steps = f"/found/{found[1]}"
    await tablet.get(steps)
    await tablet.post(steps, {"name": "Upstairs", "zone": "Europe/Berlin"})
    await tablet.get(f"{steps}/you")
    await tablet.post(f"{steps}/you", {"name": "Rosa", "password": NEW})
    assert "Rosa" in (await tablet.get("/setup/people")).text
    house.clock.forward(minutes=20)
    assert (await tablet.get("/today")).headers["location"].startswith("/sign-in")
    assert "Elena" in (await tablet.get("/sign-in")).text


async def test_a_link_that_was_taken_back_founds_nothing(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/foundings")
    found = re.search(r"/found/([A-Z0-9]{12})", (await elena.post("/foundings")).text)
    revoke = re.search(r"/foundings/\d+/revocation", (await elena.get("/foundings")).text)
    assert found and revoke
    await elena.post(revoke[0])
    answer = await house.stranger().get(f"/found/{found[1]}")
    assert answer.status_code == 404 and "Ask for a new one" in answer.text


async def test_whoever_runs_the_box_lets_another_family_in_from_the_command_line(house: House) -> None:
    place = Place(house.settings, house.office)
    made = await run_command(place, "family invite", {"days": 2})
    assert isinstance(made, dict)
    assert "What is your family called?" in (await house.stranger().get(made["path"])).text
    house.clock.forward(days=2)
    assert (await house.stranger().get(made["path"])).status_code == 404
    with pytest.raises(ValidationError):
        await run_command(place, "family invite", {"days": 31})
