"""Who a cookie belongs to is remembered between pages, and never a moment too long."""

from datetime import timedelta

from sqlmodel import col, update

from appliance.household.models import Device, Family, Member, SignIn
from tests.support.counting import statements
from tests.support.house import Browser, House


async def at_home(browser: Browser) -> bool:
    return not (await browser.get("/today")).headers.get("location", "").startswith("/sign-in")


async def test_who_it_is_is_asked_once(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/today")
    with statements() as asked:
        assert (await elena.get("/today")).status_code == 200
    assert not [statement for statement in asked if "sign_in" in statement]


async def test_whoever_was_signed_out_from_elsewhere_is_out_at_once(house: House) -> None:
    elena, marco = await house.browser("Elena"), await house.browser("Marco")
    assert await at_home(elena) and await at_home(marco)
    async with house.office.database.writing() as db:
        hers = SignIn.member_id == house.people["Elena"].member_id
        await db.exec(update(SignIn).where(hers).values(revoked_at=house.clock()))
    assert not await at_home(elena)
    assert await at_home(marco)


async def test_whoever_has_left_the_family_is_out_at_once(house: House) -> None:
    leo = await house.browser("Leo")
    assert await at_home(leo)
    async with house.office.database.writing() as db:
        him = col(Member.id) == house.people["Leo"].member_id
        await db.exec(update(Member).where(him).values(left_at=house.clock()))
    assert not await at_home(leo)


async def test_a_new_name_a_new_family_name_and_another_role_are_seen_on_the_next_page(house: House) -> None:
    leo = await house.browser("Leo")
    assert await at_home(leo)
    async with house.office.database.writing() as db:
        him = col(Member.id) == house.people["Leo"].member_id
        await db.exec(update(Member).where(him).values(name="Leonardo", role="parent"))
        await db.exec(update(Family).values(name="Rivera-Lind"))
    page = (await leo.get("/today")).text
    assert "Leonardo" in page and "Rivera-Lind" in page
    assert (await leo.get("/family")).status_code == 200


async def test_a_change_in_the_middle_of_a_look_is_not_overlooked(house: House) -> None:
    """The row was read before the change and arrives after it."""
    elena, token = await house.browser("Elena"), await house.session("Elena")
    sessions = house.app.state.sessions
    async with house.office.database.writing() as db:
        looked_up = await sessions.of(token, house.clock())
        her = col(Member.id) == house.people["Elena"].member_id
        await db.exec(update(Member).where(her).values(name="Eleonora"))
    assert looked_up.actor.name == "Elena"
    assert (await sessions.of(token, house.clock())).actor.name == "Eleonora"
    assert "Eleonora" in (await elena.get("/today")).text


async def test_a_sign_in_ends_by_the_clock_alone(house: House) -> None:
    elena = await house.browser("Elena")
    assert await at_home(elena)
    house.clock.forward(days=house.settings.session_idle_days)
    assert not await at_home(elena)


async def test_a_clock_that_was_set_back_lets_nobody_in_for_longer(house: House) -> None:
    elena = await house.browser("Elena")
    assert await at_home(elena)
    house.clock.now -= timedelta(days=3)
    assert await at_home(elena)
    house.clock.forward(days=3 + house.settings.session_idle_days)
    assert not await at_home(elena)


async def test_a_guest_whose_time_is_over_is_out_without_anybodys_doing(house: House) -> None:
    async with house.office.database.writing() as db:
        marco = col(Member.id) == house.people["Marco"].member_id
        until = house.clock() + timedelta(hours=1)
        await db.exec(update(Member).where(marco).values(role="guest", guest_until=until))
    guest = await house.browser("Marco")
    assert await at_home(guest)
    house.clock.forward(hours=1)
    assert not await at_home(guest)


async def test_a_browser_that_a_parent_takes_away_is_out_at_once(house: House) -> None:
    token, leo = await house.device("Elena"), await house.browser("Leo")
    assert token and await at_home(leo)
    async with house.office.database.writing() as db:
        await db.exec(update(SignIn).values(device_id=1))
    assert await at_home(leo)
    async with house.office.database.writing() as db:
        await db.exec(update(Device).values(revoked_at=house.clock()))
    assert not await at_home(leo)


async def test_another_home_is_gone_from_the_switch_when_a_guests_time_there_is_over(house: House) -> None:
    async with house.office.database.writing() as db:
        both = col(Member.id).in_([house.people["Elena"].member_id, house.people["Ada"].member_id])
        await db.exec(update(Member).where(both).values(person="one and the same"))
        there = col(Member.id) == house.people["Ada"].member_id
        until = house.clock() + timedelta(hours=1)
        await db.exec(update(Member).where(there).values(role="guest", guest_until=until))
    token, sessions = await house.session("Elena"), house.app.state.sessions
    assert [home.family_name for home in (await sessions.of(token, house.clock())).actor.homes] == ["Okafor"]
    house.clock.forward(hours=1)
    assert not (await sessions.of(token, house.clock())).actor.homes
