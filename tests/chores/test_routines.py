"""A child's routine: cards for three blocks, set up in one go, put in order, and how the last days went."""

from datetime import date, time, timedelta

import pytest

from appliance.chores import actions
from appliance.chores.actions import RoutinePlan, add_routine, order_routine
from appliance.chores.jobs import keep_going
from appliance.chores.models import Occurrence
from appliance.chores.queries import on_the_table
from appliance.chores.queries.routines import routines
from appliance.chores.queries.streaks import streaks, table_and_streaks
from appliance.chores.rules.repeats import every_days
from appliance.chores.rules.routines import Card, moved
from appliance.core.errors import Invalid, NotAllowed, NotFound
from tests.chores.doing import ZONE, add, approve, complete, days, due, pause, take, undo
from tests.support.house import House

EVENING = (Card("evening", "Pyjamas"), Card("evening", "Brush your teeth"), Card("evening", "Read a book"))


async def set_up(house: House, *names: str, cards: tuple[Card, ...] = EVENING, by: str = "Elena") -> int:
    people = tuple(house.people[name].member_id for name in names)
    async with house.office.work(house.people[by]) as work:
        return await add_routine(work, RoutinePlan(people, every_days(1, work.today, ZONE), cards))


async def cards_of(house: House, name: str, part: str = "evening") -> list[str]:
    async with house.office.reading(house.people["Elena"]) as look:
        found = await routines(look)
    return [chore.title for one in found if one.child.name == name for chore in one.blocks[part]]


async def test_a_routine_is_set_up_in_one_go_and_stands_in_its_order(house: House) -> None:
    assert await set_up(house, "Maya") == 3
    assert await cards_of(house, "Maya") == ["Pyjamas", "Brush your teeth", "Read a book"]
    assert (await due(house, "Pyjamas")).part_of_day == "evening"


async def test_a_card_that_is_there_already_is_not_given_twice(house: House) -> None:
    await set_up(house, "Maya")
    more = (
        *EVENING,
        Card("morning", "Brush your teeth"),
        Card("evening", "pyjamas"),
        Card("evening", "Sing"),
    )
    assert await set_up(house, "Maya", cards=more) == 2
    assert await cards_of(house, "Maya") == ["Pyjamas", "Brush your teeth", "Read a book", "Sing"]
    assert await cards_of(house, "Maya", "morning") == ["Brush your teeth"]


async def test_who_lacks_a_card_gets_it_and_its_owner_does_not_get_another(house: House) -> None:
    await set_up(house, "Maya")
    await set_up(house, "Maya", "Leo")
    for name in ("Maya", "Leo"):
        assert await cards_of(house, name) == ["Pyjamas", "Brush your teeth", "Read a book"]


async def test_a_block_that_is_over_today_begins_tomorrow(house: House) -> None:
    """It is three in the afternoon: the morning is over, the evening still to come."""
    await set_up(house, "Maya", cards=(Card("morning", "Make your bed"), Card("evening", "Pyjamas")))
    today = house.people["Maya"].today(house.clock())
    tomorrow = today + timedelta(days=1)
    assert await days(house, "Make your bed", today, tomorrow) == [tomorrow]
    assert await days(house, "Pyjamas", today, tomorrow) == [today, tomorrow]


async def test_what_is_late_follows_the_hours_of_the_family(house: House) -> None:
    """It is three in the afternoon; until now their evening has begun at six."""
    await add(house, "Do homework", "Maya", part_of_day="afternoon")
    await add(house, "Practise", "Maya", part_of_day="afternoon", times=(time(16),))
    home = house.people["Elena"]
    assert home.local((await due(house, "Do homework")).due_at).time() == time(18)
    elena = await house.api("Elena")
    await elena.patch("/api/v1/family", json={"evening_from": "14:30"})
    tomorrow = home.today(house.clock()) + timedelta(days=1)
    for day in (None, tomorrow):
        assert home.local((await due(house, "Do homework", day)).due_at).time() == time(14, 30)
        assert home.local((await due(house, "Practise", day)).due_at).time() == time(16)
    assert (await due(house, "Do homework")).late
    await house.know_people()
    await add(house, "Tidy up", "Maya", part_of_day="afternoon")
    assert home.local((await due(house, "Tidy up")).due_at).time() == time(14, 30)


async def test_the_cards_are_put_in_another_order(house: House) -> None:
    await set_up(house, "Maya")
    async with house.office.work(house.people["Marco"]) as work:
        ids = [chore.id for one in await routines(work) for chore in one.blocks["evening"]]
        await order_routine(work, "evening", moved(ids, 2, -1))
    assert await cards_of(house, "Maya") == ["Pyjamas", "Read a book", "Brush your teeth"]


def test_the_first_card_cannot_move_further_up() -> None:
    assert moved([1, 2, 3], 0, -1) == [1, 2, 3]
    assert moved([1, 2, 3], 2, 1) == [1, 2, 3]
    assert moved([1, 2, 3], 0, 1) == [2, 1, 3]


async def test_only_a_parent_lays_out_a_childs_day(house: House) -> None:
    with pytest.raises(NotAllowed):
        await set_up(house, "Leo", by="Leo")
    await set_up(house, "Maya")
    chore_id = (await due(house, "Pyjamas")).chore_id
    for name, refusal in (("Maya", NotAllowed), ("Ada", NotFound)):
        with pytest.raises(refusal):
            async with house.office.work(house.people[name]) as work:
                await order_routine(work, "evening", [chore_id])


