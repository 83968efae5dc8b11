"""Turns on the real board: what is skipped, missed, handed on or changed moves what is still to come."""

from datetime import date, time, timedelta

import pytest

from appliance.chores import actions
from appliance.chores.actions import ChorePlan
from appliance.chores.jobs import keep_going
from appliance.chores.models import Occurrence, StepTaken
from appliance.chores.queries import occurrences_for
from appliance.chores.queries.turns import people_ahead
from appliance.chores.rules.words import parse_repeat
from appliance.household.actions import remove_member
from appliance.household.actions.family import NewFamily, change_family
from appliance.household.models import Family
from tests.chores.doing import ZONE, add, again, approve, complete, due, pause, undo
from tests.support.house import House

TODAY = date(2026, 3, 10)  # a Tuesday
BIN = "Take out the bin"


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


async def turns(house: House, *names: str, repeat: str = "daily", **plan: object) -> int:
    return await add(house, BIN, *(names or ("Leo", "Maya", "Marco")), repeat=repeat, way="turns", **plan)


async def whose(house: House, length: int, first: int = 0) -> str:
    names = {actor.member_id: name for name, actor in house.people.items()}
    async with house.office.reading(house.people["Elena"]) as look:
        found = await occurrences_for(look, None, day(first), day(first + length - 1))
    return " ".join(names[duty.member_id or 0] for duty in found)


async def skip(house: House, n: int = 0) -> int:
    found = await due(house, BIN, day(n))
    async with house.office.work(house.people["Elena"]) as work:
        await actions.skip(work, found.id)
    return found.id


async def test_everyone_sees_three_weeks_ahead_whose_turn_it_is(house: House) -> None:
    await turns(house)
    assert await whose(house, 22) == " ".join(["Leo Maya Marco"] * 7 + ["Leo"])


async def test_each_new_day_goes_on_where_the_plan_ended(house: House) -> None:
    await turns(house)
    for _n in range(3):
        house.clock.forward(days=1)
        await keep_going(house.office)
    assert await whose(house, 25) == " ".join(["Leo Maya Marco"] * 8 + ["Leo"])


async def test_twice_a_day_is_two_turns(house: House) -> None:
    await turns(house, "Leo", "Maya", times=(time(7), time(18)), repeat="every 2 days")
    assert await whose(house, 3) == "Leo Maya Leo Maya"


async def test_a_skipped_turn_is_over_where_the_family_says_so(house: House) -> None:
    await turns(house)
    skipped = await skip(house)
    assert await whose(house, 4) == "Leo Maya Marco Leo"
    async with house.office.work(house.people["Elena"]) as work:
        await actions.undo(work, skipped)
    assert await whose(house, 4) == "Leo Maya Marco Leo"


async def test_else_whoever_skipped_is_next_again_and_an_undo_puts_all_back(house: House) -> None:
    await turns(house, skip_passes=False)
    skipped = await skip(house)
    assert await whose(house, 4) == "Leo Leo Maya Marco"
    async with house.office.work(house.people["Elena"]) as work:
        await actions.undo(work, skipped)
    assert await whose(house, 4) == "Leo Maya Marco Leo"


async def test_nobody_gets_out_of_it_by_not_doing_it_where_the_family_says_so(house: House) -> None:
    await turns(house, skip_passes=False)
    house.clock.forward(days=1)
    await keep_going(house.office)
    assert await whose(house, 4) == "Leo Leo Maya Marco"


async def test_who_was_excused_has_their_turn_the_next_time(house: House) -> None:
    await turns(house)
    bin_ = await due(house, BIN)
    async with house.office.work(house.people["Elena"]) as work:
        await actions.excuse(work, bin_.id)
    assert await whose(house, 4) == "Leo Leo Maya Marco"


async def test_a_week_each_from_the_first_one_on(house: House) -> None:
    await turns(house, "Leo", "Maya", turn_by="week")
    assert await whose(house, 15) == " ".join(["Leo"] * 6 + ["Maya"] * 7 + ["Leo"] * 2)


async def test_the_week_is_the_familys_and_not_that_of_whoever_looks(house: House) -> None:
    async with house.office.database.writing() as db:
        (await db.get_one(Family, house.people["Elena"].family_id)).week_start = 6
    await turns(house, "Leo", "Maya", turn_by="week")
    house.clock.forward(days=5)
    await keep_going(house.office)
    assert await whose(house, 7) == "Leo Leo Leo Leo Leo Maya Maya"


async def test_least_done_lately_makes_up_for_what_was_not_done(house: House) -> None:
    await turns(house, "Leo", "Maya", turn_by="least", skip_passes=False)
    assert await whose(house, 4) == "Leo Maya Leo Maya"
    await skip(house)
    assert await whose(house, 4) == "Leo Leo Maya Leo"


async def test_what_comes_up_after_it_is_done_is_the_next_ones(house: House) -> None:
    await turns(house, "Leo", "Maya", repeat="3 days after done")
    found = await due(house, BIN)
    await complete(house, "Leo", found)
    await approve(house, "Elena", found)
    assert await whose(house, 7) == "Leo Maya"
    await undo(house, "Elena", found)
    assert await whose(house, 7) == "Leo"


