"""Who is sick or on holiday has a page that says so kindly, and nobody counts what need not be done."""

from tests.chores.doing import add, pause
from tests.support.house import House


async def test_a_sick_child_is_told_that_nothing_has_to_be_done_and_parents_see_it(house: House) -> None:
    await add(house, "Feed the cat", "Maya", "Leo", way="each")
    await pause(house, "Maya", kind="sick")
    await pause(house, "Leo", first=1)
    maya, leo = await house.browser("Maya"), await house.browser("Leo")
    page = (await maya.get("/today")).text
    assert "You are free today" in page and "Feed the cat" not in page
    page = (await leo.get("/today")).text
    assert "1 thing to do." in page and "Tomorrow" not in page
    page = (await (await house.browser("Elena")).get("/today")).text
    assert "free today" in page and "0 of 1 chore" in page


async def test_a_program_is_told_what_need_not_be_done(house: House) -> None:
    await add(house, "Feed the cat", "Maya", "Leo", way="each")
    await pause(house, "Maya", kind="sick")
    elena, maya = await house.api("Elena"), await house.api("Maya")
    own = (await maya.get("/api/v1/today")).json()
    assert (own["next"], [duty["title"] for duty in own["free"]]) == (None, ["Feed the cat"])
    children = {one["name"]: one for one in (await elena.get("/api/v1/today")).json()["children"]}
    assert (children["Maya"]["chores"], children["Maya"]["free"]) == (0, 1)
    assert (children["Leo"]["chores"], children["Leo"]["free"]) == (1, 0)
