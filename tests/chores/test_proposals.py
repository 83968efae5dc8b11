"""A child has an idea for a chore; a parent says yes, perhaps changed, or no with a word."""

import asyncio
import json

import pytest
from sqlmodel import col, select

from appliance.chores.actions.proposals import (
    AS_PROPOSED,
    Idea,
    Terms,
    accept_proposal,
    decline_proposal,
    propose_chore,
    reopen_proposal,
    withdraw_proposal,
)
from appliance.chores.models import Chore, Proposal
from appliance.chores.queries import chore_named
from appliance.chores.queries.proposals import proposal_of
from appliance.chores.rules.words import repeat_text
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.outbox import OutboxRow
from appliance.household.actions.leaving import remove_member
from appliance.notifications.actions import save_target
from tests.chores.doing import approve, complete, due
from tests.support.access import add_rosa
from tests.support.house import House

CAR = Idea("Wash the car", 15, "saturday", "it is very dirty")


async def propose(house: House, who: str, idea: Idea = CAR) -> int:
    async with house.office.work(house.people[who]) as work:
        return (await propose_chore(work, idea)).id or 0


async def accept(house: House, who: str, idea: int, answer: str = "", terms: Terms = AS_PROPOSED) -> Proposal:
    async with house.office.work(house.people[who]) as work:
        return await accept_proposal(work, idea, answer, terms)


async def test_leos_idea_becomes_his_chore_by_one_yes(house: House) -> None:
    idea = await propose(house, "Leo")
    made = await accept(house, "Elena", idea, "good idea")
    async with house.office.reading(house.people["Leo"]) as look:
        seen, chore = await proposal_of(look, idea), await chore_named(look, made.chore_id or 0)
    assert (seen.state, seen.answer, seen.decided_by) == (
        "accepted",
        "good idea",
        house.people["Elena"].member_id,
    )
    assert (chore.title, chore.points, chore.people) == (
        "Wash the car",
        15,
        (house.people["Leo"].member_id,),
    )
    assert repeat_text(chore.repeat) == "saturday"


async def test_a_parent_changes_points_and_days_and_the_child_sees_what_became_of_it(house: House) -> None:
    idea = await propose(house, "Maya", Idea("Feed the snails", 100, "daily"))
    await accept(house, "Marco", idea, terms=Terms("Feed the snail", 3, "once"))
    async with house.office.reading(house.people["Maya"]) as look:
        seen = await proposal_of(look, idea)
        chore = await chore_named(look, seen.chore_id or 0)
    assert (seen.title, seen.points) == ("Feed the snails", 100), "what was proposed stays as it was"
    assert (seen.chore_title, seen.chore_points) == ("Feed the snail", 3)
    assert chore.repeat.start == house.people["Maya"].today(house.clock())


async def test_an_idea_for_once_that_is_answered_days_later_is_for_the_day_of_the_yes(house: House) -> None:
    idea = await propose(house, "Leo", Idea("Mend the swing", 8, "once"))
    house.clock.forward(days=3)
    await accept(house, "Elena", idea)
    assert (await due(house, "Mend the swing")).state == "open"


async def test_of_two_parents_at_once_one_answers_and_the_other_reads_it(house: House) -> None:
    idea = await propose(house, "Leo")
    told = await asyncio.gather(
        *(accept(house, who, idea) for who in ("Elena", "Marco") for _n in range(5)), return_exceptions=True
    )
    refused = [one for one in told if isinstance(one, RuleBroken)]
    assert len(refused) == 9
    assert {one.sentence for one in refused} == {"A parent has said yes to this idea already."}
    async with house.office.reading(house.people["Elena"]) as look:
        assert len((await look.db.exec(select(Chore))).all()) == 1


async def test_a_no_has_a_word_and_can_be_taken_back(house: House) -> None:
    idea = await propose(house, "Leo")
    async with house.office.work(house.people["Elena"]) as work:
        told = await decline_proposal(work, idea, "  the car is washed on Sunday ")
    assert (told.state, told.answer) == ("declined", "the car is washed on Sunday")
    async with house.office.work(house.people["Marco"]) as work:
        again = await reopen_proposal(work, idea)
    assert (again.state, again.answer, again.decided_by, again.decided_at) == ("waiting", "", None, None)


async def test_a_yes_taken_back_puts_the_chore_away_and_keeps_what_was_earned(house: House) -> None:
    idea = await propose(house, "Leo", Idea("Mend the swing", 8))
    chore_id = (await accept(house, "Elena", idea)).chore_id or 0
    swing = await due(house, "Mend the swing")
    await complete(house, "Leo", swing)
    await approve(house, "Elena", swing)
    async with house.office.work(house.people["Elena"]) as work:
        again = await reopen_proposal(work, idea)
        chore = await chore_named(work, chore_id)
    assert (again.state, again.chore_id, chore.put_away) == ("waiting", None, True)
    assert (await due(house, "Mend the swing")).state == "approved"
    assert (await accept(house, "Elena", idea)).chore_id != chore_id


