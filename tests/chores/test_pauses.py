"""Holiday, sickness, a week at grandma's: what is due follows, and comes back when it ends early."""

import os
from datetime import date, timedelta
from random import Random

import pytest

from appliance.chores import actions
from appliance.chores.jobs import keep_going
from appliance.chores.queries import next_for_child, occurrences_for, on_the_table
from appliance.chores.queries.pauses import pause_of, pauses_of
from appliance.chores.rules.words import parse_repeat
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from tests.chores.doing import ZONE, add, again, approve, claim, complete, due, pause, send_back, undo
from tests.support.house import House

TODAY = date(2026, 3, 10)
CAT = "Feed the cat"


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


async def end(house: House, pause_id: int, by: str = "Elena") -> None:
    async with house.office.work(house.people[by]) as work:
        await actions.end_pause(work, pause_id)


async def week(house: House, title: str = CAT, length: int = 7, first: int = 0) -> str:
    """A word for each day: who has to do it, or what became of it."""
    names = {actor.member_id: name for name, actor in house.people.items()}
    async with house.office.reading(house.people["Elena"]) as look:
        found = await occurrences_for(look, None, day(first), day(first + length - 1))
    return " ".join(
        names.get(duty.member_id or 0, "anyone") if duty.state == "open" else str(duty.state.value)
        for duty in found
        if duty.title == title
    )


async def test_nothing_is_due_on_a_holiday_of_the_family_and_afterwards_all_is_as_always(
    house: House,
) -> None:
    await add(house, CAT, "Maya")
    await pause(house, first=2, last=4)
    assert await week(house) == "Maya Maya excused excused excused Maya Maya"


async def test_what_is_made_later_follows_a_pause_that_was_noted_before(house: House) -> None:
    await pause(house, first=20, last=22)
    await add(house, CAT, "Maya")
    assert await week(house, first=19, length=4) == "Maya excused excused"
    house.clock.forward(days=2)
    await keep_going(house.office)
    assert await week(house, first=19, length=5) == "Maya excused excused excused Maya"


async def test_an_ill_child_has_nothing_to_do_and_the_others_go_on(house: House) -> None:
    await add(house, CAT, "Maya", "Leo", way="each")
    await pause(house, "Maya", first=0, kind="sick")
    assert await week(house, length=2) == "excused Leo excused Leo"
    async with house.office.reading(house.people["Maya"]) as look:
        assert (await next_for_child(look, house.people["Maya"].member_id)).to_do == []


async def test_what_anyone_may_do_is_free_only_when_nobody_is_there(house: House) -> None:
    await add(house, CAT, "Maya", "Leo", way="pool")
    await pause(house, "Maya", first=0, last=2, kind="sick")
    assert await week(house, length=2) == "anyone anyone"
    await pause(house, "Leo", first=1, last=2, kind="sick")
    assert await week(house, length=4) == "anyone excused excused anyone"


async def test_what_an_ill_child_had_taken_is_up_for_grabs_again(house: House) -> None:
    await add(house, CAT, "Maya", "Leo", way="pool")
    cat = await due(house, CAT)
    await claim(house, "Maya", cat)
    await pause(house, "Maya", kind="sick")
    assert (await again(house, cat)).member_id is None
    await complete(house, "Leo", cat)
    assert (await again(house, cat)).state == "waiting"


async def test_a_turn_goes_to_who_is_there_and_comes_back_when_the_pause_ends_early(house: House) -> None:
    await add(house, CAT, "Leo", "Maya", way="turns")
    assert await week(house, length=5) == "Leo Maya Leo Maya Leo"
    ill = await pause(house, "Maya", first=1, kind="sick")
    assert await week(house, length=5) == "Leo Leo Leo Leo Leo"
    house.clock.forward(days=3)
    await end(house, ill)
    assert await week(house, length=3, first=3) == "Maya Leo Maya"


