"""More time: asked for, answered once, lapsed, asked again later, taken back."""

import asyncio
from datetime import time

import pytest

from appliance.core.errors import Invalid, NotAllowed, NotFound, Refusal, RuleBroken
from appliance.household.actions import remove_member
from appliance.screen_time import actions
from appliance.screen_time.queries import guest_minutes_left
from appliance.screen_time.rules import State
from tests.screen_time.asking import (
    LATER,
    LESS,
    NO,
    YES,
    answer,
    ask,
    at,
    clocked,
    given,
    go_to,
    limits,
    look,
    stored,
    tick,
    undo,
    withdraw,
)
from tests.support.access import add_rosa
from tests.support.house import House


async def test_leo_asks_and_elena_says_yes(house: House) -> None:
    await limits(house)
    go_to(house, "15:52")
    request = await ask(house, reason="the last level")
    seen = await look(house, request, "Leo")
    assert (seen.state, seen.reason, clocked(house, seen.lapses_at)) == (
        State.WAITING,
        "the last level",
        "19:52",
    )
    await answer(house, request, YES, note="Well done today")
    seen = await look(house, request, "Leo")
    assert (seen.state, seen.granted, seen.by, seen.called) == (State.GRANTED, 30, "Elena", "Mum")
    assert seen.note == "Well done today"
    assert await given(house) == [30]


async def test_less_is_less_and_no_gives_nothing(house: House) -> None:
    await limits(house)
    leos, mayas = await ask(house, "Leo", 30), await ask(house, "Maya", 20)
    with pytest.raises(Invalid) as refused:
        await answer(house, leos, LESS, 30)
    assert "minutes" in refused.value.errors
    await answer(house, leos, LESS, 15)
    await answer(house, mayas, NO, note="It is sunny")
    assert (await look(house, mayas)).state is State.REFUSED
    assert await given(house) == [15]


@pytest.mark.parametrize(
    ("now", "bed", "lapses"),
    [
        ("15:00", time(21, 30), "19:00"),
        ("19:00", time(21, 30), "21:30"),
        ("22:00", None, "00:00"),
        ("06:00", time(21, 30), "10:00"),
    ],
)
async def test_a_request_lapses_after_some_hours_at_bedtime_or_with_the_day(
    house: House, now: str, bed: time | None, lapses: str
) -> None:
    await limits(house, bed_from=bed)
    go_to(house, now)
    assert clocked(house, (await look(house, await ask(house))).lapses_at) == lapses


async def test_in_bed_nobody_asks_and_without_a_limit_there_is_nothing_to_ask_for(house: House) -> None:
    with pytest.raises(RuleBroken, match="no limit"):
        await ask(house)
    await limits(house)
    go_to(house, "22:00")
    with pytest.raises(RuleBroken, match="closed for today"):
        await ask(house)


async def test_what_has_lapsed_gives_nothing_even_before_the_clockwork_came_by(house: House) -> None:
    await limits(house)
    go_to(house, "12:00")
    request = await ask(house)
    go_to(house, "16:00")
    assert (await look(house, request)).state is State.LAPSED
    with pytest.raises(RuleBroken, match="in time"):
        await answer(house, request, YES)
    await tick(house)
    assert [row.state for row in await stored(house)] == [State.LAPSED]
    with pytest.raises(RuleBroken, match="in time"):
        await withdraw(house, request)
    assert await given(house) == []
    assert await ask(house) != request


async def test_one_at_a_time_and_a_button_pressed_twice_asks_once(house: House) -> None:
    await limits(house)
    go_to(house, "15:52")
    request = await ask(house, minutes=30, reason="football")
    assert await ask(house, minutes=30, reason="football") == request
    with pytest.raises(RuleBroken, match="30 minutes at 15:52 already"):
        await ask(house, minutes=60)
    await withdraw(house, request)
    assert await ask(house, minutes=60) != request


async def test_later_comes_back_by_itself_and_may_be_answered_before(house: House) -> None:
    await limits(house)
    go_to(house, "15:00")
    request = await ask(house)
    await answer(house, request, LATER, at=at(house, "17:00"), note="After dinner")
    seen = await look(house, request, "Leo")
    assert (seen.state, seen.note, clocked(house, seen.later_at)) == (State.LATER, "After dinner", "17:00")
    await tick(house, 1)
    assert (await look(house, request)).state is State.LATER
    await tick(house, 1)
    seen = await look(house, request)
    assert (seen.state, clocked(house, seen.lapses_at), seen.turn) == (State.WAITING, "21:00", 1)
    await answer(house, request, LATER, at=at(house, "18:00"))
    await answer(house, request, YES, by="Marco")
    assert (await look(house, request)).by == "Marco"
    assert await given(house) == [30]


