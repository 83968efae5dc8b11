"""Limits, gifts and reports in a real house: who may do what, and that nothing counts twice."""

import asyncio
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import select

from appliance.chores.events import ApprovalUndone, OccurrenceApproved
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.rewards.events import GrantUndone, RewardGranted
from appliance.screen_time.actions import (
    add_usage_by_hand,
    grant_minutes,
    set_rules,
    store_usage,
    take_back,
    take_back_usage,
)
from appliance.screen_time.models import BonusMinutes, UsageInterval
from appliance.screen_time.queries import Balance, balances_of_children, screen_of, time_left
from appliance.screen_time.rules import Measured, Rules, Span, Why, same_every_week
from tests.support.house import House

MAYAS = same_every_week(45, 90, time(19, 30), time(7))
TODAY = date(2026, 3, 10)


async def limit(house: House, name: str = "Maya", limits: Rules = MAYAS) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await set_rules(work, house.people[name].member_id, limits)


async def balance(house: House, name: str = "Maya", by: str = "Elena") -> Balance:
    async with house.office.reading(house.people[by]) as look:
        return await time_left(look, house.people[name].member_id)


def ago(
    house: House, minutes: int, lasting: int, app: str = "Minecraft", category: str = "games"
) -> Measured:
    start = house.clock() - timedelta(minutes=minutes)
    return Measured(Span(start, start + timedelta(minutes=lasting)), app, category)


async def report(house: House, *measured: Measured, name: str = "Maya", device: str = "") -> int:
    async with house.office.work(house.people[name], "api") as work:
        return await store_usage(work, house.people[name].member_id, measured, device=device)


async def test_maya_has_what_her_parents_set_less_what_she_used(house: House) -> None:
    await limit(house)
    await report(house, ago(house, 60, 20))
    found = await balance(house, by="Maya")
    assert (found.used, found.allowed, found.left, found.decision.why) == (20, 45, 25, Why.OPEN)


async def test_without_rules_minutes_are_only_counted(house: House) -> None:
    await report(house, ago(house, 60, 20))
    found = await balance(house)
    assert (found.used, found.allowed, found.left) == (20, None, None)


async def test_only_a_parent_sets_limits_and_gives_minutes(house: House) -> None:
    for name in ("Leo", "Maya"):
        async with house.office.work(house.people[name]) as work:
            with pytest.raises(NotAllowed):
                await set_rules(work, house.people[name].member_id, MAYAS)
            with pytest.raises(NotAllowed):
                await grant_minutes(work, house.people[name].member_id, 30)
            with pytest.raises(NotAllowed):
                await add_usage_by_hand(work, house.people[name].member_id, "TV", "video", 30)


async def test_another_familys_child_does_not_exist(house: House) -> None:
    tobi = house.people["Tobi"].member_id
    async with house.office.work(house.people["Elena"]) as work:
        with pytest.raises(NotFound):
            await grant_minutes(work, tobi, 30)
        with pytest.raises(NotFound):
            await set_rules(work, tobi, MAYAS)
        with pytest.raises(NotFound):
            await store_usage(work, tobi, [ago(house, 10, 5)])
        with pytest.raises(NotFound):
            await time_left(work, tobi)


async def test_siblings_do_not_see_each_others_minutes(house: House) -> None:
    async with house.office.reading(house.people["Leo"]) as look:
        with pytest.raises(NotFound):
            await time_left(look, house.people["Maya"].member_id)
        assert set(await balances_of_children(look)) == {house.people["Leo"].member_id}


