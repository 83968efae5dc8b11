"""Fifty at once, through the real office: one wins, the others read a sentence."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlmodel import select

from appliance.chores import actions
from appliance.chores.queries import duty_of
from appliance.chores.queries.story import story_about
from appliance.core.errors import RuleBroken
from appliance.rewards.actions import ask_for_reward, grant_wish
from appliance.rewards.models import PointEntry
from tests.chores.doing import add, again, approve, complete, due, take, undo
from tests.rewards.doing import give, offer
from tests.support.house import House

AT_ONCE = 50


async def race(turn: Callable[[int], Awaitable[object]]) -> list[RuleBroken]:
    """The refusals; anything but a refusal with a sentence fails the test."""
    ends = await asyncio.gather(*(turn(n) for n in range(AT_ONCE)), return_exceptions=True)
    refused = [end for end in ends if isinstance(end, RuleBroken)]
    assert [end for end in ends if isinstance(end, BaseException) and not isinstance(end, RuleBroken)] == []
    assert all(refusal.sentence for refusal in refused)
    return refused


async def entries(house: House) -> list[PointEntry]:
    async with house.office.reading(house.people["Elena"]) as look:
        return list((await look.db.exec(select(PointEntry))).all())


async def test_of_fifty_who_grab_the_same_chore_one_gets_it(house: House) -> None:
    await add(house, "Water the plants", "Leo", "Maya", way="pool", points=3)
    plants = await due(house, "Water the plants")
    refused = await race(lambda n: complete(house, ("Leo", "Maya")[n % 2], plants))
    assert len(refused) == AT_ONCE - 1


async def test_of_fifty_yeses_to_one_chore_one_pays(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    refused = await race(lambda n: approve(house, ("Elena", "Marco")[n % 2], cat))
    assert len(refused) == AT_ONCE - 1
    assert [entry.amount for entry in await entries(house)] == [2]


async def test_of_fifty_who_take_the_same_yes_back_one_does(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await approve(house, "Elena", cat)
    refused = await race(lambda n: undo(house, ("Elena", "Marco")[n % 2], cat))
    assert len(refused) == AT_ONCE - 1
    assert [entry.amount for entry in await entries(house)] == [2, -2]


async def test_fifty_taps_on_the_same_button_take_one_step_back_and_not_two(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    await approve(house, "Elena", cat)
    async with house.office.reading(house.people["Elena"]) as look:
        newest = (await story_about(look, await duty_of(look, cat.id))).newest
    assert newest is not None
    refused = await race(
        lambda n: take(house, ("Elena", "Marco")[n % 2], actions.undo, cat, step_id=newest.id)
    )
    assert len(refused) == AT_ONCE - 1
    assert (await again(house, cat)).state == "waiting"


async def test_fifty_lists_of_yeses_pay_each_chore_once(house: House) -> None:
    titles = ("Feed the cat", "Lay the table", "Tidy your room")
    for title in titles:
        await add(house, title, "Maya", points=2)
    ids = [(await due(house, title)).id for title in titles]

    async def say_yes(n: int) -> int:
        async with house.office.work(house.people[("Elena", "Marco")[n % 2]]) as work:
            return sum(one.refused is None for one in await actions.approve_all(work, ids))

    assert sorted(await asyncio.gather(*(say_yes(n) for n in range(AT_ONCE))))[-2:] == [0, 3]
    assert [entry.amount for entry in await entries(house)] == [2, 2, 2]


async def test_fifty_wishes_never_spend_more_than_there_is(house: House) -> None:
    await give(house, "Maya", 45)
    shop = [await offer(house, f"Sticker {n}", 10) for n in range(AT_ONCE)]

    async def wish(n: int) -> object:
        async with house.office.work(house.people["Maya"]) as work:
            return await ask_for_reward(work, shop[n])

    refused = await race(wish)
    assert len(refused) == AT_ONCE - 4
    assert sum(entry.amount for entry in await entries(house)) == 5


async def test_of_fifty_yeses_to_one_wish_one_grants_it(house: House) -> None:
    await give(house, "Maya", 45)
    reward = await offer(house, "Ice cream", 15)
    async with house.office.work(house.people["Maya"]) as work:
        wish = await ask_for_reward(work, reward)

    async def grant(n: int) -> object:
        async with house.office.work(house.people[("Elena", "Marco")[n % 2]]) as work:
            return await grant_wish(work, wish.id or 0)

    assert len(await race(grant)) == AT_ONCE - 1
