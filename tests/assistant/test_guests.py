"""Grandmother speaks for the children, and hears no more than her pages show."""

import re

import pytest

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Audience
from tests.assistant.conftest import Talk
from tests.support.access import add_rosa


@pytest.fixture
async def with_rosa(talk: Talk) -> Talk:
    await add_rosa(talk.house)
    return talk


async def test_a_guest_ticks_off_for_a_child(with_rosa: Talk) -> None:
    answer = await with_rosa.say("Rosa", "Maya fed the cat")
    assert (answer.tool, "waits for a parent" in answer.text) == ("chore_complete", True)


async def test_a_guest_asks_for_the_whole_family_and_for_a_childs_screen_time(with_rosa: Talk) -> None:
    answer = await with_rosa.say("Rosa", "Who still has chores today?")
    assert answer.tool == "chores_list"
    assert {"Feed the cat" in line or "Empty the dishwasher" in line for line in answer.lines} == {True}
    assert (
        "Maya has no limit" in (await with_rosa.say("Rosa", "how much screen time does Maya have left?")).text
    )


async def test_a_guest_hears_neither_points_nor_memories_and_tells_none(with_rosa: Talk) -> None:
    async with with_rosa.house.office.work(with_rosa.house.people["Elena"]) as work:
        await save_memory(work, "The spare key is at the bakery.", visible_to=Audience.PARENTS)
    for said in (
        "how many points does Maya have?",
        "where is the spare key?",
        "remember that the spare key is at the bakery",
    ):
        answer = await with_rosa.say("Rosa", said)
        assert not answer.used and not re.search(r"bakery|[0-9] points", answer.text), answer.text


async def test_every_suggestion_for_a_guest_is_understood(with_rosa: Talk) -> None:
    browser = await with_rosa.house.browser("Rosa")
    shown = (await browser.get("/ask")).text
    suggested = re.findall(r'class="chip" name="text" value="([^"]+)"', shown)
    assert suggested
    for text in suggested:
        assert (await with_rosa.say("Rosa", text.replace("&#39;", "'"))).tool, text


async def test_a_guests_name_means_nothing_in_a_parents_sentence(with_rosa: Talk) -> None:
    answer = await with_rosa.say("Elena", "what does Rosa have to do today?")
    assert "Rosa has" not in answer.text