async def test_in_a_holiday_of_the_family_nobodys_turn_passes(house: House) -> None:
    await add(house, CAT, "Leo", "Maya", way="turns")
    away = await pause(house, first=1, last=3)
    assert await week(house, length=6) == "Leo excused excused excused Maya Leo"
    await end(house, away)
    assert await week(house, length=6) == "Leo Maya Leo Maya Leo Maya"


async def test_ended_early_what_is_still_to_come_is_back_and_what_was_free_stays_free(house: House) -> None:
    await add(house, CAT, "Maya")
    away = await pause(house, first=0, last=6)
    house.clock.forward(days=2)
    await end(house, away)
    assert await week(house) == "excused excused Maya Maya Maya Maya Maya"
    with pytest.raises(RuleBroken):
        await end(house, away)


async def test_what_was_done_or_waits_stays_as_it_is_and_what_was_sent_back_comes_back_so(
    house: House,
) -> None:
    await add(house, CAT, "Maya")
    await add(house, "Lay the table", "Maya")
    await add(house, "Tidy up", "Maya")
    cat, table, room = [await due(house, title) for title in (CAT, "Lay the table", "Tidy up")]
    await complete(house, "Maya", cat)
    await approve(house, "Elena", table)
    await complete(house, "Maya", room)
    await send_back(house, "Elena", room, "Under the bed, too")
    away = await pause(house)
    assert [(await again(house, one)).state for one in (cat, table, room)] == [
        "waiting",
        "approved",
        "excused",
    ]
    await end(house, away)
    back = await again(house, room)
    assert (back.state, back.note) == ("sent_back", "Under the bed, too")
    await undo(house, "Elena", room)
    assert (await again(house, room)).state == "waiting"


async def test_said_a_day_later_what_was_missed_in_the_illness_is_free_after_all(house: House) -> None:
    await add(house, CAT, "Maya")
    house.clock.forward(days=2)
    await keep_going(house.office)
    assert await week(house, length=3) == "missed missed Maya"
    await pause(house, "Maya", first=-1, last=-1, kind="sick")
    assert await week(house, length=3) == "missed excused Maya"


async def test_the_last_day_can_be_moved_both_ways(house: House) -> None:
    await add(house, CAT, "Maya")
    away = await pause(house, first=1, last=2)
    for last, expected in (
        (4, "Maya excused excused excused excused Maya"),
        (1, "Maya excused Maya Maya Maya Maya"),
    ):
        async with house.office.work(house.people["Elena"]) as work:
            await actions.change_pause(work, away, day(last))
        assert await week(house, length=6) == expected


async def test_a_one_off_rests_in_the_holiday_and_has_the_day_after_it(house: House) -> None:
    await add(house, "Write to Grandma", "Maya", repeat="once", start=TODAY)
    letter = await due(house, "Write to Grandma")
    await pause(house, first=1, last=3)
    house.clock.forward(days=1)
    await keep_going(house.office)
    assert (await again(house, letter)).state == "excused"
    house.clock.forward(days=3)
    await keep_going(house.office)
    back = await again(house, letter)
    assert (back.state, back.late) == ("open", False)
    async with house.office.reading(house.people["Elena"]) as look:
        assert [duty.title for duty in await on_the_table(look)] == ["Write to Grandma"]


async def test_what_comes_up_after_it_is_done_rests_and_goes_on_whatever_happens_meanwhile(
    house: House,
) -> None:
    chore = await add(house, "Mow the lawn", "Leo", repeat="5 days after done")
    lawn = await due(house, "Mow the lawn")
    await pause(house, first=0, last=6)
    assert (await again(house, lawn)).state == "excused"
    await approve(house, "Elena", lawn)
    assert await week(house, "Mow the lawn") == "approved excused"
    await undo(house, "Elena", lawn)
    for verb in (actions.put_away_chore, actions.bring_back):
        async with house.office.work(house.people["Elena"]) as work:
            await verb(work, chore)
    house.clock.forward(days=8)
    await keep_going(house.office)
    assert await week(house, "Mow the lawn", length=9) == "Leo"


