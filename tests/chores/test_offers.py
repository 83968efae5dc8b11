"""Somebody else does a chore this time: asked and agreed among brothers and sisters, given by a parent."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from appliance.chores.actions import change_chore, claim
from appliance.chores.actions.offers import (
    accept_offer,
    decline_offer,
    hand_over,
    offer_occurrence,
    withdraw_offer,
)
from appliance.chores.actions.plans import ChorePlan
from appliance.chores.models import Occurrence
from appliance.chores.queries import Duty
from appliance.chores.rules.repeats import every_days
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.household.actions.leaving import remove_member
from appliance.rewards.queries import balance_of
from tests.chores.doing import add, again, approve, complete, due, send_back, undo
from tests.support.access import add_nora, add_rosa
from tests.support.house import House


async def dishes(house: House, *names: str, **plan: object) -> Duty:
    await add(house, "Wash the dishes", *(names or ("Maya",)), points=4, **plan)  # type: ignore[arg-type]
    return await due(house, "Wash the dishes")


async def ask(house: House, who: str, duty: Duty, whom: str) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await offer_occurrence(work, duty.id, house.people[whom].member_id)


async def accept(house: House, who: str, duty: Duty) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await accept_offer(work, duty.id)


async def decline(house: House, who: str, duty: Duty) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await decline_offer(work, duty.id)


async def withdraw(house: House, who: str, duty: Duty) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await withdraw_offer(work, duty.id)


async def give(house: House, who: str, duty: Duty, whom: str) -> Occurrence:
    async with house.office.work(house.people[who]) as work:
        return await hand_over(work, duty.id, house.people[whom].member_id)


async def whose(house: House, duty: Duty) -> tuple[str, int | None]:
    seen = await again(house, duty)
    names = {actor.member_id: name for name, actor in house.people.items()}
    return names[seen.member_id or 0], seen.offered_to


async def test_leo_does_it_for_maya_when_he_says_yes_and_gets_the_points(house: House) -> None:
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    assert await whose(house, duty) == ("Maya", house.people["Leo"].member_id)
    await accept(house, "Leo", duty)
    assert await whose(house, duty) == ("Leo", None)
    with pytest.raises(NotAllowed):
        await complete(house, "Maya", duty)
    await complete(house, "Leo", duty)
    await approve(house, "Elena", duty)
    async with house.office.reading(house.people["Leo"]) as look:
        assert (await balance_of(look, house.people["Leo"].member_id)).points == 4


async def test_a_no_leaves_it_with_maya_who_may_ask_somebody_else(house: House) -> None:
    await add_nora(house)
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    await decline(house, "Leo", duty)
    assert await whose(house, duty) == ("Maya", None)
    await ask(house, "Maya", duty, "Nora")
    await accept(house, "Nora", duty)
    assert (await whose(house, duty))[0] == "Nora"


async def test_maya_takes_her_question_back_and_leo_is_too_late(house: House) -> None:
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    await withdraw(house, "Maya", duty)
    with pytest.raises(NotAllowed, match="Nobody asks you"):
        await accept(house, "Leo", duty)
    with pytest.raises(RuleBroken, match="Nobody is asked"):
        await withdraw(house, "Maya", duty)


async def test_nobody_gives_their_chore_away_without_the_other_ones_yes(house: House) -> None:
    duty = await dishes(house)
    with pytest.raises(NotAllowed):
        await give(house, "Maya", duty, "Leo")
    with pytest.raises(NotAllowed):
        await ask(house, "Leo", duty, "Maya")
    await ask(house, "Maya", duty, "Leo")
    for who in ("Maya", "Elena"):
        with pytest.raises(NotAllowed, match="Nobody asks you"):
            await accept(house, who, duty)
    with pytest.raises(RuleBroken, match="asked already"):
        await ask(house, "Maya", duty, "Leo")


async def test_only_children_of_the_family_are_asked_and_not_oneself(house: House) -> None:
    await add_rosa(house)
    duty = await dishes(house)
    for whom in ("Maya", "Elena", "Rosa", "Tobi"):
        with pytest.raises(Invalid) as refusal:
            await ask(house, "Maya", duty, whom)
        assert list(refusal.value.errors) == ["member"]
    with pytest.raises(NotFound):
        await ask(house, "Tobi", duty, "Leo")


async def test_a_parent_gives_it_to_somebody_at_once_and_may_do_it_themselves(house: House) -> None:
    await add_rosa(house)
    duty = await dishes(house)
    await give(house, "Elena", duty, "Leo")
    assert (await whose(house, duty))[0] == "Leo"
    await give(house, "Elena", duty, "Marco")
    assert (await whose(house, duty))[0] == "Marco"
    with pytest.raises(NotAllowed):
        await give(house, "Rosa", duty, "Leo")
    with pytest.raises(Invalid):
        await give(house, "Elena", duty, "Rosa")


async def test_an_undo_puts_everything_back_as_it_was(house: House) -> None:
    duty = await dishes(house)
    before = await again(house, duty)
    await ask(house, "Maya", duty, "Leo")
    asked = await again(house, duty)
    await accept(house, "Leo", duty)
    with pytest.raises(NotAllowed):
        await undo(house, "Leo", duty)
    await undo(house, "Elena", duty)
    assert await again(house, duty) == asked
    await decline(house, "Leo", duty)
    with pytest.raises(NotAllowed):
        await undo(house, "Maya", duty)
    await undo(house, "Leo", duty)
    assert await again(house, duty) == asked
    await undo(house, "Maya", duty)
    assert await again(house, duty) == before


async def test_what_is_done_is_not_asked_for_any_more(house: House) -> None:
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    await complete(house, "Maya", duty)
    with pytest.raises(NotAllowed):
        await accept(house, "Leo", duty)
    await send_back(house, "Elena", duty)
    assert (await again(house, duty)).offered_to is None
    await ask(house, "Maya", duty, "Leo")
    await accept(house, "Leo", duty)
    assert (await again(house, duty)).state == "sent_back"


async def test_one_taken_from_a_pool_goes_on_as_taken(house: House) -> None:
    duty = await dishes(house, "Maya", "Leo", way="pool")
    async with house.office.work(house.people["Maya"]) as work:
        await claim(work, duty.id)
    await ask(house, "Maya", duty, "Leo")
    await accept(house, "Leo", duty)
    seen = await again(house, duty)
    assert (seen.state, seen.claimed_by) == ("claimed", house.people["Leo"].member_id)


async def test_leo_reads_on_his_page_what_he_is_asked_for_next_week(house: House) -> None:
    await dishes(house)
    later = await due(house, "Wash the dishes", house.people["Maya"].today(house.clock()) + timedelta(days=8))
    await ask(house, "Maya", later, "Leo")
    leo, maya = await house.browser("Leo"), await house.browser("Maya")
    page = (await leo.get("/today")).text
    assert "Maya asks: can you do this one?" in page and "Tomorrow" not in page
    assert "Maya asks" not in (await maya.get("/today")).text
    asked = (await (await house.api("Leo")).get("/api/v1/today")).json()["asked"]
    assert [one["id"] for one in asked] == [later.id]


async def test_many_answers_at_once_are_one(house: House) -> None:
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    answers = [accept(house, "Leo", duty), decline(house, "Leo", duty), accept(house, "Leo", duty)]
    told = await asyncio.gather(*answers, return_exceptions=True)
    assert len([one for one in told if isinstance(one, NotAllowed)]) == 2
    async with house.office.reading(house.people["Elena"]) as look:
        row = (await look.db.exec(select(Occurrence).where(Occurrence.id == duty.id))).one()
    assert row.offered_to is None


async def test_a_changed_chore_leaves_with_leo_what_he_took_over(house: House) -> None:
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    await accept(house, "Leo", duty)
    people = (house.people["Maya"].member_id,)
    async with house.office.work(house.people["Elena"]) as work:
        plan = ChorePlan("Wash up", people, every_days(1, work.today, work.actor.zone), points=9)
        await change_chore(work, duty.chore_id, plan)
    seen = await again(house, duty)
    assert (await whose(house, duty))[0] == "Leo" and seen.points == 4


async def test_whoever_leaves_is_not_asked_any_more(house: House) -> None:
    duty = await dishes(house)
    await ask(house, "Maya", duty, "Leo")
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Leo"].member_id)
    assert await whose(house, duty) == ("Maya", None)


async def test_maya_asks_on_her_page_and_leo_answers_on_his(house: House) -> None:
    duty = await dishes(house)
    here = f"/occurrences/{duty.id}"
    maya, leo = await house.browser("Maya"), await house.browser("Leo")
    assert "Can somebody else do it?" in (await maya.get(here)).text
    blank = await maya.post(f"{here}/offer", {"back": here})
    assert blank.status_code == 422 and "Please fill this in." in blank.text
    asked = await maya.post(f"{here}/offer", {"member": house.people["Leo"].member_id, "back": here})
    assert asked.headers["location"] == here
    assert "Leo is asked to do it." in (await maya.get(here)).text
    assert "Maya asks: can you do this one?" in (await leo.get(here)).text
    assert "Wash the dishes" in (await leo.get("/today")).text
    assert (await leo.post(f"{here}/offer/acceptance", {"back": here})).headers["location"] == here
    page = (await maya.get(here)).text
    assert "Leo takes it over" in page and "Can somebody else do it?" not in page
    elena = await house.browser("Elena")
    assert "Give it to them" in (await elena.get(here)).text
    given = await elena.post(f"{here}/handover", {"member": house.people["Maya"].member_id, "back": here})
    assert given.status_code == 303 and (await whose(house, duty))[0] == "Maya"
