"""Grandmother looks after the children for a week."""

from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as some
from sqlmodel import col, update

from appliance.chores import actions as chores
from appliance.chores.actions import ChorePlan
from appliance.chores.models import Occurrence
from appliance.chores.queries import occurrences_for
from appliance.chores.rules.repeats import every_days
from appliance.core.errors import Invalid, NotAllowed, Refusal, RuleBroken
from appliance.core.people import the_house
from appliance.household.actions import set_password
from appliance.screen_time import actions as screen
from appliance.screen_time.queries import guest_minutes_left, time_left
from appliance.screen_time.rules import GUEST_MINUTES, left_to_give, same_every_week
from tests.household.people import by_name, credentials_of, session
from tests.support.access import add_rosa
from tests.support.house import House

PASSWORD = "apple cake on sundays"


@pytest_asyncio.fixture
async def visited(house: House) -> AsyncIterator[House]:
    await add_rosa(house)
    rosa, hashed = house.people["Rosa"], await credentials_of(house).password(PASSWORD)
    async with house.office.work(the_house(rosa.family_id)) as work:
        await set_password(work, rosa.member_id, hashed)
    yield house


async def a_chore_of(house: House, name: str) -> int:
    """One time of it, today."""
    whose = house.people[name]
    async with house.office.work(house.people["Elena"]) as work:
        plan = ChorePlan("Feed the cat", (whose.member_id,), every_days(1, work.today, whose.zone), points=2)
        await chores.add_chore(work, plan)
        return (await occurrences_for(work, whose.member_id, work.today, work.today))[0].id


@given(some.lists(some.integers(min_value=1, max_value=240)))
def test_what_is_left_to_give_is_never_negative_and_never_more_than_half_an_hour(gifts: list[int]) -> None:
    left = left_to_give(gifts)
    assert 0 <= left <= GUEST_MINUTES
    assert left == 0 or left + sum(gifts) == GUEST_MINUTES


async def give(house: House, name: str, minutes: int) -> int:
    async with house.office.work(house.people["Rosa"]) as work:
        return (await screen.grant_minutes(work, house.people[name].member_id, minutes)).id or 0


async def test_a_guest_gives_half_an_hour_a_day_to_all_children_together(visited: House) -> None:
    await give(visited, "Maya", 15)
    with pytest.raises(RuleBroken, match="15 more minutes today, not 20"):
        await give(visited, "Leo", 20)
    await give(visited, "Leo", 15)
    with pytest.raises(RuleBroken, match="your 30 minutes for today"):
        await give(visited, "Maya", 1)
    visited.clock.forward(days=1)
    await give(visited, "Maya", 30)


async def test_what_a_guest_takes_back_can_be_given_again(visited: House) -> None:
    gift = await give(visited, "Maya", 30)
    async with visited.office.work(visited.people["Rosa"]) as work:
        await screen.take_back(work, gift)
        assert await guest_minutes_left(work) == 30
    await give(visited, "Leo", 30)


async def test_a_parents_gifts_are_not_counted_and_not_taken_back_by_a_guest(visited: House) -> None:
    async with visited.office.work(visited.people["Elena"]) as work:
        gift = (await screen.grant_minutes(work, visited.people["Maya"].member_id, 120)).id or 0
    with pytest.raises(NotAllowed, match="only a parent"):
        async with visited.office.work(visited.people["Rosa"]) as work:
            await screen.take_back(work, gift)
    await give(visited, "Maya", 30)


@pytest.mark.parametrize("asked", [(10, 25, 20, 5), (31, 30), (7, 7, 7, 7, 7), (240,)])
async def test_however_often_a_guest_tries_a_day_has_thirty_minutes(
    visited: House, asked: Sequence[int]
) -> None:
    async with visited.office.work(visited.people["Elena"]) as work:
        await screen.set_rules(work, visited.people["Maya"].member_id, same_every_week(60, 60))
    for minutes in asked:
        with suppress(Refusal):
            await give(visited, "Maya", minutes)
    async with visited.office.reading(visited.people["Elena"]) as look:
        assert (await time_left(look, visited.people["Maya"].member_id)).bonus <= GUEST_MINUTES


