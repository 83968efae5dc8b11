"""The day, the month, and the week on paper."""

import re
from datetime import date

from appliance.chores.actions import excuse, make_ahead
from tests.chores.doing import add, approve, complete, due
from tests.support.house import House

TUESDAY = date(2026, 3, 10)


def squares(page: str) -> dict[str, str]:
    """What stands in each square of the month, by its day."""
    found = re.findall(
        r'<li[^>]* id="day-([\d-]+)">(.*?)</li>\s*(?=<li[^>]* id="day-|</ol>)', page, flags=re.S
    )
    return {day: re.sub(r"\s+", " ", re.sub(r"<[^>]+>|\u2068|\u2069", " ", text)) for day, text in found}


async def test_a_month_counts_what_is_daily_and_names_what_comes_seldom(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Wash the windows", "Leo", repeat="every 2 weeks on saturday")
    await complete(house, "Maya", await due(house, "Feed the cat"))
    await approve(house, "Elena", await due(house, "Feed the cat"))
    page = (await (await house.browser("Elena")).get("/chores?view=month")).text
    month = squares(page)
    assert len(month) == 42 and next(iter(month)) == "2026-02-23" and "March 2026" in page
    assert "1/1" in month["2026-03-10"] and "0/1" in month["2026-03-11"]
    assert "Wash the windows" in month["2026-03-14"] and "Leo" in month["2026-03-14"]
    assert "Wash the windows" not in month["2026-03-21"] and "Feed the cat" not in page
    assert 'href="/chores?view=day&amp;day=2026-03-14"' in page


async def test_what_is_excused_is_not_needed_and_counted_for_nobody(house: House) -> None:
    await add(house, "Wash the car", "Leo", repeat="once")
    async with house.office.work(house.people["Elena"]) as work:
        await excuse(work, (await due(house, "Wash the car")).id)
    page = (await (await house.browser("Elena")).get("/chores?view=month")).text
    assert "not needed" in squares(page)["2026-03-10"] and 'data-state="free"' in page
    assert "0 of 0 done" in re.sub("[\u2068\u2069]", "", page)


async def test_a_square_with_little_room_says_how_many_more_there_are(house: House) -> None:
    for n in range(5):
        await add(house, f"Paint fence {n}", "Leo", repeat="once")
    month = squares((await (await house.browser("Elena")).get("/chores?view=month")).text)
    assert "Paint fence 2" in month["2026-03-10"] and "Paint fence 3" not in month["2026-03-10"]
    assert "and 2 more" in month["2026-03-10"]


async def test_what_each_of_several_does_once_a_week_comes_seldom_all_the_same(house: House) -> None:
    await add(house, "Tidy your room", "Maya", "Leo", way="each", repeat="saturday")
    month = squares((await (await house.browser("Elena")).get("/chores?view=month")).text)
    assert month["2026-03-14"].count("Tidy your room") == 2


async def test_a_family_whose_week_begins_on_sunday_has_its_month_so(house: House) -> None:
    elena = await house.browser("Elena")
    family = {"name": "Rivera", "zone": "Europe/Berlin", "language": "en", "week_start": 6}
    assert (await elena.post("/family/settings", family)).status_code == 303
    await add(house, "Feed the cat", "Maya")
    assert next(iter(squares((await elena.get("/chores?view=month")).text))) == "2026-03-01"


async def test_a_month_of_one_person_leaves_the_others_out(house: House) -> None:
    await add(house, "Mow the lawn", "Leo", repeat="once")
    await add(house, "Wash the car", "Maya", repeat="once")
    await add(house, "Sweep the yard", "Leo", "Maya", way="pool", repeat="once")
    maya = house.people["Maya"].member_id
    page = (await (await house.browser("Elena")).get(f"/chores?view=month&person={maya}")).text
    assert "Wash the car" in page and "Sweep the yard" in page and "Mow the lawn" not in page


async def test_whoever_has_something_to_do_can_be_chosen(house: House) -> None:
    await add(house, "Wash the car", "Elena", repeat="once")
    elena, marco = (house.people[name].member_id for name in ("Elena", "Marco"))
    for view in ("day", "week", "month"):
        page = (await (await house.browser("Leo")).get(f"/chores?view={view}&person={elena}")).text
        assert f"person={elena}" in page and f"person={marco}" not in page and "Wash the car" in page


async def test_a_day_says_of_each_chore_how_it_stands(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Mow the lawn", "Leo", repeat="once", start=date(2026, 3, 12))
    await complete(house, "Maya", await due(house, "Feed the cat"))
    elena = await house.browser("Elena")
    today = (await elena.get("/chores?view=day")).text
    assert "Feed the cat" in today and "waits for a parent" in today and "Mow the lawn" not in today
    thursday = (await elena.get("/chores?view=day&day=2026-03-12")).text
    assert "Mow the lawn" in thursday and "Thursday 12 March" in thursday
    assert 'href="/chores?day=2026' not in thursday, "this week needs no day in its address"


async def test_the_week_on_paper_has_a_box_for_each_time_and_a_tick_for_what_is_done(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await approve(house, "Elena", await due(house, "Feed the cat"))
    page = (await (await house.browser("Leo")).get("/chores/sheet")).text
    row = page[page.index("Feed the cat") :].partition("</tr>")[0]
    assert row.count('class="box"') == 5 and row.count(">done<") == 1  # on Monday there was no such chore yet


async def test_what_is_no_view_of_the_board_is_refused(house: House) -> None:
    assert (await (await house.browser("Elena")).get("/chores?view=decade")).status_code in (400, 422)


async def test_a_month_that_is_not_planned_to_its_end_says_so(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    elena = await house.browser("Elena")
    assert "Planned until" not in (await elena.get("/chores?view=month")).text, "31 March is planned"
    house.clock.forward(days=1)
    async with house.office.work(house.people["Elena"]) as work:
        await make_ahead(work)
    april = (await elena.get("/chores?view=month&day=2026-04-20")).text
    assert "Planned until Wednesday 1 April." in april and "Month after" not in april