async def test_later_is_today_and_before_bedtime(house: House) -> None:
    await limits(house)
    go_to(house, "20:45")
    request = await ask(house)
    for clock in ("20:30", "21:30", "23:00"):
        with pytest.raises(Invalid) as refused:
            await answer(house, request, LATER, at=at(house, clock))
        assert "at" in refused.value.errors
    with pytest.raises(Invalid):
        await answer(house, request, LATER)


async def test_after_a_night_without_power_later_does_not_come_back_but_lapses(house: House) -> None:
    await limits(house)
    go_to(house, "15:00")
    request = await ask(house)
    await answer(house, request, LATER, at=at(house, "16:00"))
    await tick(house, 20)
    seen = await look(house, request)
    assert (seen.state, seen.turn) == (State.LAPSED, 0)


async def test_two_parents_answer_at_once_and_one_of_them_hears_who_was_first(house: House) -> None:
    await limits(house)
    go_to(house, "16:05")
    for _round in range(5):
        request = await ask(house)
        both = [(YES, "Elena"), (NO, "Marco"), (YES, "Marco"), (NO, "Elena")]
        ends = await asyncio.gather(
            *(answer(house, request, saying, by=by) for saying, by in both), return_exceptions=True
        )
        won = await look(house, request)
        refused = [str(end) for end in ends if isinstance(end, Refusal)]
        assert len(refused) == 3
        assert all(f"{won.by} answered at 16:05" in sentence for sentence in refused)
        assert await given(house) == ([30] if won.state is State.GRANTED else [])
        await undo(house, request)
        await withdraw(house, request)


async def test_the_same_answer_pressed_twice_gives_once(house: House) -> None:
    await limits(house)
    request = await ask(house)
    for _press in range(2):
        await answer(house, request, YES)
    assert await given(house) == [30]


async def test_an_answer_taken_back_waits_again_and_the_minutes_go(house: House) -> None:
    await limits(house)
    go_to(house, "15:00")
    request = await ask(house)
    row = await answer(house, request, YES)
    async with house.office.work(house.people["Marco"]) as work:
        await actions.take_back(work, row.bonus_id or 0)
    assert (await look(house, request)).state is State.WAITING
    assert await given(house) == []
    await answer(house, request, NO)
    await undo(house, request)
    await answer(house, request, LESS, 10)
    assert await given(house) == [10]
    await tick(house, 5)
    assert (await undo(house, request)).state == State.LAPSED
    assert await given(house) == []
    with pytest.raises(RuleBroken):
        await undo(house, request)


async def test_an_old_answer_taken_back_does_not_wait_beside_a_new_request(house: House) -> None:
    await limits(house)
    first = await ask(house)
    await answer(house, first, NO)
    second = await ask(house)
    assert (await undo(house, first)).state == State.LAPSED
    assert (await look(house, second)).state is State.WAITING


async def test_a_guest_answers_within_their_minutes_of_the_day(house: House) -> None:
    await limits(house)
    await add_rosa(house)
    leos, mayas = await ask(house, "Leo", 30), await ask(house, "Maya", 20)
    await answer(house, mayas, YES, by="Rosa")
    with pytest.raises(RuleBroken, match="10 more minutes"):
        await answer(house, leos, YES, by="Rosa")
    assert (await look(house, leos)).state is State.WAITING
    await answer(house, leos, LESS, 10, by="Rosa")
    async with house.office.reading(house.people["Rosa"]) as looking:
        assert await guest_minutes_left(looking) == 0
    await undo(house, leos, by="Rosa")
    await answer(house, leos, NO, by="Marco")
    with pytest.raises(NotAllowed):
        await undo(house, leos, by="Rosa")


async def test_nobody_answers_oneself_and_siblings_hear_nothing(house: House) -> None:
    await limits(house)
    request = await ask(house)
    with pytest.raises(NotAllowed):
        await answer(house, request, YES, by="Leo")
    for stranger in ("Maya", "Tobi", "Ada"):
        with pytest.raises(NotFound):
            await answer(house, request, YES, by=stranger)
        with pytest.raises(NotFound):
            await look(house, request, stranger)
    with pytest.raises(NotAllowed):
        await withdraw(house, request, "Elena")
    with pytest.raises(NotAllowed):
        await ask(house, "Elena")


async def test_an_answer_is_there_until_it_was_put_away(house: House) -> None:
    await limits(house)
    request = await ask(house)
    leo = house.people["Leo"]

    async def shown() -> list[int]:
        async with house.office.reading(leo) as looking:
            return [one.id for one in await house.app.state.requests.of(looking)]

    async with house.office.work(leo) as work:
        with pytest.raises(RuleBroken):
            await actions.put_answer_away(work, request)
    await answer(house, request, NO)
    assert await shown() == [request]
    async with house.office.work(leo) as work:
        await actions.put_answer_away(work, request)
    assert await shown() == []


async def test_whoever_leaves_waits_for_nothing(house: House) -> None:
    await limits(house)
    await ask(house)
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people["Leo"].member_id)
    assert [row.state for row in await stored(house)] == [State.WITHDRAWN]