async def test_a_routine_without_cards_or_people_is_refused_by_name(house: House) -> None:
    with pytest.raises(Invalid) as refused:
        await set_up(house, "Maya", cards=())
    assert "cards" in refused.value.errors
    with pytest.raises(Invalid) as refused:
        await set_up(house)
    assert "people" in refused.value.errors
    for part, ids in (("night", [1]), ("evening", []), ("evening", [1, 1])):
        with pytest.raises(Invalid):
            async with house.office.work(house.people["Elena"]) as work:
                await order_routine(work, part, ids)


async def day_of(house: House, name: str, day: date, *states: str) -> None:
    """What became of somebody's chores on a day, written as the house would have."""
    await add(house, f"{name} {day}", name, repeat="once", start=house.people[name].today(house.clock()))
    async with house.office.database.writing() as db:
        first = await db.get_one(Occurrence, (await due(house, f"{name} {day}")).id)
        for nth, state in enumerate(states, start=1):
            moment = house.clock.now + (day - first.due_local)
            facts = first.model_dump() | {
                "id": None,
                "nth": nth,
                "state": state,
                "due_local": day,
                "due_at": moment,
            }
            db.add(Occurrence(**facts))
        await db.delete(first)


async def streak(house: House, name: str, by: str = "Elena") -> tuple[int, int]:
    async with house.office.reading(house.people[by]) as look:
        found = (await streaks(look)).get(house.people[name].member_id)
    return (found.good, found.of) if found else (0, 0)


async def a_week(house: House, name: str) -> date:
    today = house.people[name].today(house.clock())
    await day_of(house, name, today - timedelta(days=1), "approved", "waiting")
    await day_of(house, name, today - timedelta(days=2), "approved", "excused")
    await day_of(house, name, today - timedelta(days=3), "excused")
    await day_of(house, name, today - timedelta(days=30), "approved", "missed")
    await day_of(house, name, today - timedelta(days=31), "skipped")
    return today


async def test_the_last_days_are_counted_from_what_happened(house: House) -> None:
    await a_week(house, "Maya")
    assert await streak(house, "Maya") == (2, 4)
    await day_of(house, "Leo", house.people["Leo"].today(house.clock()) - timedelta(days=1), "missed")
    assert await streak(house, "Maya") == (2, 4)
    assert await streak(house, "Leo") == (0, 1)


async def test_a_child_sees_its_own_days_and_nobody_elses(house: House) -> None:
    await a_week(house, "Maya")
    assert await streak(house, "Maya", by="Maya") == (2, 4)
    for other in ("Leo", "Ada", "Tobi"):
        assert await streak(house, "Maya", by=other) == (0, 0)


async def test_the_table_and_the_days_are_one_question_and_say_the_same(house: House) -> None:
    await a_week(house, "Maya")
    await add(house, "Feed the cat", "Maya")
    await add(house, "Water the plants", "Leo", "Maya", way="pool")
    for name in ("Elena", "Maya", "Leo"):
        async with house.office.reading(house.people[name]) as look:
            duties, known = await table_and_streaks(look, days_ahead=1)
            assert duties == await on_the_table(look, days_ahead=1)
            assert known == await streaks(look)


async def test_an_undo_counts_the_day_anew(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    duty = await due(house, "Feed the cat")
    await complete(house, "Maya", duty)
    await approve(house, "Elena", duty)
    assert await streak(house, "Maya") == (1, 1)
    await undo(house, "Elena", duty)
    await undo(house, "Maya", duty)
    assert await streak(house, "Maya") == (0, 0)


async def test_a_holiday_in_the_week_makes_a_streak_wait_and_excuses_what_was_missed(house: House) -> None:
    """Done on Tuesday, forgotten on Wednesday; then two weeks away, and done again."""
    await add(house, "Feed the cat", "Maya")
    await complete(house, "Maya", await due(house, "Feed the cat"))
    house.clock.forward(days=2)
    await keep_going(house.office)
    assert await streak(house, "Maya") == (1, 2)
    await pause(house, "Maya", first=0, last=13)
    house.clock.forward(days=14)
    await keep_going(house.office)
    assert await streak(house, "Maya") == (1, 2), "the holiday neither broke nor lengthened it"
    await complete(house, "Maya", await due(house, "Feed the cat"))
    assert await streak(house, "Maya") == (2, 3)
    await pause(house, "Maya", first=-15, last=-15, kind="sick")
    assert await streak(house, "Maya") == (2, 2), "said later that she was ill on that Wednesday"


async def test_what_a_parent_excuses_is_no_day_of_a_streak_and_what_is_skipped_is(house: House) -> None:
    await add(house, "Feed the cat", "Maya", overdue="keep")
    cat = await due(house, "Feed the cat")
    house.clock.forward(days=1)
    await take(house, "Elena", actions.skip, cat)
    assert await streak(house, "Maya") == (0, 1)
    await undo(house, "Elena", cat)
    await take(house, "Elena", actions.excuse, cat)
    assert await streak(house, "Maya") == (0, 0)
