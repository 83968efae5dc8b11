"""What was done, day by day, and found again by its words."""

import re

from appliance.chores.actions import make_ahead
from tests.chores.doing import add, approve, complete, due, send_back
from tests.support.house import House

PAGE = 50


async def titles(house: House, who: str, query: str = "") -> list[str]:
    page = (await (await house.browser(who)).get(f"/chores/history{query}")).text
    return [
        re.sub("[\u2068\u2069]", "", title)
        for title in re.findall(r'<a href="/occurrences/\d+">([^<]+)', page)
    ]


async def test_what_is_still_open_is_no_history(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    assert await titles(house, "Elena") == []
    await complete(house, "Maya", await due(house, "Feed the cat"))
    assert await titles(house, "Elena") == ["Feed the cat"]


async def test_words_find_a_chore_by_its_title_and_by_what_was_said_about_it(house: House) -> None:
    for title in ("Übung am Klavier", "Feed the cat", "100% of the windows"):
        await add(house, title, "Maya", repeat="once")
        await complete(house, "Maya", await due(house, title))
    await send_back(house, "Elena", await due(house, "Feed the cat"), "The bowl, too")
    for words, found in {
        "übung": ["Übung am Klavier"],
        "KLAVIER": ["Übung am Klavier"],
        "bowl": ["Feed the cat"],
        "0%": ["100% of the windows"],
        "_": [],
        "dragon": [],
    }.items():
        assert await titles(house, "Elena", f"?q={words.replace('%', '%25')}") == found, words


async def test_the_list_can_be_that_of_one_person_and_of_one_end(house: House) -> None:
    for name in ("Maya", "Leo"):
        await add(house, f"The bed of {name}", name, repeat="once")
        await complete(house, name, await due(house, f"The bed of {name}"))
    await approve(house, "Elena", await due(house, "The bed of Leo"))
    maya = house.people["Maya"].member_id
    assert await titles(house, "Elena", f"?person={maya}") == ["The bed of Maya"]
    assert await titles(house, "Elena", "?state=approved") == ["The bed of Leo"]
    assert await titles(house, "Elena", f"?person={maya}&state=approved") == []
    assert await titles(house, "Leo", f"?person={maya}") == ["The bed of Leo"], "the young find their own"


async def test_a_long_history_goes_on_page_by_page_and_keeps_what_was_asked(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    for _day in range(PAGE + 5):
        await complete(house, "Maya", await due(house, "Feed the cat"))
        house.clock.forward(days=1)
        async with house.office.work(house.people["Elena"]) as work:
            await make_ahead(work)
    elena = await house.browser("Elena")
    first = (await elena.get("/chores/history?q=cat&state=waiting")).text
    older = re.search(r'href="(/chores/history[^"]+after=[^"]+)"', first)
    assert older and first.count('href="/occurrences/') == PAGE
    second = (await elena.get(older[1].replace("&amp;", "&"))).text
    assert second.count('href="/occurrences/') == 5 and "q=cat" in older[1]
