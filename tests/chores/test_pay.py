"""What a yes pays when it was done after its time."""

from datetime import time

import pytest
from sqlmodel import select

from appliance.chores import actions
from appliance.chores.queries import Duty
from appliance.chores.rules.pay import Pay, paid, pay_for
from appliance.core.errors import Invalid
from appliance.screen_time.models import BonusMinutes
from tests.chores.doing import add, again, approve, complete, due, take, undo
from tests.chores.test_steps import points
from tests.support.house import House


async def late_cat(house: House, overdue: str, **plan: object) -> Duty:
    """Due at five; it is six now."""
    await add(house, "Feed the cat", "Maya", times=(time(17),), overdue=overdue, **({"points": 5} | plan))
    house.clock.forward(hours=2)
    return await due(house, "Feed the cat")


@pytest.mark.parametrize(
    ("overdue", "late", "chosen", "pays"),
    [
        ("keep", False, None, Pay.FULL),
        ("keep", True, None, Pay.FULL),
        ("keep", True, Pay.HALF, Pay.FULL),
        ("drop", True, None, Pay.FULL),
        ("half", False, None, Pay.FULL),
        ("half", True, None, Pay.HALF),
        ("half", True, Pay.FULL, Pay.FULL),
        ("half", True, Pay.NOTHING, Pay.NOTHING),
        ("ask", False, None, Pay.FULL),
        ("ask", True, None, None),
        ("ask", True, Pay.NOTHING, Pay.NOTHING),
        ("ask", True, Pay.HALF, Pay.HALF),
    ],
)
def test_what_the_family_agreed_on_decides_what_a_late_one_brings(
    overdue: str, late: bool, chosen: Pay | None, pays: Pay | None
) -> None:
    assert pay_for(overdue, late, chosen) is pays


@pytest.mark.parametrize(("agreed", "half"), [(0, 0), (1, 1), (2, 1), (5, 3)])
def test_half_is_rounded_up_so_that_one_star_stays_one(agreed: int, half: int) -> None:
    assert paid(agreed, agreed, Pay.HALF) == (half, half)


async def test_done_late_it_brings_half_and_an_undo_takes_just_that_back(house: House) -> None:
    cat = await late_cat(house, "half", bonus_minutes=10)
    await complete(house, "Maya", cat)
    done = await approve(house, "Elena", cat)
    assert (done.paid, done.paid_minutes, await points(house, "Maya")) == (3, 5, 3)
    assert await minutes(house) == [5]
    await undo(house, "Elena", cat)
    seen = await again(house, cat)
    assert (seen.state, seen.paid, seen.paid_minutes, await points(house, "Maya")) == ("waiting", 0, 0, 0)
    await take(house, "Marco", actions.approve, cat, pay=Pay.FULL)
    assert await points(house, "Maya") == 5
    assert await minutes(house) == [5, -5, 10]


async def test_done_in_time_it_brings_all_however_late_the_parent_looks(house: House) -> None:
    await add(house, "Feed the cat", "Maya", times=(time(18),), overdue="half", points=5)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    house.clock.forward(hours=20)
    await approve(house, "Elena", cat)
    assert await points(house, "Maya") == 5


async def test_where_the_family_asks_a_yes_says_what_it_brings(house: House) -> None:
    cat = await late_cat(house, "ask")
    await complete(house, "Maya", cat)
    with pytest.raises(Invalid, match="what it brings"):
        await approve(house, "Elena", cat)
    assert (await again(house, cat)).state == "waiting"
    await take(house, "Elena", actions.approve, cat, pay=Pay.NOTHING)
    assert ((await again(house, cat)).state, await points(house, "Maya")) == ("approved", 0)


async def test_nobody_is_asked_about_a_chore_that_pays_nothing(house: House) -> None:
    cat = await late_cat(house, "ask", points=0)
    assert (await approve(house, "Elena", cat)).state == "approved"


async def test_in_time_nobody_can_pay_half(house: House) -> None:
    await add(house, "Feed the cat", "Maya", overdue="ask", points=5)
    with pytest.raises(Invalid, match="Not saved"):
        await take(house, "Elena", actions.approve, await due(house, "Feed the cat"), pay=Pay.HALF)


async def test_what_approves_itself_waits_for_a_parent_where_a_late_one_is_to_be_decided(
    house: House,
) -> None:
    cat = await late_cat(house, "ask", auto_approve=True)
    assert (await complete(house, "Maya", cat)).state == "waiting"
    await take(house, "Elena", actions.approve, cat, pay=Pay.HALF)
    assert await points(house, "Maya") == 3


async def test_what_approves_itself_brings_half_when_it_is_late(house: House) -> None:
    cat = await late_cat(house, "half", auto_approve=True)
    assert (await complete(house, "Maya", cat)).state == "approved"
    assert await points(house, "Maya") == 3
    await undo(house, "Maya", cat)
    assert ((await again(house, cat)).state, await points(house, "Maya")) == ("open", 0)


async def minutes(house: House) -> list[int]:
    async with house.office.reading(house.people["Elena"]) as look:
        return [row.minutes for row in (await look.db.exec(select(BonusMinutes))).all()]
