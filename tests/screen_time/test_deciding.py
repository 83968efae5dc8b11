"""What parents decide in a real house: rules with who set them, different days, pauses, gifts that lapse."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Literal

import pytest

from appliance.core.errors import Invalid, NotAllowed, NotFound, Refusal, RuleBroken
from appliance.core.work import Work
from appliance.screen_time import actions
from appliance.screen_time.queries import Balance, family_today, rules_of, screen_of, time_left
from appliance.screen_time.rules import (
    Cap,
    Different,
    Measured,
    Rules,
    Span,
    Stretch,
    Why,
    same_every_week,
)
from tests.support.house import House

TODAY = date(2026, 3, 10)
MAYAS = same_every_week(60, 90, time(19, 30), time(7))


@asynccontextmanager
async def working(house: House, by: str = "Elena") -> AsyncIterator[Work]:
    async with house.office.work(house.people[by]) as work:
        yield work


def maya(house: House) -> int:
    return house.people["Maya"].member_id


async def set_rules(house: House, rules: Rules = MAYAS, by: str = "Elena", why: str = "") -> int:
    async with working(house, by) as work:
        row = await actions.set_rules(work, maya(house), rules, why)
        await work.db.flush()
        return row.id or 0


async def balance(house: House, by: str = "Maya") -> Balance:
    async with house.office.reading(house.people[by]) as look:
        return await time_left(look, maya(house))


async def use(house: House, minutes: int, app: str = "Minecraft", category: str = "games") -> None:
    """Just now."""
    now = house.clock()
    async with working(house, "Maya") as work:
        await actions.store_usage(
            work, maya(house), [Measured(Span(now - timedelta(minutes=minutes), now), app, category)]
        )


async def different(house: House, member: int | None = None, **said: object) -> int:
    days = replace(Different("party", TODAY, TODAY), **said)  # type: ignore[arg-type]
    async with working(house) as work:
        row = await actions.add_exception(work, maya(house) if member is None else member, days)
        return row.id or 0


def cap(of: Literal["category", "app"], name: str, minutes: int) -> Cap:
    return Cap(of, name, (minutes,) * 7)


async def test_each_part_of_the_rules_keeps_who_set_it_and_why(house: House) -> None:
    await set_rules(house, why="a fresh start")
    house.clock.forward(days=1)
    await set_rules(house, replace(MAYAS, minutes=(75,) * 5 + (90,) * 2), "Marco", "half marks were good")
    async with house.office.reading(house.people["Maya"]) as look:
        _member, rules = await rules_of(look, maya(house))
    by = {name: house.people[name].member_id for name in ("Elena", "Marco")}
    now = rules[0].rules
    assert (now.set_as("minutes").by, now.set_as("minutes").why) == (by["Marco"], "half marks were good")
    assert (now.set_as("beds").by, now.set_as("beds").why) == (by["Elena"], "a fresh start")
    found = await balance(house)
    assert (found.set_by, found.decision.note) == ("Marco", "half marks were good")


async def test_saying_the_same_rules_again_takes_nobodys_name_away(house: House) -> None:
    await set_rules(house)
    await set_rules(house, MAYAS, "Marco")
    assert (await balance(house)).set_by == "Elena"


async def test_an_undo_brings_the_rules_before_back_with_who_set_them(house: House) -> None:
    await set_rules(house, why="a fresh start")
    newer = await set_rules(house, same_every_week(10, 10), "Marco")
    assert (await balance(house)).allowed == 10
    async with working(house) as work:
        await actions.undo_rules(work, newer)
    found = await balance(house)
    assert (found.allowed, found.set_by, found.decision.note) == (60, "Elena", "a fresh start")
    with pytest.raises(RuleBroken):
        async with working(house) as work:
            await actions.undo_rules(work, newer)


async def test_a_pause_beats_everything_and_costs_no_minute(house: House) -> None:
    await set_rules(house)
    await use(house, 20)
    async with working(house, "Marco") as work:
        pause = await actions.pause(work, maya(house), why="dinner is hot")
    found = await balance(house)
    assert (found.decision.why, found.decision.until, found.left) == (Why.PAUSED, None, 40)
    assert (found.set_by, found.decision.note) == ("Marco", "dinner is hot")
    async with working(house) as work:
        await actions.resume(work, maya(house))
    assert (await balance(house)).decision.why is Why.OPEN
    with pytest.raises(RuleBroken):
        async with working(house) as work:
            await actions.end_pause(work, pause.id or 0)


async def test_a_pause_with_an_end_ends_by_itself_and_can_be_set_anew(house: House) -> None:
    ends = house.clock() + timedelta(minutes=30)
    async with working(house) as work:
        await actions.pause(work, maya(house), ends)
    assert (await balance(house)).decision.until == ends
    house.clock.forward(minutes=30)
    assert (await balance(house)).decision.allowed
    with pytest.raises(RuleBroken):
        async with working(house) as work:
            await actions.resume(work, maya(house))
    async with working(house) as work:
        again = await actions.pause(work, maya(house))
        await actions.end_pause(work, again.id or 0)
    assert (await balance(house)).decision.allowed


async def test_what_is_decided_for_maya_changes_nothing_for_leo(house: House) -> None:
    leo = house.people["Leo"].member_id
    async with working(house) as work:
        await actions.set_rules(work, leo, same_every_week(60, 90))
        await actions.grant_minutes(work, maya(house), 15)
        await actions.pause(work, maya(house))
    await different(house, minutes=5)
    async with house.office.reading(house.people["Elena"]) as look:
        found = await time_left(look, leo)
        family = await family_today(look)
    assert (found.decision.why, found.allowed, found.bonus) == (Why.OPEN, 60, 0)
    assert len([one for member, one in family if member.name == "Maya" and one and one.child.exceptions]) == 1
    assert len(found.child.exceptions) == len(found.child.pauses) == len(found.child.gifts) == 0


async def test_a_child_without_rules_can_be_paused_too(house: House) -> None:
    async with working(house) as work:
        await actions.pause(work, maya(house))
    assert not (await balance(house)).decision.allowed


async def test_a_party_moves_bedtime_and_says_whose_word_it_was(house: House) -> None:
    await set_rules(house)
    party = await different(house, bed=Stretch(time(21), time(7)), why="grandma is 70")
    assert (await balance(house)).bed_tonight == Stretch(time(21), time(7))
    house.clock.forward(hours=5)  # 21:00 in Berlin
    found = await balance(house)
    assert (found.decision.why, found.decision.note) == (Why.BEDTIME, "grandma is 70")
    async with working(house) as work:
        await actions.end_exception(work, party)
    assert (await balance(house)).decision.note == ""


async def test_a_holiday_of_all_gives_way_to_one_childs_own_day(house: House) -> None:
    await set_rules(house)
    await different(house, 0, kind="holiday", last=TODAY + timedelta(days=9), minutes=180)
    assert (await balance(house)).allowed == 180
    await different(house, kind="day", minutes=30, why="homework first")
    assert (await balance(house)).allowed == 30
    house.clock.forward(days=1)
    assert (await balance(house)).allowed == 180


async def test_a_sick_day_without_end_counts_and_never_runs_out(house: House) -> None:
    await set_rules(house)
    await different(house, kind="sick", unlimited=True)
    await use(house, 90)
    found = await balance(house)
    assert (found.used, found.allowed, found.left, found.decision.why) == (90, None, None, Why.UNLIMITED)


async def test_days_that_were_ended_keep_what_they_had(house: House) -> None:
    await set_rules(house)
    holiday = await different(house, kind="holiday", last=TODAY + timedelta(days=9), minutes=180)
    house.clock.forward(days=2)
    async with working(house) as work:
        await actions.end_exception(work, holiday)
    with pytest.raises(RuleBroken):
        async with working(house) as work:
            await actions.end_exception(work, holiday)
    async with house.office.reading(house.people["Elena"]) as look:
        seen = await screen_of(look, maya(house))
    assert [day.allowed for day in seen.week[-3:]] == [180, 180, 60]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"first": TODAY - timedelta(days=1)}, "first"),
        ({"last": TODAY - timedelta(days=1)}, "last"),
        ({"minutes": 1441}, "minutes"),
        ({"bed": Stretch(time(21), time(21))}, "bed_until"),
        ({"kind": "whim"}, "kind"),
        ({}, "minutes"),
    ],
)
async def test_different_days_that_cannot_be_are_sent_back(
    house: House, said: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await different(house, **said)
    assert field in refused.value.errors


async def test_a_gift_lapses_when_it_says_and_what_was_used_of_it_stays_used(house: House) -> None:
    await set_rules(house, same_every_week(30, 30))
    await use(house, 30)
    async with working(house) as work:
        expires = house.clock() + timedelta(hours=1)
        await actions.grant_minutes(work, maya(house), 20, expires_at=expires)
    assert ((await balance(house)).left, (await balance(house)).decision.next_change) == (20, expires)
    house.clock.forward(minutes=10)
    await use(house, 10)
    assert (await balance(house)).left == 10
    house.clock.forward(minutes=50)
    found = await balance(house)
    assert (found.used, found.allowed, found.left, found.decision.why) == (40, 40, 0, Why.USED_UP)
    async with working(house) as work:
        await actions.grant_minutes(work, maya(house), 15)
    assert (await balance(house)).left == 15


async def test_a_pause_takes_nothing_of_a_gifts_time(house: House) -> None:
    await set_rules(house, same_every_week(0, 0))
    async with working(house) as work:
        await actions.grant_minutes(work, maya(house), 20, expires_at=house.clock() + timedelta(hours=1))
    house.clock.forward(minutes=30)
    async with working(house) as work:
        await actions.pause(work, maya(house))
    house.clock.forward(minutes=60)
    async with working(house) as work:
        await actions.resume(work, maya(house))
    found = await balance(house)
    assert (found.left, found.decision.next_change) == (20, house.clock() + timedelta(minutes=30))


async def test_a_gift_that_lapses_before_now_or_after_today_is_sent_back(house: House) -> None:
    for hours in (-1, 24):
        with pytest.raises(Invalid):
            async with working(house) as work:
                expires = house.clock() + timedelta(hours=hours)
                await actions.grant_minutes(work, maya(house), 20, expires_at=expires)


async def test_a_limit_of_games_closes_games_and_nothing_else(house: House) -> None:
    rules = replace(same_every_week(120, 120), caps=(cap("category", "games", 20), cap("app", "TV", 20)))
    await set_rules(house, rules)
    await use(house, 20)
    found = await balance(house)
    assert (found.decision.allowed, found.decision.closed) == (True, (("category", "games"),))


async def test_only_parents_decide_and_only_in_their_own_family(house: House) -> None:
    for name in ("Leo", "Maya"):
        for verb in (actions.pause, actions.resume):
            with pytest.raises(NotAllowed):
                async with working(house, name) as work:
                    await verb(work, maya(house))
        with pytest.raises(NotAllowed):
            async with working(house, name) as work:
                await actions.add_exception(work, 0, Different("sick", TODAY, TODAY, 60))
    mine = await different(house, minutes=10)
    async with working(house) as work:
        pause = (await actions.pause(work, maya(house))).id or 0
    theirs = await set_rules(house)
    for verb, number in (
        (actions.end_exception, mine),
        (actions.end_pause, pause),
        (actions.undo_rules, theirs),
    ):
        with pytest.raises(NotFound):
            async with working(house, "Ada") as work:
                await verb(work, number)  # type: ignore[operator]
    with pytest.raises(Refusal):
        async with working(house, "Ada") as work:
            await actions.pause(work, maya(house))