async def test_a_turn_that_was_handed_over_was_still_the_turn_of_whoever_had_it(house: House) -> None:
    await turns(house, "Leo", "Maya")
    found = await due(house, BIN)
    await handed_over(house, found.id, "Maya")
    await complete(house, "Maya", await again(house, found))
    await approve(house, "Elena", found)
    assert await whose(house, 4) == "Maya Maya Leo Maya"


async def test_what_was_handed_over_stays_so_when_the_plan_moves(house: House) -> None:
    await turns(house, "Leo", "Maya", skip_passes=False)
    await handed_over(house, (await due(house, BIN, day(2))).id, "Marco")
    await skip(house)
    assert await whose(house, 5) == "Leo Leo Marco Maya Leo"


async def handed_over(house: House, occurrence_id: int, to: str) -> None:
    """As the log has it."""
    async with house.office.work(house.people["Elena"]) as work:
        row = await work.db.get_one(Occurrence, occurrence_id)
        before = {"assignee_id": row.assignee_id}
        taken = StepTaken(
            family_id=row.family_id,
            occurrence_id=occurrence_id,
            step="hand over",
            by_member_id=work.actor.member_id,
            at=work.now,
            before=dict(before),
        )
        work.db.add(taken)
        row.assignee_id = house.people[to].member_id


async def test_another_order_begins_behind_whoever_had_it_last(house: House) -> None:
    chore = await turns(house)
    bin_ = await due(house, BIN)
    await complete(house, "Leo", bin_)
    people = tuple(house.people[name].member_id for name in ("Marco", "Leo", "Maya"))
    async with house.office.work(house.people["Elena"]) as work:
        plan = ChorePlan(BIN, people, parse_repeat("daily", TODAY, ZONE), way="turns")
        await actions.change_chore(work, chore, plan)
    assert await whose(house, 5) == "Leo Maya Marco Leo Maya"


async def test_from_one_to_turns_and_back_keeps_what_was_done(house: House) -> None:
    chore = await add(house, BIN, "Leo")
    await approve(house, "Elena", await due(house, BIN))
    people = tuple(house.people[name].member_id for name in ("Leo", "Maya"))
    for way, who, expected in (
        ("turns", people, "Leo Maya Leo Maya"),
        ("one", people[1:], "Leo Maya Maya Maya"),
    ):
        async with house.office.work(house.people["Elena"]) as work:
            plan = ChorePlan(BIN, who, parse_repeat("daily", TODAY, ZONE), way=way)
            await actions.change_chore(work, chore, plan)
        assert await whose(house, 4) == expected


@pytest.mark.parametrize("by", ["order", "week", "least"])
async def test_when_somebody_leaves_the_others_go_on(house: House, by: str) -> None:
    await turns(house, turn_by=by)
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Maya"].member_id)
    assert set((await whose(house, 22)).split()) == {"Leo", "Marco"}


async def test_before_saving_the_plan_tells_whose_turn_the_next_ones_would_be(house: House) -> None:
    chore = await turns(house, "Leo", "Maya")
    await complete(house, "Leo", await due(house, BIN))
    await pause(house, "Marco", first=2, last=2, kind="sick")
    ids = {name: house.people[name].member_id for name in ("Leo", "Maya", "Marco")}
    times = [(day(n), 0) for n in range(5)]

    async def ahead(way: str, *names: str, of: int | None = None) -> str:
        plan = ChorePlan(BIN, tuple(ids[name] for name in names), parse_repeat("daily", TODAY, ZONE), way=way)
        async with house.office.reading(house.people["Elena"]) as look:
            found = await people_ahead(look, plan, times, of)
        called = {number: name for name, number in ids.items()}
        return " ".join("+".join(called[one] for one in who) or "-" for who in found)

    assert await ahead("turns", "Maya", "Marco") == "Maya Marco Maya Marco Maya"
    assert await ahead("turns", "Leo", "Marco", "Maya", of=chore) == "Leo Marco Maya Leo Marco"
    assert await ahead("each", "Maya", "Marco") == "Maya+Marco Maya+Marco Maya Maya+Marco Maya+Marco"
    assert await ahead("one", "Marco") == "Marco Marco - Marco Marco"


async def test_a_parent_says_in_the_form_who_begins(house: House) -> None:
    elena, ids = await house.browser("Elena"), {name: house.people[name].member_id for name in house.people}
    form = {
        "title": BIN,
        "people": [ids["Marco"], ids["Leo"], ids["Maya"]],
        "way": "turns",
        "order": [ids["Maya"], "", ids["Elena"]],
        "repeat": "daily",
        "effort": 2,
        "overdue": "keep",
    }
    assert (await elena.post("/chores", form)).status_code == 303
    assert await whose(house, 4) == "Maya Marco Leo Maya"


async def test_where_the_familys_week_begins_on_another_day_so_does_whose_week_it_is(house: House) -> None:
    await turns(house, "Leo", "Maya", turn_by="week")
    assert await whose(house, 7) == "Leo Leo Leo Leo Leo Leo Maya"
    async with house.office.work(house.people["Elena"]) as work:
        await change_family(work, NewFamily(name="Rivera", zone=ZONE, week_start=6))
    assert await whose(house, 7) == "Leo Leo Leo Leo Leo Maya Maya"
