"""Days that are over: each becomes a row that stays when the single intervals are gone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import SQLModel, col, select

from appliance.core.errors import NotAllowed
from appliance.screen_time.actions import grant_minutes, store_usage, take_back
from appliance.screen_time.actions.rolling import roll_up
from appliance.screen_time.jobs.days import add_up_days, forget_what_is_old
from appliance.screen_time.models import (
    Bucket,
    MeasuredDevice,
    ScreenDay,
    ScreenPolicy,
    ToldEvent,
    UsageDay,
    UsageInterval,
)
from appliance.screen_time.rules import Measured, Span, day_of
from appliance.screen_time.rules.days import Sitting, months_of, sum_of_day, weeks_of
from tests.screen_time.test_minutes import limit
from tests.support.house import House

ZONE = "Europe/Berlin"
MONDAY = date(2026, 3, 9)  # the day before the house's


def at(hour: float, day: date = MONDAY) -> datetime:
    return day_of(day, ZONE).start + timedelta(hours=hour)


def sitting(begin: float, end: float, app: str, standing: str = "counted", device: str = "PC") -> Sitting:
    return Sitting(Span(at(begin), at(end)), app, "games", standing, device)


async def used(
    house: House, *spans: tuple[float, float, str], device: str = "PC", day: date = MONDAY
) -> None:
    measured = [Measured(Span(at(begin, day), at(end, day)), app, "games") for begin, end, app in spans]
    async with house.office.work(house.people["Maya"], "api") as work:
        await store_usage(work, house.people["Maya"].member_id, measured, device=device)


async def days(house: House) -> list[tuple[date, int, int | None]]:
    async with house.office.database.reading() as db:
        rows = await db.exec(select(ScreenDay).order_by(col(ScreenDay.day)))
        return [(row.day, row.counted // 60, row.allowed) for row in rows]


async def count(house: House, model: type[SQLModel]) -> int:
    async with house.office.database.reading() as db:
        return len((await db.exec(select(model))).all())


def test_two_devices_side_by_side_are_counted_once_and_shown_twice() -> None:
    found = sum_of_day(
        [sitting(15, 16, "Block world"), sitting(15.5, 16.5, "Videos", device="Tablet")],
        day_of(MONDAY, ZONE),
    )
    assert (found.counted, found.free) == (90 * 60, 0)
    assert [(piece.app, piece.seconds // 60) for piece in found.pieces] == [
        ("Block world", 60),
        ("Videos", 60),
    ]


def test_reading_beside_a_game_is_not_free_time_and_after_it_is() -> None:
    found = sum_of_day([sitting(15, 16, "Game"), sitting(15.5, 17, "Reader", "free")], day_of(MONDAY, ZONE))
    assert (found.counted, found.free) == (3600, 3600)


def test_what_runs_over_midnight_belongs_to_both_days() -> None:
    late = sitting(23.5, 24.5, "Film")
    both = [sum_of_day([late], day_of(day, ZONE)).counted for day in (MONDAY, MONDAY + timedelta(days=1))]
    assert both == [1800, 1800]


def test_the_night_of_the_clock_change_has_an_hour_less() -> None:
    spring = date(2026, 3, 29)
    night = Sitting(Span(at(0, spring), at(0, spring) + timedelta(hours=25)), "Film", "video", "counted")
    assert sum_of_day([night], day_of(spring, ZONE)).counted == 23 * 3600


def test_lines_written_down_by_hand_are_one_place_of_a_day() -> None:
    lines = [sitting(15, 16, "TV", device="hand:a1"), sitting(17, 18, "TV", device="hand:b2")]
    [piece] = sum_of_day(lines, day_of(MONDAY, ZONE)).pieces
    assert (piece.device, piece.seconds) == ("hand:", 7200)


def test_weeks_begin_where_the_family_lets_them_and_average_over_days_that_are_known() -> None:
    known = {date(2026, 3, 1): 3600, date(2026, 3, 8): 7200, date(2026, 3, 9): 3600}
    monday, sunday = (weeks_of(known, date(2026, 3, 10), start) for start in (0, 6))
    assert [(week.first, week.minutes_a_day) for week in monday] == [
        (date(2026, 2, 23), 60),
        (date(2026, 3, 2), 120),
        (date(2026, 3, 9), 60),
    ]
    assert [(week.first, week.days) for week in sunday] == [(date(2026, 3, 1), 1), (date(2026, 3, 8), 2)]


def test_months_are_those_of_the_calendar() -> None:
    known = {date(2025, 12, 1): (1, 60 * 60), date(2026, 2, 1): (1, 30 * 60)}
    assert [(month.first, month.last, month.days) for month in months_of(known, date(2026, 3, 10))] == [
        (date(2025, 12, 1), date(2025, 12, 31), 1),
        (date(2026, 1, 1), date(2026, 1, 31), 0),
        (date(2026, 2, 1), date(2026, 2, 28), 1),
        (date(2026, 3, 1), date(2026, 3, 31), 0),
    ]


async def test_in_the_night_each_day_gets_its_row_also_a_day_without_screens(house: House) -> None:
    await limit(house)
    await used(house, (15, 16, "Block world"), day=MONDAY - timedelta(days=2))
    await used(house, (15, 15.5, "Block world"))
    await add_up_days(house.office)
    assert await days(house) == [
        (date(2026, 3, 7), 60, None),
        (date(2026, 3, 8), 0, None),
        (MONDAY, 30, None),
    ]
    house.clock.forward(days=1)
    await add_up_days(house.office)
    assert (await days(house))[-1] == (date(2026, 3, 10), 0, 45)


async def test_adding_up_again_changes_nothing(house: House) -> None:
    await used(house, (15, 16, "Block world"))
    for _time in range(2):
        await add_up_days(house.office)
    assert (await count(house, ScreenDay), await count(house, UsageDay)) == (1, 1)


async def test_months_behind_are_caught_up_in_one_night(house: House) -> None:
    await used(house, (15, 16, "Block world"), day=MONDAY - timedelta(days=40))
    await add_up_days(house.office)
    assert len(await days(house)) == 41


async def test_after_its_time_the_single_intervals_go_and_the_day_stays(house: House) -> None:
    await used(house, (15, 16, "Block world"))
    await used(house, (15, 15.5, "Block world"), day=MONDAY + timedelta(days=1))
    house.clock.forward(days=400)
    await forget_what_is_old(house.office)
    assert await count(house, UsageInterval) == 2, "days without a row keep their intervals"
    await add_up_days(house.office)
    await forget_what_is_old(house.office)
    assert await count(house, UsageInterval) == 1
    assert (await days(house))[0] == (MONDAY, 60, None)
    async with house.office.database.reading() as db:
        finals = (await db.exec(select(col(ScreenDay.day)).where(col(ScreenDay.final)))).all()
    assert finals == [MONDAY]


async def test_a_late_report_lets_its_day_be_added_up_again_but_not_one_that_is_final(house: House) -> None:
    await used(house, (15, 16, "Block world"))
    await add_up_days(house.office)
    await used(house, (17, 18, "Block world"), device="Phone")
    await add_up_days(house.office)
    assert await days(house) == [(MONDAY, 120, None)]
    house.clock.forward(days=401)
    await add_up_days(house.office)
    await forget_what_is_old(house.office)
    await used(house, (20, 21, "Block world"), device="Old laptop")
    await add_up_days(house.office)
    assert (await days(house))[0] == (MONDAY, 120, None)


async def test_minutes_taken_back_later_change_the_day_they_were_for(house: House) -> None:
    await limit(house)
    house.clock.forward(hours=1)
    async with house.office.work(house.people["Elena"]) as work:
        gift = await grant_minutes(work, house.people["Maya"].member_id, 30)
    await used(house, (15, 16, "Block world"), day=MONDAY + timedelta(days=1))
    house.clock.forward(days=1)
    await add_up_days(house.office)
    assert (await days(house))[-1][2] == 75
    async with house.office.work(house.people["Elena"]) as work:
        await take_back(work, gift.id or 0)
    assert "screen days" in work.wakes
    await add_up_days(house.office)
    assert (await days(house))[-1][2] == 45


async def test_what_watchers_told_goes_sooner_unless_it_has_not_become_minutes_yet(house: House) -> None:
    elena, now = house.people["Elena"], house.clock()
    async with house.office.work(elena) as work:
        work.db.add(ScreenPolicy(family_id=elena.family_id, keep_told_days=30))
        for number, dirty in enumerate((None, now)):
            device = MeasuredDevice(
                family_id=elena.family_id,
                name=f"PC {number}",
                way="activitywatch",
                enrolled_by=elena.member_id,
                enrolled_at=now,
                dirty_from=dirty,
            )
            work.db.add(device)
            await work.db.flush()
            bucket = Bucket(family_id=elena.family_id, device_id=device.id or 0, name="window", made_ms=0)
            work.db.add(bucket)
            await work.db.flush()
            end = int(now.astimezone(UTC).timestamp() * 1000)
            work.db.add(
                ToldEvent(
                    family_id=elena.family_id, bucket_id=bucket.id or 0, start_ms=end, end_ms=end, words="{}"
                )
            )
    house.clock.forward(days=29)
    await forget_what_is_old(house.office)
    assert await count(house, ToldEvent) == 2
    house.clock.forward(days=2)
    await forget_what_is_old(house.office)
    assert await count(house, ToldEvent) == 1


async def test_only_the_house_adds_up_and_forgets(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        with pytest.raises(NotAllowed):
            await roll_up(work, house.people["Maya"].member_id)