async def test_only_whoever_had_the_idea_takes_it_back_and_only_while_it_waits(house: House) -> None:
    idea = await propose(house, "Leo")
    with pytest.raises(NotFound):
        async with house.office.work(house.people["Maya"]) as work:
            await withdraw_proposal(work, idea)
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Elena"]) as work:
            await withdraw_proposal(work, idea)
    async with house.office.work(house.people["Leo"]) as work:
        assert (await withdraw_proposal(work, idea)).state == "withdrawn"
    with pytest.raises(RuleBroken, match="taken back"):
        await accept(house, "Elena", idea)


@pytest.mark.parametrize("who", ["Leo", "Maya", "Rosa"])
async def test_nobody_but_a_parent_answers_an_idea(house: House, who: str) -> None:
    await add_rosa(house)
    idea = await propose(house, "Leo")
    refusal = NotAllowed if who == "Leo" else NotFound
    with pytest.raises(refusal):
        await accept(house, who, idea)
    with pytest.raises(refusal):
        async with house.office.work(house.people[who]) as work:
            await decline_proposal(work, idea)


async def test_parents_and_guests_have_other_ways_than_ideas(house: House) -> None:
    await add_rosa(house)
    for who in ("Elena", "Rosa"):
        with pytest.raises(NotAllowed):
            await propose(house, who)


@pytest.mark.parametrize(
    ("idea", "field"),
    [
        (Idea("  ", 1), "title"),
        (Idea("x" * 81, 1), "title"),
        (Idea("Wash", 501), "points"),
        (Idea("Wash", -1), "points"),
        (Idea("Wash", 1, "when I like"), "repeat"),
        (Idea("Wash", 1, note="x" * 201), "note"),
    ],
)
async def test_an_idea_that_cannot_be_a_chore_says_what_is_wrong(
    house: House, idea: Idea, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await propose(house, "Leo", idea)
    assert list(refusal.value.errors) == [field]


async def test_five_ideas_wait_and_the_sixth_has_to(house: House) -> None:
    for n in range(5):
        await propose(house, "Leo", Idea(f"Idea {n}", 1))
    with pytest.raises(RuleBroken):
        await propose(house, "Leo")
    await propose(house, "Maya")


async def test_parents_phones_hear_of_an_idea_once(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await save_target(work, "https://ntfy.example", "alerts")
    idea = await propose(house, "Leo")
    async with house.office.reading(house.people["Elena"]) as look:
        rows = (await look.db.exec(select(OutboxRow).where(col(OutboxRow.key).startswith("proposal:")))).all()
    told = [json.loads(row.payload) for row in rows]
    assert [letter["path"] for letter in told] == [f"/proposals/{idea}"]
    assert told[0]["message"].startswith("Leo proposes this chore for 15 points.")


async def test_whoever_leaves_takes_open_ideas_along(house: House) -> None:
    idea = await propose(house, "Leo")
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Leo"].member_id)
    with pytest.raises(RuleBroken, match="taken back"):
        await accept(house, "Elena", idea)


async def test_maya_writes_an_idea_on_her_page_and_elena_answers_on_hers(house: House) -> None:
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    assert "My idea" in (await maya.get("/proposals")).text
    wrong = await maya.post("/proposals", {"title": "Water the cactus", "points": "many"})
    assert wrong.status_code == 422 and 'value="Water the cactus"' in wrong.text
    sent = {"title": "Water the cactus", "points": 2, "repeat": "sunday", "note": "it looks sad"}
    assert (await maya.post("/proposals", sent)).headers["location"] == "/proposals"
    today = await elena.get("/today")
    assert "Water the cactus" in today.text and "One thing needs you." in today.text
    assert (await elena.get("/today/badge")).text.count("1") >= 1
    idea = 1
    shown = await elena.get(f"/proposals/{idea}")
    assert "it looks sad" in shown.text and 'value="2"' in shown.text
    change = {"title": "Water the cactus", "points": 1, "repeat": "sunday", "answer": "only a little"}
    assert (await elena.post(f"/proposals/{idea}/acceptance", change)).status_code == 303
    page = (await maya.get("/proposals")).text
    assert "Elena said yes" in page and "only a little" in page
    assert (
        "Water the cactus"
        not in (await elena.get("/today")).text.split("Needs you")[1].split("</section>")[0]
    )
