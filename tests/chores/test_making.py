"""Occurrences made ahead, closed when missed, and made anew when a chore changes."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import col, func, select

from appliance.chores import actions
from appliance.chores.actions import ChorePlan
from appliance.chores.jobs import keep_going
from appliance.chores.models import Chore, Occurrence
from appliance.chores.queries import chore_named, chores_of, next_for_child, on_the_table
from appliance.chores.rules.words import parse_repeat
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.people import the_house
from appliance.household.actions.family import NewFamily, change_family
from tests.chores.doing import ZONE, add, again, approve, complete, days, due, undo
from tests.support.house import House

TODAY = date(2026, 3, 10)


async def change(
    house: House,
    chore_id: int,
    *names: str,
    title: str = "Feed the cat",
    repeat: str = "daily",
    **plan: object,
) -> None:
    people = tuple(house.people[name].member_id for name in names)
    async with house.office.work(house.people["Elena"]) as work:
        told = parse_repeat(repeat, plan.pop("start", TODAY), ZONE)  # type: ignore[arg-type]
        await actions.change_chore(work, chore_id, ChorePlan(title, people, told, **plan))  # type: ignore[arg-type]


async def count(house: House) -> int:
    async with house.office.reading(house.people["Elena"]) as look:
        return (await look.db.exec(select(func.count()).select_from(Occurrence))).one()


async def test_three_weeks_lie_ahead_and_making_them_again_makes_nothing(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    assert await days(house, "Feed the cat", TODAY, TODAY + timedelta(days=40)) == [
        TODAY + timedelta(days=n) for n in range(22)
    ]
    made = await count(house)
    async with house.office.work(the_house(house.people["Elena"].family_id, ZONE)) as work:
        for chore in (await work.db.exec(select(Chore))).all():
            chore.made_until = None
        assert await actions.make_ahead(work) == 0
    await keep_going(house.office)
    assert await count(house) == made


async def test_the_clockwork_adds_a_day_each_day(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    house.clock.forward(days=1)
    await keep_going(house.office)
    assert await days(house, "Feed the cat", TODAY + timedelta(days=22), TODAY + timedelta(days=30)) == [
        TODAY + timedelta(days=22)
    ]


async def test_days_on_which_the_house_was_off_are_not_held_against_anyone(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    house.clock.forward(days=60)
    await keep_going(house.office)
    gap = await days(house, "Feed the cat", TODAY + timedelta(days=22), TODAY + timedelta(days=59))
    assert gap == []


async def test_yesterdays_open_chore_is_missed_and_a_parent_can_still_say_yes(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    house.clock.forward(days=1)
    await keep_going(house.office)
    assert (await again(house, cat)).state == "missed"
    await approve(house, "Elena", cat)
    assert (await again(house, cat)).state == "approved"


async def test_what_waits_for_a_parent_is_never_missed(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    house.clock.forward(days=9)
    await keep_going(house.office)
    assert (await again(house, cat)).state == "waiting"


async def test_a_one_off_stays_late_until_it_is_done(house: House) -> None:
    await add(house, "Write to Grandma", "Maya", repeat="once", start=TODAY)
    house.clock.forward(days=9)
    await keep_going(house.office)
    async with house.office.reading(house.people["Elena"]) as look:
        late = [duty for duty in await on_the_table(look) if duty.late]
        child = await next_for_child(look, house.people["Maya"].member_id)
    assert [duty.title for duty in late] == ["Write to Grandma"]
    assert child.next is not None and child.next.title == "Write to Grandma"


async def test_after_done_comes_up_again_when_it_was_done_and_goes_when_that_is_taken_back(
    house: House,
) -> None:
    await add(house, "Mow the lawn", "Leo", repeat="14 days after done", points=20)
    lawn = await due(house, "Mow the lawn")
    house.clock.forward(days=2)
    await complete(house, "Leo", lawn)
    house.clock.forward(days=3)
    await approve(house, "Elena", lawn)
    month = (TODAY, TODAY + timedelta(days=40))
    assert await days(house, "Mow the lawn", *month) == [TODAY, TODAY + timedelta(days=16)]
    await undo(house, "Elena", lawn)
    assert await days(house, "Mow the lawn", *month) == [TODAY]


async def test_a_change_keeps_what_is_done_and_moves_what_is_to_come(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    tomorrow = await due(house, "Feed the cat", TODAY + timedelta(days=1))
    await approve(house, "Elena", cat)
    await change(house, chore, "Leo", title="Feed the cats", points=4)
    done, moved = await again(house, cat), await again(house, tomorrow)
    assert (done.title, done.points, done.member_id) == ("Feed the cat", 2, house.people["Maya"].member_id)
    assert (moved.title, moved.points, moved.member_id) == ("Feed the cats", 4, house.people["Leo"].member_id)


async def test_another_rhythm_takes_away_only_what_nobody_has_touched(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya")
    await complete(house, "Maya", await due(house, "Feed the cat"))
    await change(house, chore, "Maya", repeat="saturday")
    found = await days(house, "Feed the cat", TODAY, TODAY + timedelta(days=14))
    assert found == [TODAY, date(2026, 3, 14), date(2026, 3, 21)]


async def test_from_one_to_each_does_not_ask_for_today_again(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya")
    await approve(house, "Elena", await due(house, "Feed the cat"))
    await change(house, chore, "Maya", "Leo", way="each")
    assert await days(house, "Feed the cat", TODAY, TODAY + timedelta(days=1)) == [
        TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1),
    ]  # fmt: skip


async def test_a_one_off_moves_with_its_day(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya", repeat="once", start=TODAY)
    await change(house, chore, "Maya", repeat="once", start=TODAY + timedelta(days=2))
    assert await days(house, "Feed the cat", TODAY, TODAY + timedelta(days=9)) == [TODAY + timedelta(days=2)]


async def test_a_family_that_moves_keeps_its_times_of_day(house: House) -> None:
    await add(house, "Feed the cat", "Maya", times=(time(18),))
    await add(house, "Water the plants", "Leo", "Maya", way="pool", times=(time(18),))
    cat, plants = await due(house, "Feed the cat"), await due(house, "Water the plants")
    await complete(house, "Maya", cat)
    async with house.office.work(house.people["Leo"]) as work:
        await actions.claim(work, plants.id)
    async with house.office.work(house.people["Elena"]) as work:
        await change_family(work, NewFamily(name="Rivera", zone="America/New_York"))
    morning = await due(house, "Feed the cat", TODAY + timedelta(days=1))
    assert (morning.due_at.hour, (await again(house, plants)).due_at.hour) == (22, 22)
    assert (await again(house, cat)).due_at.hour == 17
    await keep_going(house.office)
    assert await days(house, "Feed the cat", TODAY, TODAY + timedelta(days=9)) == [
        TODAY + timedelta(days=n) for n in range(10)
    ]
    async with house.office.reading(house.people["Elena"]) as look:
        assert {chore.repeat.zone for chore in await chores_of(look)} == {"America/New_York"}


async def test_put_away_it_leaves_the_board_but_not_the_history_and_can_come_back(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya")
    await approve(house, "Elena", await due(house, "Feed the cat"))
    week = (TODAY, TODAY + timedelta(days=6))
    async with house.office.work(house.people["Elena"]) as work:
        await actions.put_away_chore(work, chore)
    await keep_going(house.office)
    assert await days(house, "Feed the cat", *week) == [TODAY]
    async with house.office.reading(house.people["Maya"]) as look:
        assert await chores_of(look) == [] and (await chore_named(look, chore)).put_away
    async with house.office.work(house.people["Elena"]) as work:
        await actions.bring_back(work, chore)
    assert len(await days(house, "Feed the cat", *week)) == 7


async def test_only_parents_of_this_family_change_chores(house: House) -> None:
    chore = await add(house, "Feed the cat", "Maya")
    for who, refusal in (("Maya", NotAllowed), ("Leo", NotAllowed), ("Ada", NotFound)):
        with pytest.raises(refusal):
            async with house.office.work(house.people[who]) as work:
                await actions.put_away_chore(work, chore)


@pytest.mark.parametrize(
    ("field", "names", "plan"),
    [
        ("title", ("Maya",), {"title": "  "}),
        ("points", ("Maya",), {"points": 501}),
        ("bonus_minutes", ("Maya",), {"bonus_minutes": -1}),
        ("people", (), {}),
        ("people", ("Tobi",), {}),
        ("people", ("Maya", "Maya"), {"way": "each"}),
        ("way", ("Maya", "Leo"), {"way": "one"}),
    ],
)
async def test_a_plan_that_makes_no_sense_names_its_field(
    house: House, field: str, names: tuple[str, ...], plan: dict[str, object]
) -> None:
    with pytest.raises(Invalid) as refusal:
        await add(house, str(plan.pop("title", "Feed the cat")), *names, **plan)
    assert field in refusal.value.errors
    assert await count(house) == 0


async def test_times_of_day_decide_what_is_late(house: House) -> None:
    await add(house, "Feed the cat", "Maya", part_of_day="morning")
    await add(house, "Lay the table", "Maya", part_of_day="evening")
    async with house.office.reading(house.people["Elena"]) as look:
        assert [duty.title for duty in await on_the_table(look) if duty.late] == ["Feed the cat"]
        rows = (await look.db.exec(select(Occurrence).where(col(Occurrence.due_local) == TODAY))).all()
    assert sorted(row.due_at.hour for row in rows) == [11, 23]
