"""The week, a chore's form and one occurrence, as each person of the family meets them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from appliance.chores.queries import chore_named, chores_of
from appliance.chores.rules.words import repeat_text
from appliance.web.forms import own_path
from tests.chores.doing import add, again, approve, complete, due, send_back
from tests.support.house import Browser, House

HTMX = {"hx-request": "true", "hx-request-type": "partial"}


def chore_form(house: House, *names: str, **other: object) -> dict[str, object]:
    people = [house.people[name].member_id for name in names]
    return {"title": "Feed the cat", "people": people, "repeat": "daily", "points": 2, **other}


async def test_the_board_has_a_lane_for_each_child_and_one_up_for_grabs(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Water the plants", "Leo", "Maya", way="pool")
    page = (await (await house.browser("Elena")).get("/chores")).text
    for words in (
        "Feed the cat",
        "Water the plants",
        "Up for grabs",
        "Leo or Maya",
        "0 of 6 done",
        'href="/chores/new"',
    ):
        assert words in page


async def test_children_see_the_whole_week_but_no_way_to_change_it(house: House) -> None:
    await add(house, "Empty the dishwasher", "Leo", part_of_day="morning")
    page = (await (await house.browser("Maya")).get("/chores")).text
    assert "Empty the dishwasher" in page
    assert (
        "/chores/new" not in page and "Late" not in page and "late" not in page.lower().split("dishwasher")[1]
    )


@pytest.mark.parametrize("path", ["/chores/new", "/chores/list", "/chores/1"])
async def test_the_forms_are_for_parents(house: House, path: str) -> None:
    await add(house, "Feed the cat", "Maya")
    assert (await (await house.browser("Maya")).get(path)).status_code == 403
    assert (await (await house.browser("Elena")).get(path)).status_code == 200


async def test_other_families_meet_nothing_of_ours(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    ada = await house.browser("Ada")
    assert "Feed the cat" not in (await ada.get("/chores")).text
    for path in (f"/chores/{chore}", f"/occurrences/{cat.id}"):
        assert (await ada.get(path)).status_code == 404
    for step in ("completion", "approval", "return", "undo"):
        assert (await ada.post(f"/occurrences/{cat.id}/{step}")).status_code == 404


async def test_a_parent_adds_a_chore_and_finds_it_on_the_board(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    form = chore_form(
        house, "Maya", repeat="weekdays", days=[1, 4], weeks=2, times="17:30", auto_approve="true"
    )
    answer = await elena.post("/chores", form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/chores")
    assert "Feed the cat" in (await elena.get("/chores")).text
    async with house.office.reading(house.people["Elena"]) as look:
        chore = (await chores_of(look))[0]
    assert repeat_text(chore.repeat) == "every 2 weeks on tuesday, friday"
    assert (chore.points, chore.auto_approve, str(chore.times[0])) == (2, True, "17:30:00")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"points": "3oo"}, "This is a whole number."),
        ({"points": 501}, "At most 500."),
        ({"repeat": "weekdays"}, "Please say on which days."),
        ({"people": []}, "Please choose who does it."),
        ({"people": [999]}, "Please choose people of this family."),
    ],
)
async def test_a_form_with_a_mistake_comes_back_as_it_was_filled_in(
    house: House, wrong: dict[str, object], words: str
) -> None:
    elena = await house.browser("Elena")
    await elena.get("/chores/new")
    answer = await elena.post("/chores", chore_form(house, "Maya", times="17:30") | wrong)
    assert answer.status_code == 422
    assert words in answer.text and 'value="17:30"' in answer.text


async def test_the_form_of_a_chore_shows_what_is_stored_and_saving_keeps_it(house: House) -> None:
    chore = await add(
        house, "Tidy your room", "Maya", "Leo", way="pool", repeat="14 days after done", photo=True
    )
    elena = await house.browser("Elena")
    page = (await elena.get(f"/chores/{chore}")).text
    assert 'value="Tidy your room"' in page and 'value="after_done" checked' in page
    form = chore_form(
        house,
        "Maya",
        "Leo",
        title="Tidy your room",
        repeat="after_done",
        after=14,
        way="pool",
        start="2026-03-10",
        photo="true",
    )
    assert (await elena.post(f"/chores/{chore}", form)).status_code == 303
    async with house.office.reading(house.people["Elena"]) as look:
        kept = await chore_named(look, chore)
    assert (kept.way, kept.photo, repeat_text(kept.repeat)) == ("pool", True, "14 days after done")


async def test_the_first_chore_of_a_new_house_is_one_tap_and_leads_on(house: House) -> None:
    elena = await house.browser("Elena")
    page = (await elena.get("/chores/new?first=1")).text
    assert page.count('action="/chores?first=1"') == 4
    answer = await elena.post("/chores?first=1", chore_form(house, "Maya", "Leo", title="Make your bed"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/setup/done")


async def test_put_away_and_brought_back(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya")
    elena = await house.browser("Elena")
    await elena.get("/chores/list")
    assert (await elena.post(f"/chores/{chore}/put-away")).status_code == 303
    assert "Put away" in (await elena.get("/chores/list")).text
    assert "Feed the cat" not in (await elena.get("/chores")).text
    await elena.post(f"/chores/{chore}/comeback")
    assert "Feed the cat" in (await elena.get("/chores")).text


async def tap(browser: Browser, house: House, title: str, step: str, **form: object) -> str:
    duty = await due(house, title)
    return (await browser.post(f"/occurrences/{duty.id}/{step}", {"back": "/today", **form})).headers[
        "location"
    ]


async def test_a_tap_leads_back_to_the_page_it_came_from(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    assert await tap(maya, house, "Feed the cat", "completion") == "/today"
    assert await tap(elena, house, "Feed the cat", "return", note="Fresh water too") == "/today"
    assert (
        await tap(maya, house, "Feed the cat", "completion", back="https://elsewhere.example/") == "/chores"
    )
    assert await tap(elena, house, "Feed the cat", "approval") == "/today"
    assert await tap(elena, house, "Feed the cat", "undo") == "/today"


@pytest.mark.parametrize(
    "path", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "x", "", "/a\nb"]
)
def test_nobody_is_led_out_of_the_house(path: str) -> None:
    assert own_path(path, "/chores") == "/chores"


async def test_a_tap_through_htmx_says_what_happened_and_names_what_changed(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    elena = await house.browser("Elena")
    await elena.get("/chores")
    elena.client.headers.update(HTMX)
    answer = await elena.post(f"/occurrences/{cat.id}/approval")
    assert "Maya gets 2 points" in answer.text and f"/occurrences/{cat.id}/undo" in answer.text
    assert {"chores", "points"} <= set(answer.headers["HX-Trigger"].split(", "))
    second = await elena.post(f"/occurrences/{cat.id}/approval")
    assert second.status_code == 409 and "This is done already." in second.text


async def test_an_occurrence_tells_its_story_and_offers_only_what_works(house: House) -> None:
    await add(house, "Tidy your room", "Maya", points=5)
    room = await due(house, "Tidy your room")
    maya, leo, elena = [await house.browser(name) for name in ("Maya", "Leo", "Elena")]
    here = f"/occurrences/{room.id}"
    assert f"{here}/completion" in (await maya.get(here)).text
    assert f"{here}/completion" not in (await leo.get(here)).text
    await complete(house, "Maya", room)
    page = (await elena.get(here)).text
    assert "Maya did it" in page and f"{here}/approval" in page and f"{here}/return" in page
    assert f"{here}/approval" not in (await maya.get(here)).text
    await send_back(house, "Elena", room, "Under the bed too")
    assert "Under the bed too" in (await maya.get(here)).text
    await approve(house, "Marco", room)
    assert "Marco said yes" in (await maya.get(here)).text


async def test_up_for_grabs_a_parent_is_asked_who_did_it(house: House) -> None:
    await add(house, "Water the plants", "Leo", "Maya", way="pool")
    plants = await due(house, "Water the plants")
    elena = await house.browser("Elena")
    page = (await elena.get(f"/occurrences/{plants.id}")).text
    assert "Leo did it" in page and "Maya did it" in page
    await elena.post(f"/occurrences/{plants.id}/approval", {"member": house.people["Leo"].member_id})
    assert (await again(house, plants)).member_id == house.people["Leo"].member_id


async def test_the_board_goes_from_week_to_week_and_to_one_person(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Do homework", "Leo")
    elena = await house.browser("Elena")
    page = (await elena.get(f"/chores?day=2026-03-18&person={house.people['Maya'].member_id}")).text
    assert "Feed the cat" in page and "Do homework" not in page
    assert f'href="/chores?person={house.people["Maya"].member_id}"' in page
    assert 'href="/chores?day=2026-03-23' in page
    far = (await elena.get(f"/chores?day={date(2026, 3, 10) + timedelta(days=400)}")).text
    assert "Nothing planned" in far
    assert (await elena.get("/chores?day=nonsense")).status_code in (400, 422)


async def test_a_board_costs_four_questions_to_the_database(house: House) -> None:
    for n in range(8):
        await add(house, f"Chore {n}", "Leo", "Maya", way="each")
    elena = await house.browser("Elena")
    await elena.get("/chores")
    assert await house_questions(house, elena, "/chores") <= 4
    assert await house_questions(house, elena, "/rewards") <= 4
    maya = await house.browser("Maya")
    for browser in (maya, elena):
        await browser.get(
            "/rewards"
        )  # whose cookie it is, and whether it was them, is asked after a change only
    assert await house_questions(house, maya, "/rewards") <= 4
    assert await house_questions(house, elena, "/rewards/ledger") <= 5


async def house_questions(house: House, browser: Browser, path: str) -> int:
    """How often a page asks the database."""
    asked: list[str] = []
    engine = house.office.database._readers.sync_engine

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert (await browser.get(path)).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len([statement for statement in asked if not statement.startswith("BEGIN")])