async def test_parents_have_no_screen_time_here(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        with pytest.raises(RuleBroken):
            await grant_minutes(work, house.people["Marco"].member_id, 30)


async def test_a_gift_is_given_once_however_often_it_is_clicked(house: House) -> None:
    await limit(house)
    maya = house.people["Maya"].member_id

    async def click() -> int | None:
        async with house.office.work(house.people["Elena"]) as work:
            return (await grant_minutes(work, maya, 15, once="this one")).id

    assert len(set(await asyncio.gather(*(click() for _click in range(10))))) == 1
    assert (await balance(house)).allowed == 60


async def test_a_gift_can_be_taken_back_once(house: House) -> None:
    await limit(house)
    async with house.office.work(house.people["Elena"]) as work:
        gift = await grant_minutes(work, house.people["Maya"].member_id, 30)
    assert gift.id is not None
    async with house.office.work(house.people["Marco"]) as work:
        await take_back(work, gift.id)
    with pytest.raises(RuleBroken):
        async with house.office.work(house.people["Marco"]) as work:
            await take_back(work, gift.id)
    assert (await balance(house)).allowed == 45
    async with house.office.work(house.people["Ada"]) as work:
        with pytest.raises(NotFound):
            await take_back(work, gift.id)


async def approved(house: House, cause: str, minutes: int = 10, day: date = TODAY) -> None:
    maya, elena = house.people["Maya"], house.people["Elena"]
    async with house.office.work(elena) as work:
        await work.emit(
            OccurrenceApproved(
                family_id=maya.family_id,
                occurrence_id=1,
                chore_id=1,
                title="Read a book",
                member_id=maya.member_id,
                points=0,
                bonus_minutes=minutes,
                day=day,
                cause=cause,
                by_member_id=elena.member_id,
            )
        )


async def undone(house: House, cause: str) -> None:
    maya = house.people["Maya"]
    async with house.office.work(house.people["Elena"]) as work:
        await work.emit(
            ApprovalUndone(
                family_id=maya.family_id,
                occurrence_id=1,
                chore_id=1,
                title="Read a book",
                member_id=maya.member_id,
                cause=cause,
            )
        )


async def test_an_approved_chore_brings_its_minutes_and_the_undo_takes_them(house: House) -> None:
    await limit(house)
    await approved(house, "o:1:1")
    assert (await balance(house)).left == 55
    await undone(house, "o:1:1")
    await undone(house, "o:1:1")
    assert (await balance(house)).left == 45
    await approved(house, "o:1:2")
    assert (await balance(house)).left == 55


async def test_earned_minutes_stop_at_the_cap_and_an_undo_lets_the_next_ones_count(house: House) -> None:
    await limit(house, limits=same_every_week(45, 90, bonus_cap=20))
    for number in range(3):
        await approved(house, f"o:{number}:1", 15)
    assert (await balance(house)).bonus == 20
    await undone(house, "o:0:1")
    assert (await balance(house)).bonus == 20
    await undone(house, "o:1:1")
    assert (await balance(house)).bonus == 15


async def test_yesterdays_chore_approved_today_brings_minutes_for_today(house: House) -> None:
    await limit(house)
    await approved(house, "o:9:1", 10, TODAY - timedelta(days=1))
    assert (await balance(house)).bonus == 10


async def test_bought_minutes_come_with_the_yes_and_go_with_its_undo(house: House) -> None:
    await limit(house)
    maya = house.people["Maya"]
    wish = {
        "family_id": maya.family_id,
        "wish_id": 4,
        "reward_id": 2,
        "title": "30 minutes",
        "member_id": maya.member_id,
        "points": 10,
    }
    async with house.office.work(house.people["Elena"]) as work:
        await work.emit(RewardGranted(**wish, minutes=30, day=TODAY, cause="wish:4:1"))  # type: ignore[arg-type]
    assert (await balance(house)).left == 75
    async with house.office.work(house.people["Elena"]) as work:
        await work.emit(GrantUndone(**wish, cause="wish:4:1"))  # type: ignore[arg-type]
    assert (await balance(house)).left == 45


async def test_what_was_earned_cannot_be_taken_by_hand(house: House) -> None:
    await approved(house, "o:1:1")
    async with house.office.work(house.people["Elena"]) as work:
        row = (await work.db.exec(select(BonusMinutes))).one()
        with pytest.raises(RuleBroken):
            await take_back(work, row.id or 0)


async def test_the_same_report_again_stores_nothing(house: House) -> None:
    minutes = [ago(house, 60, 20), ago(house, 30, 10, "YouTube", "video")]
    assert await report(house, *minutes) == 2
    assert await report(house, *minutes) == 0
    assert (await balance(house)).used == 30


async def test_reports_in_any_order_become_one_stretch(house: House) -> None:
    await report(house, ago(house, 30, 10))
    await report(house, ago(house, 50, 10))
    await report(house, ago(house, 40, 10))
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(UsageInterval))).all()
    assert [(row.end_at - row.start_at) for row in rows] == [timedelta(minutes=30)]


