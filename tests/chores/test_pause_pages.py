"""The page of pauses, and its door for programs."""

from datetime import date, timedelta

from tests.chores.doing import add, again, due, pause
from tests.support.house import House

TODAY = date(2026, 3, 10)
CAT = "Feed the cat"


async def test_a_parent_notes_a_sick_child_and_ends_it_when_she_is_well(house: House) -> None:
    await add(house, CAT, "Maya")
    cat, elena = await due(house, CAT), await house.browser("Elena")
    sick = {"member": house.people["Maya"].member_id, "kind": "sick", "first": TODAY, "note": "A cold"}
    assert (await elena.post("/chores/pauses", sick)).status_code == 303
    assert (await again(house, cat)).state == "excused"
    page = (await elena.get("/chores/pauses")).text
    assert "Maya" in page and "A cold" in page and "until you end it" in page
    part = {"hx-request": "true", "hx-request-type": "partial"}
    assert "A cold" in (await elena.get("/chores/pauses", headers=part)).text
    found = page.split("/chores/pauses/")[1].split('"')[0]
    assert (await elena.get(f"/chores/pauses/{found}")).status_code == 200
    assert (await elena.post(f"/chores/pauses/{found}/end")).status_code in (200, 303)
    assert (await again(house, cat)).state == "open"
    assert "This pause is over." in (await elena.get(f"/chores/pauses/{found}")).text


async def test_a_pause_that_ends_before_it_begins_comes_back_as_it_was_typed(house: House) -> None:
    elena = await house.browser("Elena")
    wrong = {"kind": "away", "first": "2026-03-12", "last": "2026-03-11", "note": "Camp"}
    answer = await elena.post("/chores/pauses", wrong)
    assert answer.status_code == 422
    assert "The last day lies before the first." in answer.text and 'value="Camp"' in answer.text
    number = await pause(house, first=2, last=4)
    answer = await elena.post(f"/chores/pauses/{number}", {"last": "2026-03-11"})
    assert answer.status_code == 422 and "The last day lies before the first." in answer.text
    assert (await elena.post(f"/chores/pauses/{number}", {"last": "2026-03-20"})).status_code == 303
    assert "20 March" in (await elena.get("/chores/pauses")).text


async def test_a_calendar_notes_a_holiday_by_the_api(house: House) -> None:
    await add(house, CAT, "Maya")
    elena, maya = await house.api("Elena"), await house.api("Maya")
    told = {"kind": "holiday", "first": "2026-03-11", "last": "2026-03-13"}
    made = (await elena.post("/api/v1/chores/pauses", json=told)).json()
    assert (made["member_id"], made["on"], made["over"]) == (None, False, False)
    assert (await again(house, await due(house, CAT, TODAY + timedelta(days=1)))).state == "excused"
    assert [one["id"] for one in (await maya.get("/api/v1/chores/pauses")).json()] == [made["id"]]
    path = f"/api/v1/chores/pauses/{made['id']}"
    assert (await elena.put(path, json={"last": "2026-03-11"})).json()["last"] == "2026-03-11"
    assert (await maya.post(f"{path}/end")).status_code == 403
    assert (await elena.post(f"{path}/end")).json()["over"] is True
    assert (await elena.post(f"{path}/end")).status_code == 409
    assert (await elena.get("/api/v1/chores/pauses")).json() == []
