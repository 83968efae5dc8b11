"""A child's Screen page and its days: what each of the family sees, and that a look is seen too."""

import re
from datetime import date, timedelta

import pytest
from sqlmodel import select

from appliance.screen_time.actions import grant_minutes, store_usage
from appliance.screen_time.jobs.days import add_up_days, forget_what_is_old
from appliance.screen_time.models import MeasuredDevice, ScreenLook
from appliance.screen_time.queries import screen_of
from appliance.screen_time.rules import Measured, Span
from appliance.screen_time.rules.days import Piece, Sitting
from appliance.screen_time.rules.shares import where_of_pieces, where_of_today
from tests.screen_time.test_days import MONDAY, at, limit
from tests.support.house import House

TODAY = MONDAY + timedelta(days=1)


def page_of(house: House, name: str, rest: str = "") -> str:
    return f"/screen/members/{house.people[name].member_id}{rest}"


async def used(
    house: House, name: str, day: date, begin: float, end: float, app: str, category: str = "games"
) -> None:
    measured = [Measured(Span(at(begin, day), at(end, day)), app, category)]
    async with house.office.work(house.people[name], "api") as work:
        await store_usage(work, house.people[name].member_id, measured, device="Tablet")


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_two_devices_that_show_videos_at_once_are_an_hour_of_videos_and_an_hour_each() -> None:
    both = [
        Sitting(Span(at(15), at(16)), app, "video", device=device)
        for app, device in (("A", "PC"), ("B", "TV"))
    ]
    where = where_of_today(both, Span(at(0), at(24)))
    assert [(share.name, share.minutes) for share in where.counted] == [("video", 60)]
    assert [share.minutes for share in where.devices] == [60, 60]


def test_what_does_not_count_stands_apart_also_when_only_sums_are_left() -> None:
    pieces = [
        Piece(0, "PC", "Block world", "games", "counted", 600),
        Piece(0, "PC", "Vocabulary", "school", "learning", 1200),
    ]
    where = where_of_pieces(pieces)
    assert [share.name for share in where.counted] == ["games"]
    assert [(share.name, share.minutes) for share in where.free] == [("school", 20)]
    assert [share.minutes for share in where.devices] == [30]


async def test_leo_sees_where_it_went_his_week_and_that_his_mother_looked(house: House) -> None:
    await limit(house, "Leo")
    await used(house, "Leo", MONDAY, 15, 16, "Block world")
    await used(house, "Leo", TODAY, 14, 14.5, "Video clips", "video")
    await add_up_days(house.office)
    elena, leo = await house.browser("Elena"), await house.browser("Leo")
    assert "Nobody else looked at this page" in (await leo.get("/screen")).text
    assert (await elena.get(page_of(house, "Leo"))).status_code == 200
    seen = words((await leo.get("/screen")).text)
    assert "Video clips 30 min" in seen and "Tablet 30 min" in seen
    assert "Monday 9 March: 60 minutes" in seen
    assert "Mum looked at 16:00" in seen
    assert "Elena looked" not in words((await elena.get(page_of(house, "Leo"))).text)


async def test_looking_again_within_minutes_is_the_same_look_and_a_refresh_is_none(house: House) -> None:
    elena = await house.browser("Elena")
    fragment = {"hx-request": "true", "hx-request-type": "partial"}
    await elena.client.get(page_of(house, "Leo"), headers=fragment)
    assert await looks(house) == []
    await elena.get(page_of(house, "Leo"))
    house.clock.forward(minutes=4)
    await elena.get(page_of(house, "Leo"))
    assert await looks(house) == ["15:00"]
    house.clock.forward(minutes=2)
    await elena.get(page_of(house, "Leo", f"/days/{MONDAY}"))
    assert await looks(house) == ["15:06"]


async def looks(house: House) -> list[str]:
    async with house.office.database.reading() as db:
        return [row.at.strftime("%H:%M") for row in await db.exec(select(ScreenLook))]


async def test_a_parents_program_looks_with_the_parents_eyes(house: House) -> None:
    api = await house.api("Elena")
    leo = house.people["Leo"].member_id
    for rest in ("days", "trend", f"days/{MONDAY}", "intervals", "usage"):
        house.clock.forward(minutes=10)
        assert (await api.get(f"/api/v1/screen-time/members/{leo}/{rest}")).status_code == 200
        assert await looks(house) == [house.clock().strftime("%H:%M")], rest
    own = await house.api("Leo")
    [seen] = (await own.get(f"/api/v1/screen-time/members/{leo}/looks")).json()
    assert (seen["viewer"], seen["day"]) == ("Elena", str(TODAY))