async def test_two_pauses_over_each_other_free_a_day_until_both_are_over(house: House) -> None:
    await add(house, CAT, "Maya")
    away, ill = await pause(house, first=0, last=3), await pause(house, "Maya", first=2, last=5, kind="sick")
    await end(house, away)
    assert await week(house) == "Maya Maya excused excused excused excused Maya"
    await end(house, ill)
    assert await week(house, length=4) == "Maya Maya Maya Maya"


async def test_another_plan_for_the_chore_follows_the_pause_of_whoever_does_it_now(house: House) -> None:
    chore = await add(house, CAT, "Maya")
    await pause(house, "Maya", first=1, last=2, kind="sick")
    async with house.office.work(house.people["Elena"]) as work:
        plan = actions.ChorePlan(CAT, (house.people["Leo"].member_id,), parse_repeat("daily", TODAY, ZONE))
        await actions.change_chore(work, chore, plan)
    assert await week(house, length=4) == "Leo Leo Leo Leo"


async def test_only_parents_of_this_family_pause_chores(house: House) -> None:
    away = await pause(house)
    for who, refusal in (("Leo", NotAllowed), ("Maya", NotAllowed), ("Ada", NotFound)):
        with pytest.raises(refusal):
            await end(house, away, by=who)
    with pytest.raises(NotAllowed):
        await pause(house, "Maya", by="Maya")


@pytest.mark.parametrize(
    ("field", "plan"),
    [
        ("last", {"first": 3, "last": 1}),
        ("last", {"last": 900}),
        ("first", {"first": -60}),
        ("kind", {"kind": "bored"}),
        ("note", {"note": "n" * 201}),
        ("member", {"who": "Tobi"}),
    ],
)
async def test_a_pause_that_makes_no_sense_names_its_field(
    house: House, field: str, plan: dict[str, object]
) -> None:
    with pytest.raises(Invalid) as refusal:
        await pause(house, **plan)  # type: ignore[arg-type]
    assert field in refusal.value.errors


async def test_children_see_their_own_pauses_and_the_familys(house: House) -> None:
    family, ill = await pause(house, first=1, last=2), await pause(house, "Leo", kind="sick", note="A fever")
    seen = {}
    for who in ("Elena", "Leo", "Maya", "Ada"):
        async with house.office.reading(house.people[who]) as look:
            seen[who] = [one.id for one in await pauses_of(look)]
    assert seen == {"Elena": [ill, family], "Leo": [ill, family], "Maya": [family], "Ada": []}
    async with house.office.reading(house.people["Leo"]) as look:
        assert (await pause_of(look, ill)).note == "A fever"
    async with house.office.reading(house.people["Maya"]) as look:
        with pytest.raises(NotFound):
            await pause_of(look, ill)


@pytest.mark.parametrize("seed", range(40 if os.environ.get("APPLIANCE_TEST_ALL") else 1))
async def test_pauses_begun_and_ended_in_any_order_leave_the_plan_as_it_was(house: House, seed: int) -> None:
    luck = Random(seed)
    people = ("Leo", "Maya", "Marco")
    titles = {way: f"Chore in the way of {way}" for way in ("one", "each", "pool", "turns")}
    for way, title in titles.items():
        by = {"turn_by": luck.choice(["order", "week", "least"])} if way == "turns" else {}
        await add(house, title, *(people[:1] if way == "one" else people), way=way, **by)
    before = [await week(house, title, 22) for title in titles.values()]
    going_on: list[int] = []
    for _n in range(12):
        if going_on and luck.random() < 0.4:
            await end(house, going_on.pop(luck.randrange(len(going_on))))
        else:
            first = luck.randrange(20)
            last = first + luck.randrange(9) if luck.random() < 0.8 else None
            going_on.append(await pause(house, luck.choice(["", *people]), first, last))
    assert [await week(house, title, 22) for title in titles.values()] != before
    for pause_id in going_on:
        await end(house, pause_id)
    assert [await week(house, title, 22) for title in titles.values()] == before