async def test_a_guest_says_yes_and_takes_only_their_own_yes_back(visited: House) -> None:
    duty = await a_chore_of(visited, "Maya")
    async with visited.office.work(visited.people["Maya"]) as work:
        await chores.complete(work, duty)
    for _again in range(2):
        async with visited.office.work(visited.people["Rosa"]) as work:
            assert (await chores.approve(work, duty)).approved_by == visited.people["Rosa"].member_id
        async with visited.office.work(visited.people["Rosa"]) as work:
            assert (await chores.undo(work, duty)).state == "waiting"
    async with visited.office.work(visited.people["Elena"]) as work:
        await chores.approve(work, duty)
    with pytest.raises(NotAllowed, match="whoever decided it"):
        async with visited.office.work(visited.people["Rosa"]) as work:
            await chores.undo(work, duty)


async def test_a_guest_ticks_off_for_a_child_and_it_still_waits(visited: House) -> None:
    duty = await a_chore_of(visited, "Maya")
    async with visited.office.work(visited.people["Rosa"]) as work:
        done = await chores.complete(work, duty, visited.people["Maya"].member_id)
    assert (done.state, done.done_by) == ("waiting", visited.people["Rosa"].member_id)


async def test_a_guest_has_no_chores_and_never_says_yes_to_themselves(visited: House) -> None:
    rosa = visited.people["Rosa"]
    with pytest.raises(Invalid):
        await a_chore_of(visited, "Rosa")
    duty = await a_chore_of(visited, "Maya")
    async with visited.office.database.writing() as db:  # as if they had been given it before
        await db.exec(update(Occurrence).where(col(Occurrence.id) == duty).values(assignee_id=rosa.member_id))
    with pytest.raises(NotAllowed, match="to themselves"):
        async with visited.office.work(rosa) as work:
            await chores.approve(work, duty)


async def test_a_guest_is_none_of_the_children(visited: House) -> None:
    elena = await visited.browser("Elena")
    for page in ("/today", "/chores", "/screen", "/rewards", "/chores/new"):
        assert "Rosa" not in (await elena.get(page)).text, page
    assert "Rosa" in (await elena.get("/family")).text


async def test_a_guests_today_shows_the_childrens_day(visited: House) -> None:
    duty = await a_chore_of(visited, "Maya")
    async with visited.office.work(visited.people["Maya"]) as work:
        await chores.complete(work, duty)
    rosa = await visited.browser("Rosa")
    today = (await rosa.get("/today")).text
    assert "Feed the cat" in today and "Approve" in today and "until 17 Mar" in today
    assert "/rewards" not in today and "/family" not in today
    answer = await rosa.post(f"/occurrences/{duty}/approval")
    assert answer.status_code == 303


async def test_when_the_time_is_over_nothing_opens_any_more(visited: House) -> None:
    rosa, key = await visited.browser("Rosa"), await visited.api("Rosa")
    assert (await rosa.get("/today")).status_code == 200
    visited.clock.forward(days=7)
    assert (await rosa.get("/today")).headers["location"].startswith("/sign-in")
    assert "Your time here has ended." in (await rosa.get("/sign-in")).text
    assert (await key.get("/api/v1/me")).status_code == 401


async def test_whoever_comes_too_late_is_told_so_kindly_and_only_with_the_right_password(
    visited: House,
) -> None:
    visited.clock.forward(days=8)
    browser = visited.stranger()
    wrong = await by_name(browser, "Rosa", "not the password")
    assert "has ended" not in wrong.text
    right = await by_name(browser, "Rosa", PASSWORD)
    assert right.status_code == 422
    assert "Your time here has ended. A parent of the family can give you more." in right.text
    assert not session(visited, browser)


async def test_whose_time_is_over_is_not_on_the_wall_of_faces(visited: House) -> None:
    wall = visited.stranger()
    wall.client.cookies.set(f"device-{visited.settings.port}", await visited.device("Elena"))
    assert "Rosa" in (await wall.get("/sign-in")).text
    visited.clock.forward(days=8)
    assert "Rosa" not in (await wall.get("/sign-in")).text


async def test_a_guest_becomes_nothing_else_by_a_form(visited: House) -> None:
    key = await visited.api("Elena")
    rosa, maya = visited.people["Rosa"].member_id, visited.people["Maya"].member_id
    answer = await key.patch(f"/api/v1/members/{rosa}", json={"role": "parent"})
    assert answer.status_code == 403 and "A guest stays a guest" in answer.text
    assert (await key.patch(f"/api/v1/members/{maya}", json={"role": "guest"})).status_code == 422
    assert (await key.patch(f"/api/v1/members/{rosa}", json={"called": ["nonna"]})).status_code == 200
