"""Somebody's chores in the calendar of a phone, by a secret link that can be ended."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import httpx
from icalendar import Calendar, Component

from appliance.chores.actions.feeds import share_calendar
from appliance.household.actions.leaving import remove_member
from tests.chores.doing import add, approve, due
from tests.support.house import House


async def link(house: House, who: str, whose: str) -> str:
    async with house.office.work(house.people[who]) as work:
        return f"/calendars/{await share_calendar(work, house.people[whose].member_id)}.ics"


async def read(house: House, path: str, **headers: str) -> httpx.Response:
    """As a phone does it: without a cookie."""
    return await house.stranger().client.get(path, headers=headers)


async def entries(house: House, path: str) -> dict[str, Component]:
    answer = await read(house, path)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/calendar")
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


async def test_a_parent_makes_a_link_and_the_phone_reads_it_without_signing_in(house: House) -> None:
    await add(house, "Feed the cat", "Maya", repeat="once", times=(time(18),))
    await add(house, "Tidy your room", "Maya", repeat="once", window_days=2)
    await add(house, "Do homework", "Leo", repeat="once")
    elena = await house.browser("Elena")
    page = (await elena.post("/chores/calendars", {"member": house.people["Maya"].member_id})).text
    path = re.search(r"http://family\.local:8080(/calendars/[\w-]+\.ics)", page)
    assert path and "webcal://family.local:8080" in page
    found = await entries(house, path[1])
    assert set(found) == {"Feed the cat", "Tidy your room"}
    six = found["Feed the cat"]["DTEND"].dt.astimezone(ZoneInfo("Europe/Berlin"))
    assert six.replace(tzinfo=None) == datetime(2026, 3, 10, 18)
    room = found["Tidy your room"]
    assert (room["DTSTART"].dt, room["DTEND"].dt) == (date(2026, 3, 10), date(2026, 3, 13))


async def test_six_o_clock_stays_six_o_clock_when_the_clocks_change(house: House) -> None:
    await add(house, "Feed the cat", "Maya", start=date(2026, 3, 28), times=(time(18),))
    answer = await read(house, await link(house, "Elena", "Maya"))
    ends = [one["DTEND"].dt for one in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert [end.hour for end in ends[:3]] == [17, 16, 16], "UTC: on Sunday 29 March summer begins"
    assert {end.astimezone(ZoneInfo("Europe/Berlin")).hour for end in ends} == {18}


async def test_the_same_calendar_is_not_sent_twice(house: House) -> None:
    await add(house, "Feed the cat", "Maya", repeat="once")
    path = await link(house, "Elena", "Maya")
    first = await read(house, path)
    again = await read(house, path, **{"if-none-match": f'W/"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    await approve(house, "Elena", await due(house, "Feed the cat"))
    changed = await read(house, path, **{"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200 and "Done: Feed the cat" in await entries(house, path)


async def test_a_link_that_was_ended_shows_nothing_any_more(house: House) -> None:
    path = await link(house, "Elena", "Leo")
    leo = await house.browser("Leo")
    page = (await leo.get("/chores/calendars")).text
    ending = re.search(r"/chores/calendars/\d+/revocation", page)
    assert ending and "not looked at yet" in page
    await read(house, path)
    assert "last looked at" in (await leo.get("/chores/calendars")).text
    await leo.post(ending[0])
    assert (await read(house, path)).status_code == 404
    assert (await leo.post(ending[0])).status_code == 404


async def test_whoever_leaves_takes_their_calendar_along(house: House) -> None:
    path = await link(house, "Elena", "Leo")
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Leo"].member_id)
    assert (await read(house, path)).status_code == 404


async def test_who_may_give_out_whose_days(house: House) -> None:
    asked = {("Leo", "Leo"): 200, ("Leo", "Maya"): 403, ("Maya", "Maya"): 403, ("Marco", "Maya"): 200}
    for (who, whose), status in {**asked, ("Ada", "Leo"): 404}.items():
        browser = await house.browser(who)
        sent = {"member": house.people[whose].member_id}
        assert (await browser.post("/chores/calendars", sent)).status_code == status, (who, whose)


async def test_a_program_makes_and_ends_a_link(house: House) -> None:
    api = await house.api("Leo")
    made = (await api.post("/api/v1/calendars", json={})).json()
    assert (await read(house, made["path"])).status_code == 200
    [shown] = (await api.get("/api/v1/calendars")).json()
    assert shown["member_id"] == house.people["Leo"].member_id
    assert (await api.delete(f"/api/v1/calendars/{shown['id']}")).status_code == 204
    assert (await read(house, made["path"])).status_code == 404


async def test_ten_links_are_enough_for_one_person(house: House) -> None:
    for _link in range(10):
        await link(house, "Elena", "Maya")
    elena = await house.browser("Elena")
    full = await elena.post("/chores/calendars", {"member": house.people["Maya"].member_id})
    assert full.status_code == 422 and "There are ten links already" in full.text
