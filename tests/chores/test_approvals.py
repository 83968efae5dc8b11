"""A parent's evening: several yeses at once, what a late one brings, and what was not done at all."""

import re
from datetime import time

from appliance.chores import actions
from tests.chores.doing import add, again, complete, due, send_back, take
from tests.chores.test_pages import HTMX, house_questions
from tests.chores.test_states import id_of, plants
from tests.chores.test_steps import points
from tests.support.house import House


async def test_a_parent_says_yes_to_several_at_once(house: House) -> None:
    for title in ("Feed the cat", "Lay the table"):
        await add(house, title, "Maya", points=2)
        await complete(house, "Maya", await due(house, title))
    elena = await house.browser("Elena")
    assert 'href="/chores/approvals"' in (await elena.get("/today")).text
    page = (await elena.get("/chores/approvals")).text
    ids = [(await due(house, title)).id for title in ("Feed the cat", "Lay the table")]
    assert all(f'name="ids" value="{number}" checked' in page for number in ids)
    answer = await elena.post("/chores/approvals", {"ids": ids})
    assert (answer.status_code, answer.headers["location"]) == (303, "/today")
    assert "2 chores are approved." in (await elena.get("/today")).text
    assert await points(house, "Maya") == 4


async def test_what_was_decided_meanwhile_is_named_and_the_rest_is_done(house: House) -> None:
    for title in ("Feed the cat", "Lay the table"):
        await add(house, title, "Maya", points=2)
        await complete(house, "Maya", await due(house, title))
    cat, table = await due(house, "Feed the cat"), await due(house, "Lay the table")
    elena = await house.browser("Elena")
    await elena.get("/chores/approvals")
    await take(house, "Marco", actions.approve, table)
    answer = await elena.post("/chores/approvals", {"ids": [cat.id, table.id]})
    assert answer.status_code == 409
    assert "1 chore is approved." in answer.text and "This is done already." in answer.text
    assert await points(house, "Maya") == 4


async def test_without_a_tick_the_page_asks_for_one(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    await complete(house, "Maya", await due(house, "Feed the cat"))
    elena = await house.browser("Elena")
    await elena.get("/chores/approvals")
    answer = await elena.post("/chores/approvals", {})
    assert answer.status_code == 422 and "Please tick at least one." in answer.text


async def test_a_child_meets_no_list_of_yeses(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    maya = await house.browser("Maya")
    assert (await maya.get("/chores/approvals")).status_code == 403
    assert (await maya.post("/chores/approvals", {"ids": [cat.id]})).status_code == 403
    assert (await again(house, cat)).state == "waiting"


async def test_where_a_late_one_is_to_be_decided_the_page_offers_all_half_or_nothing(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=5, times=(time(17),), overdue="ask")
    house.clock.forward(hours=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    elena = await house.browser("Elena")
    assert f'value="{cat.id}" checked' not in (await elena.get("/chores/approvals")).text
    assert "What does it bring?" in (await elena.get("/today")).text
    page = (await elena.get(f"/occurrences/{cat.id}")).text
    for words in ("All of it: 5 points", "Half: 3 points", "Yes, without points"):
        assert words in page
    plain = await elena.post(f"/occurrences/{cat.id}/approval")
    assert plain.status_code == 422 and "what it brings" in plain.text
    await elena.post(f"/occurrences/{cat.id}/approval", {"pay": "half", "back": "/today"})
    assert "Maya gets 3 points" in (await elena.get("/today")).text
    assert await points(house, "Maya") == 3


async def test_a_parent_excuses_a_chore_and_finds_it_in_its_story(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    here = f"/occurrences/{cat.id}"
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    assert f"{here}/ending" not in (await maya.get(here)).text
    assert f"{here}/ending" in (await elena.get(here)).text
    long = await elena.post(f"{here}/ending", {"how": "excuse", "note": "x" * 201})
    assert long.status_code == 422 and 'aria-invalid="true"' in long.text
    await elena.post(f"{here}/ending", {"how": "excuse", "note": "The cat was at the vet"})
    page = (await maya.get(here)).text
    assert "Elena excused it" in page and "The cat was at the vet" in page
    assert f"{here}/completion" not in page
    page = (await elena.get(here)).text
    assert "It is to be done after all" in page
    await elena.post(f"{here}/undo")
    assert "Elena took it back" in (await maya.get(here)).text
    assert (await again(house, cat)).state == "open"


async def test_undo_tapped_twice_takes_back_one_step(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    elena = await house.browser("Elena")
    await elena.get("/today")
    elena.client.headers.update(HTMX)
    toast = (await elena.post(f"/occurrences/{cat.id}/approval")).text
    back = re.findall(r'action="(/occurrences/[^"]*)"', toast)[0]
    assert (await elena.post(back)).status_code == 200
    second = await elena.post(back)
    assert second.status_code == 409 and "Something else has happened since." in second.text
    assert (await again(house, cat)).state == "waiting"


async def test_whoever_took_it_may_leave_it_to_somebody_else_again(house: House) -> None:
    pool = await plants(house)
    here = f"/occurrences/{pool.id}"
    leo, maya = await house.browser("Leo"), await house.browser("Maya")
    assert f"{here}/claim" in (await leo.get(here)).text
    await leo.post(f"{here}/claim")
    page = (await leo.get(here)).text
    assert "Leo takes it" in page and f"{here}/release" in page and f"{here}/claim" not in page
    assert "/claim" not in (await maya.get(here)).text
    assert (await maya.post(f"{here}/claim")).status_code == 409
    await leo.post(f"{here}/release")
    assert f"{here}/claim" in (await maya.get(here)).text


async def test_programs_do_the_same(house: House) -> None:
    pool = await plants(house)
    here = f"/api/v1/occurrences/{pool.id}"
    elena, leo = await house.api("Elena"), await house.api("Leo")
    assert (await leo.post(f"{here}/claim")).json()["state"] == "claimed"
    assert (await leo.post(f"{here}/release")).json()["member_id"] is None
    ended = await elena.post(f"{here}/ending", json={"how": "skip", "note": "It rained"})
    assert (ended.json()["state"], ended.json()["note"]) == ("skipped", "It rained")
    steps = (await leo.get(f"{here}/steps")).json()
    assert [(one["step"], one["by"]) for one in steps] == [
        ("claim", id_of(house, "Leo")),
        ("release", id_of(house, "Leo")),
        ("skip", id_of(house, "Elena")),
    ]
    stale = await elena.post(f"{here}/undo", json={"step": steps[0]["id"]})
    assert stale.status_code == 409
    assert (await elena.post(f"{here}/undo", json={"step": steps[2]["id"]})).json()["state"] == "open"
    await complete(house, "Leo", pool)
    answer = (await elena.post("/api/v1/chores/approvals", json={"ids": [pool.id, 999999]})).json()
    assert [(one["id"], one["approved"]) for one in answer] == [(pool.id, True), (999999, False)]
    assert answer[1]["refused"] == "We could not find that chore."


async def test_the_page_of_one_chore_costs_four_questions_however_long_its_story(house: House) -> None:
    await add(house, "Tidy your room", "Maya", points=5)
    room = await due(house, "Tidy your room")
    for _round in range(5):
        await complete(house, "Maya", room)
        await send_back(house, "Elena", room, "Not quite")
    elena = await house.browser("Elena")
    for path in (f"/occurrences/{room.id}", "/chores/approvals"):
        await elena.get(path)
        assert await house_questions(house, elena, path) <= 4
