"""What becomes of a chore that nobody did: kept, dropped, or missed when the next one comes up."""

from datetime import date, time, timedelta

import pytest

from appliance.chores.jobs import keep_going
from tests.chores.doing import add, again, complete, due, pause, send_back
from tests.support.house import House

TODAY = date(2026, 3, 10)  # a Tuesday, the clock stands at 16:00 in Berlin
CAT = "Feed the cat"


async def later(house: House, **span: float) -> None:
    house.clock.forward(**span)
    await keep_going(house.office)


async def test_kept_it_stays_until_the_next_one_comes_up_and_none_pile_up(house: House) -> None:
    await add(house, "Wash the car", "Leo", repeat="tuesday")
    car = await due(house, "Wash the car")
    await later(house, days=6)
    found = await again(house, car)
    assert (found.state, found.late) == ("open", True)
    await later(house, days=1)
    assert (await again(house, car)).state == "missed"
    assert (await due(house, "Wash the car")).state == "open"


@pytest.mark.parametrize("overdue", ["half", "ask"])
async def test_what_pays_less_when_late_is_kept_as_long(house: House, overdue: str) -> None:
    await add(house, "Wash the car", "Leo", repeat="tuesday", overdue=overdue)
    car = await due(house, "Wash the car")
    await later(house, days=6)
    assert (await again(house, car)).state == "open"


async def test_dropped_it_is_over_when_its_time_is(house: House) -> None:
    await add(house, CAT, "Maya", times=(time(18),), overdue="drop")
    cat = await due(house, CAT)
    await later(house, hours=1.9)
    assert (await again(house, cat)).state == "open"
    await later(house, hours=0.2)
    assert (await again(house, cat)).state == "missed"


async def test_it_may_be_done_until_its_last_day_is_over(house: House) -> None:
    await add(house, "Wash the car", "Leo", repeat="tuesday", window_days=2, overdue="drop")
    car = await due(house, "Wash the car")
    await later(house, days=2)
    found = await again(house, car)
    assert (found.state, found.late) == ("open", False)
    await later(house, days=1)
    assert (await again(house, car)).state == "missed"


async def test_two_that_may_be_done_on_the_same_days_stay_both(house: House) -> None:
    await add(house, CAT, "Maya", window_days=3)
    cat = await due(house, CAT)
    await later(house, days=2)
    assert (await again(house, cat)).state == "open"
    await later(house, days=2)
    assert (await again(house, cat)).state == "missed"


async def test_the_morning_is_missed_when_the_evening_is_due(house: House) -> None:
    await add(house, CAT, "Maya", times=(time(7), time(18)))
    await later(house, days=1)
    morning = await due(house, CAT)
    assert (morning.due_time, morning.state) == (time(7), "open")
    await later(house, hours=2.1)
    assert (await again(house, morning)).state == "missed"


async def test_done_once_and_dropped_it_is_over_else_it_stays(house: House) -> None:
    await add(house, "Write to Grandma", "Maya", repeat="once", start=TODAY)
    await add(house, "Draw a card", "Maya", repeat="once", start=TODAY, overdue="drop")
    letter, card = await due(house, "Write to Grandma"), await due(house, "Draw a card")
    await later(house, days=40)
    assert [(await again(house, one)).state for one in (letter, card)] == ["open", "missed"]


async def test_dropped_what_comes_up_after_it_is_done_comes_up_again_all_the_same(house: House) -> None:
    await add(house, "Mow the lawn", "Leo", repeat="5 days after done", overdue="drop")
    lawn = await due(house, "Mow the lawn")
    await later(house, days=1)
    assert (await again(house, lawn)).state == "missed"
    following = await due(house, "Mow the lawn", TODAY + timedelta(days=6))
    assert following.state == "open"


async def test_what_was_sent_back_is_missed_in_the_end_and_what_waits_never(house: House) -> None:
    await add(house, CAT, "Maya")
    await add(house, "Lay the table", "Maya")
    cat, table = await due(house, CAT), await due(house, "Lay the table")
    await complete(house, "Maya", cat)
    await complete(house, "Maya", table)
    await send_back(house, "Elena", table, "Forks, too")
    await later(house, days=1)
    assert [(await again(house, one)).state for one in (cat, table)] == ["waiting", "missed"]


async def test_a_day_that_is_free_closes_the_one_before_it_all_the_same(house: House) -> None:
    await add(house, CAT, "Maya")
    cat = await due(house, CAT)
    await pause(house, first=1, last=5)
    await later(house, days=1)
    assert (await again(house, cat)).state == "missed"
