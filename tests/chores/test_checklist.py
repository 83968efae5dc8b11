"""A chore with steps: each is ticked off by itself, and all of them before it is done."""

import pytest

from appliance.chores.actions import change_chore
from appliance.chores.actions.checklist import tick_step
from appliance.chores.actions.plans import ChorePlan
from appliance.chores.queries import Duty
from appliance.chores.rules.repeats import every_days
from appliance.core.errors import NotAllowed, NotFound, RuleBroken
from tests.chores.doing import add, again, approve, complete, due, send_back, undo
from tests.support.house import House

STEPS = ("Cups away", "Plates away", "Wipe the table")


async def kitchen(house: House, *names: str, **plan: object) -> Duty:
    await add(house, "Tidy the kitchen", *(names or ("Maya",)), steps=STEPS, **plan)  # type: ignore[arg-type]
    return await due(house, "Tidy the kitchen")


async def tick(house: House, who: str, duty: Duty, *steps: int, ticked: bool = True) -> None:
    async with house.office.work(house.people[who]) as work:
        for step in steps:
            await tick_step(work, duty.id, step, ticked=ticked)


async def test_maya_ticks_off_one_by_one_and_is_told_kindly_what_is_left(house: House) -> None:
    duty = await kitchen(house)
    await tick(house, "Maya", duty, 0)
    with pytest.raises(RuleBroken, match="Still to tick off: Plates away"):
        await complete(house, "Maya", duty)
    await tick(house, "Maya", duty, 2, 1, 1)
    assert (await again(house, duty)).ticks == (0, 1, 2)
    await complete(house, "Maya", duty)
    assert (await again(house, duty)).state == "waiting"


async def test_a_tick_by_mistake_is_taken_away_again(house: House) -> None:
    duty = await kitchen(house)
    await tick(house, "Maya", duty, 0, 1)
    await tick(house, "Maya", duty, 0, ticked=False)
    assert (await again(house, duty)).ticks == (1,)


async def test_whoever_looks_after_the_children_need_not_tick(house: House) -> None:
    duty = await kitchen(house)
    await approve(house, "Elena", duty)
    assert (await again(house, duty)).state == "approved"


async def test_nobody_ticks_off_for_a_sister_and_a_parent_may(house: House) -> None:
    duty = await kitchen(house)
    with pytest.raises(NotAllowed):
        await tick(house, "Leo", duty, 0)
    await tick(house, "Elena", duty, 0)
    assert (await again(house, duty)).ticks == (0,)


async def test_only_steps_that_are_there_on_their_day_while_it_is_to_be_done(house: House) -> None:
    duty = await kitchen(house)
    for step in (-1, 3):
        with pytest.raises(NotFound):
            await tick(house, "Maya", duty, step)
    await tick(house, "Maya", duty, 0, 1, 2)
    await complete(house, "Maya", duty)
    with pytest.raises(RuleBroken, match="waits for a parent"):
        await tick(house, "Maya", duty, 1, ticked=False)


async def test_ticks_outlive_a_send_back_and_an_undo(house: House) -> None:
    duty = await kitchen(house)
    await tick(house, "Maya", duty, 0, 1, 2)
    await complete(house, "Maya", duty)
    await undo(house, "Maya", duty)
    await complete(house, "Maya", duty)
    await send_back(house, "Elena", duty, "the table")
    await tick(house, "Maya", duty, 2, ticked=False)
    assert (await again(house, duty)).ticks == (0, 1)


async def test_a_pool_is_ticked_off_by_whoever_took_it(house: House) -> None:
    duty = await kitchen(house, "Maya", "Leo", way="pool")
    with pytest.raises(RuleBroken, match="Say first"):
        await tick(house, "Maya", duty, 0)


async def test_a_parent_changes_the_list_and_what_still_fits_stays_ticked(house: House) -> None:
    duty = await kitchen(house)
    await tick(house, "Maya", duty, 0, 2)
    people = (house.people["Maya"].member_id,)
    async with house.office.work(house.people["Elena"]) as work:
        repeat = every_days(1, work.today, work.actor.zone)
        plan = ChorePlan("Tidy the kitchen", people, repeat, steps=("Wipe the table", "Floor", "Cups away"))
        await change_chore(work, duty.chore_id, plan)
    assert (await again(house, duty)).ticks == (0, 2)


async def test_maya_ticks_on_her_page_and_the_button_comes_with_the_last_step(house: House) -> None:
    duty, maya = await kitchen(house), await house.browser("Maya")
    here = f"/occurrences/{duty.id}"
    assert f'action="{here}/completion"' not in (await maya.get(here)).text
    for step in (1, 2, 3):
        answer = await maya.post(f"{here}/ticks/{step}", {"back": here})
        assert answer.headers["location"] == here
    page = (await maya.get(here)).text
    assert f'action="{here}/completion"' in page and f'action="{here}/ticks/3/removal"' in page
    assert "Wipe the table: ticked off" in page
