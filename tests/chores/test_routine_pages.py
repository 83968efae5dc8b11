"""A parent lays out a child's day on one page; programs can do the same."""

import re

from tests.chores.doing import due
from tests.support.house import House

CHOSEN = {
    "cards": ["dressed", "pyjamas", "evening_teeth"],
    "own_evening": "Feed the rabbit\n\nSing",
    "points": "1",
}


def titles(page: str, part: str) -> list[str]:
    block = page[page.index(f'aria-labelledby="s-{part}"') :]
    return re.findall(r'href="/chores/\d+"><b>([^<]+)</b>', block[: block.index("</section>")])


async def test_a_day_is_laid_out_with_one_form(house: House) -> None:
    marco, maya = await house.browser("Marco"), house.people["Maya"].member_id
    assert "No cards yet" in (await marco.get(f"/chores/routines?person={maya}")).text
    sent = {**CHOSEN, "people": [maya], "repeat": "school_days"}
    added = await marco.post("/chores/routines", sent)
    assert added.headers["location"] == f"/chores/routines?person={maya}"
    page = (await marco.get(added.headers["location"])).text
    assert "5 cards are new." in page
    assert titles(page, "morning") == ["Get dressed"]
    assert titles(page, "evening") == ["Put on your pyjamas", "Brush your teeth", "Feed the rabbit", "Sing"]
    assert "These cards were there already." in (await follow(house, "Marco", sent))


async def follow(house: House, name: str, sent: dict[str, object]) -> str:
    browser = await house.browser(name)
    answer = await browser.post("/chores/routines", sent)
    return (await browser.get(answer.headers["location"])).text


async def test_a_card_is_moved_up_with_a_tap(house: House) -> None:
    marco, maya = await house.browser("Marco"), house.people["Maya"].member_id
    await marco.post("/chores/routines", {**CHOSEN, "people": [maya]} | {"repeat": "daily"})
    page = (await marco.get(f"/chores/routines?person={maya}")).text
    teeth = await due(house, "Brush your teeth")
    row = page[page.index(f'id="card-{teeth.chore_id}"') :]
    order = re.search(r'name="order" value="([^"]+)"', row)
    assert order
    moved = {"part_of_day": "evening", "order": order[1], "person": maya}
    answer = await marco.post("/chores/routines/order", moved)
    page = (await marco.get(answer.headers["location"])).text
    assert titles(page, "evening")[:2] == ["Brush your teeth", "Put on your pyjamas"]


async def test_nothing_chosen_is_told_and_what_was_typed_stays(house: House) -> None:
    marco = await house.browser("Marco")
    answer = await marco.post("/chores/routines", {"repeat": "daily", "points": "7"})
    assert answer.status_code == 422
    assert 'href="#f-cards"' in answer.text and 'value="7"' in answer.text
    own = {"repeat": "daily", "own_morning": "x" * 81}
    assert "at most 80 letters" in (await marco.post("/chores/routines", own)).text


async def test_programs_lay_it_out_and_read_how_it_went(house: House) -> None:
    elena, maya = await house.api("Elena"), house.people["Maya"].member_id
    cards = [{"part_of_day": "evening", "title": "Pyjamas"}, {"part_of_day": "evening", "title": "Read"}]
    made = await elena.post("/api/v1/routines", json={"people": [maya], "cards": cards, "points": 2})
    assert made.status_code == 201
    ids = [card["chore_id"] for one in made.json() if one["member_id"] == maya for card in one["cards"]]
    order = {"part_of_day": "evening", "chores": ids[::-1]}
    turned = (await elena.put("/api/v1/routines/order", json=order)).json()
    assert [card["title"] for one in turned for card in one["cards"]] == ["Read", "Pyjamas"]
    assert [one["streak"]["of"] for one in (await elena.get("/api/v1/routines")).json()] == [0, 0]