async def test_tablet_and_television_at_once_count_once(house: House) -> None:
    await report(house, ago(house, 60, 30), device="tablet")
    async with house.office.work(house.people["Elena"]) as work:
        until = house.clock() - timedelta(minutes=15)
        await add_usage_by_hand(work, house.people["Maya"].member_id, "TV", "video", 30, until)
    assert (await balance(house)).used == 45


async def test_two_films_written_down_one_after_the_other_both_count(house: House) -> None:
    for _film in range(2):
        async with house.office.work(house.people["Elena"]) as work:
            row = await add_usage_by_hand(work, house.people["Maya"].member_id, "TV", "video", 30)
    assert (await balance(house)).used == 60
    async with house.office.work(house.people["Elena"]) as work:
        await take_back_usage(work, row.id or 0)
    assert (await balance(house)).used == 30


async def test_what_a_device_measured_cannot_be_taken_back(house: House) -> None:
    await report(house, ago(house, 60, 20))
    async with house.office.work(house.people["Elena"]) as work:
        row = (await work.db.exec(select(UsageInterval))).one()
        with pytest.raises(NotFound):
            await take_back_usage(work, row.id or 0)


async def test_minutes_of_the_future_are_sent_back(house: House) -> None:
    with pytest.raises(Invalid):
        await report(house, ago(house, 10, 30))
    assert (await balance(house)).used == 0


async def test_a_past_day_keeps_the_limit_that_it_had(house: House) -> None:
    async with house.office.work(house.people["Elena"], now=house.clock() - timedelta(days=5)) as work:
        await set_rules(work, house.people["Maya"].member_id, same_every_week(30, 30))
    await limit(house)
    async with house.office.reading(house.people["Maya"]) as look:
        seen = await screen_of(look, house.people["Maya"].member_id)
    assert [day.allowed for day in seen.week] == [None, 30, 30, 30, 30, 30, 45]
    assert [rule.set_by for rule in seen.rules] == ["Elena", "Elena"]


async def test_categories_show_where_today_went(house: House) -> None:
    await report(house, ago(house, 60, 20), ago(house, 50, 20, "Roblox"), ago(house, 20, 5, "Signal", "chat"))
    async with house.office.reading(house.people["Elena"]) as look:
        seen = await screen_of(look, house.people["Maya"].member_id)
    assert [(share.name, share.minutes) for share in seen.where.counted] == [("games", 30), ("chat", 5)]
    assert [(app.name, app.minutes) for app in seen.where.counted[0].apps] == [
        ("Minecraft", 20),
        ("Roblox", 20),
    ]


async def test_all_children_are_read_in_two_queries(house: House) -> None:
    await limit(house)
    await limit(house, "Leo", same_every_week(120, 180))
    counted: list[str] = []
    async with house.office.reading(house.people["Elena"]) as look:
        connection = await look.db.connection()
        from sqlalchemy import event

        @event.listens_for(connection.sync_connection, "before_cursor_execute")
        def count(_c: object, _k: object, statement: str, *_more: object) -> None:
            counted.append(statement)

        found = await balances_of_children(look)
    assert len(found) == 2
    assert len(counted) == 2


async def test_an_evening_before_midnight_in_berlin_belongs_to_that_day(house: House) -> None:
    await limit(house)
    house.clock.now = datetime.fromisoformat("2026-03-10T22:50:00+00:00")  # 23:50 in Berlin
    await report(house, ago(house, 30, 30))
    house.clock.forward(minutes=20)
    assert (await balance(house)).used == 0
    assert (await balance(house)).decision.why is Why.BEDTIME


async def test_a_gift_and_a_pause_are_of_one_child_alone(house: House) -> None:
    elena, leo, maya, tobi = (house.people[name] for name in ("Elena", "Leo", "Maya", "Tobi"))
    async with house.office.work(elena) as work:
        for child in (leo, maya):
            await set_rules(work, child.member_id, same_every_week(60, 60))
        await grant_minutes(work, leo.member_id, 30)
    async with house.office.work(house.people["Ada"]) as work:
        await grant_minutes(work, tobi.member_id, 45)
    async with house.office.reading(elena) as look:
        days = await balances_of_children(look)
    assert {member: day.bonus for member, day in days.items()} == {leo.member_id: 30, maya.member_id: 0}
