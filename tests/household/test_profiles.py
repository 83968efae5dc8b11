"""How the house looks to each of the family: language, week, and how much there is to read."""

import pytest

from appliance.chores import actions as chores
from appliance.chores.actions import ChorePlan
from appliance.chores.rules.pictures import word_for
from appliance.chores.rules.repeats import every_days
from tests.support.house import House

LOOKS = {"face": "owl", "hue": "plum", "theme": "auto", "language": ""}


async def sees_to(house: House, child: str, **choice: str) -> int:
    elena = await house.browser("Elena")
    address = f"/family/members/{house.people[child].member_id}/looks"
    await elena.get(address)
    return (await elena.post(address, {**LOOKS, **choice})).status_code


async def feed_the_cat(house: House, child: str) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        daily = every_days(1, work.today, work.actor.zone)
        await chores.add_chore(
            work, ChorePlan("Feed the cat", (house.people[child].member_id,), daily, points=3)
        )


async def test_a_child_who_does_not_read_yet_sees_one_word_and_hears_the_rest(house: House) -> None:
    await feed_the_cat(house, "Maya")
    maya = await house.browser("Maya")
    assert '<span class="kword">Feed the cat</span>' in (await maya.get("/today")).text
    assert await sees_to(house, "Maya", reading="pictures") == 303
    page = (await maya.get("/today")).text
    assert '<span aria-hidden="true">Cat</span><span class="vh">Feed the cat</span>' in page
    assert 'data-say="Feed the cat. 3 stars."' in page
    assert 'data-ui="kid"' in page


async def test_a_child_who_reads_everything_gets_the_page_of_a_teenager(house: House) -> None:
    await feed_the_cat(house, "Maya")
    assert await sees_to(house, "Maya", reading="full") == 303
    page = (await (await house.browser("Maya")).get("/today")).text
    assert 'data-ui="std"' in page and "kcard" not in page and "Feed the cat" in page


async def test_a_teenager_may_choose_large_cards_and_a_child_may_not_choose(house: House) -> None:
    leo, maya = await house.browser("Leo"), await house.browser("Maya")
    assert 'name="reading"' in (await leo.get("/me/looks")).text
    await leo.post("/me/looks", {**LOOKS, "reading": "simple"})
    assert 'data-ui="kid"' in (await leo.get("/today")).text
    assert 'name="reading"' not in (await maya.get("/me/looks")).text
    await maya.post("/me/looks", {**LOOKS, "reading": "full"})
    assert 'data-ui="kid"' in (await maya.get("/today")).text


async def test_a_week_of_ones_own_begins_where_one_says(house: House) -> None:
    marco, elena = await house.browser("Marco"), await house.browser("Elena")
    await marco.get("/me/looks")
    await marco.post("/me/looks", {**LOOKS, "week_start": "6"})
    boards = [(await browser.get("/chores")).text for browser in (marco, elena)]
    assert ["Sun 8 – Saturday 14 March" in board for board in boards] == [True, False]
    await marco.post("/me/looks", {**LOOKS, "week_start": ""})
    assert "Mon 9 – Sunday 15 March" in (await marco.get("/chores")).text


async def test_parents_set_a_childs_language_and_nobody_anothers(house: House) -> None:
    assert await sees_to(house, "Maya", language="de") == 303
    assert "Hallo Maya" in (await (await house.browser("Maya")).get("/today")).text
    leo = await house.browser("Leo")
    await leo.get("/me")
    address = f"/family/members/{house.people['Maya'].member_id}/looks"
    assert (await leo.post(address, LOOKS)).status_code == 403


async def test_what_is_none_of_the_choices_is_refused(house: House) -> None:
    for wrong in ({"reading": "loud"}, {"week_start": "9"}, {"face": "dragon"}, {"language": "fr"}):
        assert await sees_to(house, "Maya", **wrong) == 422


async def test_a_profile_is_read_and_changed_by_api(house: House) -> None:
    leo, address = await house.api("Leo"), f"/api/v1/members/{house.people['Leo'].member_id}/profile"
    changed = await leo.put(address, json={**LOOKS, "week_start": 6, "reading": "simple"})
    assert changed.json() == (await leo.get(address)).json()
    assert (changed.json()["week_start"], changed.json()["reading"]) == (6, "simple")
    assert (await (await house.api("Maya")).get(address)).status_code == 403


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Feed the cat", "Cat"),
        ("water the plants", "Plants"),
        ("Call Grandma", "Grandma"),
        ("Polish shoes", "Polish"),
        ("?", "?"),
    ],
)
def test_one_word_says_most_of_a_title(title: str, word: str) -> None:
    assert word_for(title) == word