async def test_a_day_that_is_over_keeps_its_apps_gifts_and_rules(house: House) -> None:
    await limit(house, "Leo")
    async with house.office.work(house.people["Elena"]) as work:
        await grant_minutes(work, house.people["Leo"].member_id, 20, why="a long film")
    await used(house, "Leo", TODAY, 14, 15, "Block world")
    house.clock.forward(days=1)
    leo = await house.browser("Leo")
    before = words((await leo.get(page_of(house, "Leo", f"/days/{TODAY}"))).text)
    await add_up_days(house.office)
    after = words((await leo.get(page_of(house, "Leo", f"/days/{TODAY}"))).text)
    for seen in (before, after):
        assert "60 of 65 minutes" in seen and "Block world 60 min" in seen
        assert "+20 min a long film" in seen and "19:30 to 07:00" in seen
        assert "Set by Elena, 10 March 2026." in seen
    house.clock.forward(days=401)
    await add_up_days(house.office)
    await forget_what_is_old(house.office)
    leo = await house.browser("Leo")
    final = words((await leo.get(page_of(house, "Leo", f"/days/{TODAY}"))).text)
    assert "60 of 65 minutes" in final and "only these sums" in final


@pytest.mark.parametrize("day", ["2026-03-11", "1999-12-31", "2026-02-30", "tomorrow"])
async def test_a_day_that_is_none_is_not_found(house: House, day: str) -> None:
    leo = await house.browser("Leo")
    assert (await leo.get(page_of(house, "Leo", f"/days/{day}"))).status_code == 404


async def test_before_the_night_has_been_added_up_the_week_is_right_already(house: House) -> None:
    await used(house, "Leo", MONDAY, 15, 16, "Block world")
    async with house.office.reading(house.people["Leo"]) as look:
        before = (await screen_of(look, look.viewer.member_id)).week
    await add_up_days(house.office)
    async with house.office.reading(house.people["Leo"]) as look:
        after = (await screen_of(look, look.viewer.member_id)).week
    assert before == after
    assert [day.used for day in after] == [0, 0, 0, 0, 0, 60, 0]


async def test_a_small_child_is_shown_a_sentence_and_no_table(house: House) -> None:
    await limit(house)
    maya = await house.browser("Maya")
    text = (await maya.get("/screen")).text
    assert "You have 45 minutes left." in text
    assert "<table" not in text and "Last seven days" not in text
    house.clock.forward(hours=5)
    text = (await maya.get("/screen")).text
    assert "Screens are asleep." in text and "Again on Wed at 07:00." in text


async def test_a_device_that_was_enrolled_says_when_it_was_heard(house: House) -> None:
    leo = house.people["Leo"]
    async with house.office.work(house.people["Elena"]) as work:
        phone = MeasuredDevice(
            family_id=leo.family_id,
            name="Leo's phone",
            kind="phone",
            way="rest",
            member_id=leo.member_id,
            enrolled_by=work.actor.member_id,
            enrolled_at=work.now,
            heard_at=work.now - timedelta(minutes=3),
        )
        work.db.add(phone)
    browser = await house.browser("Leo")
    assert "heard 3 minutes ago" in words((await browser.get("/screen")).text)


async def test_months_and_weeks_are_read_by_programs_too(house: House) -> None:
    await used(house, "Leo", MONDAY - timedelta(days=30), 15, 16, "Block world")
    await add_up_days(house.office)
    api, leo = await house.api("Leo"), house.people["Leo"].member_id
    trend = (await api.get(f"/api/v1/screen-time/members/{leo}/trend")).json()
    assert [month["days"] for month in trend["months"]] == [22, 9]
    assert trend["weeks"][0] == {
        "first": "2026-02-02",
        "last": "2026-02-08",
        "days": 2,
        "minutes": 60,
        "minutes_a_day": 30,
    }
    days = (await api.get(f"/api/v1/screen-time/members/{leo}/days?from=2026-03-08")).json()
    assert [day["day"] for day in days] == ["2026-03-09", "2026-03-08"]
