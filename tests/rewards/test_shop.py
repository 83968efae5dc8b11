"""The shop in real family life: the last one, a price of one's own, promises, refunds, saving."""

import asyncio
from dataclasses import replace

import pytest
from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.rewards import actions
from appliance.rewards.actions import RewardPlan
from appliance.rewards.models import PointEntry, Reward, Wish
from appliance.rewards.queries import goals, purses_with_goals, reward_of, rewards_of, shop_of, wish_of
from appliance.screen_time.models import BonusMinutes
from tests.rewards.doing import give, offer, purse, wish_for
from tests.support.house import House

AT_ONCE = 50


async def do(house: House, who: str, verb: str, *about: object) -> object:
    async with house.office.work(house.people[who]) as work:
        return await getattr(actions, verb)(work, *about)


async def stock(house: House, reward_id: int) -> int | None:
    async with house.office.reading(house.people["Elena"]) as look:
        return (await reward_of(look, reward_id)).stock


async def counted(house: House, title: str, points: int, stock: int | None) -> int:
    async with house.office.work(house.people["Elena"]) as work:
        return await actions.add_reward(work, RewardPlan(title, points, stock=stock))


async def state(house: House, wish: Wish) -> str:
    async with house.office.reading(house.people["Elena"]) as look:
        return (await wish_of(look, wish.id or 0)).state


async def minutes(house: House) -> list[int]:
    async with house.office.reading(house.people["Elena"]) as look:
        return list((await look.db.exec(select(BonusMinutes.minutes).order_by(BonusMinutes.id))).all())  # type: ignore[arg-type]


async def test_of_fifty_who_want_the_last_one_a_single_child_gets_it(house: House) -> None:
    """Both children tap all the time; each has the points for it many times over."""
    await give(house, "Maya", 500)
    await give(house, "Leo", 500)
    ball = await counted(house, "Football", 10, 1)
    names = ("Maya", "Leo")
    ends = await asyncio.gather(
        *(wish_for(house, names[n % 2], ball) for n in range(AT_ONCE)), return_exceptions=True
    )
    got = [end for end in ends if isinstance(end, Wish)]
    refused = [end for end in ends if isinstance(end, RuleBroken)]
    assert (len(got), len(refused)) == (1, AT_ONCE - 1) and all(one.sentence for one in refused)
    assert "none left" in str(next(one.sentence for one in refused if "left" in one.sentence))
    assert await stock(house, ball) == 0
    spent = [(await purse(house, name)).points for name in names]
    assert sorted(spent) == [490, 500]


async def test_of_fifty_on_the_web_one_reads_that_it_is_theirs_and_the_others_a_sentence(
    house: House,
) -> None:
    await give(house, "Maya", 500)
    await give(house, "Leo", 500)
    ball = await counted(house, "Football", 10, 1)
    programs = [await house.api("Maya"), await house.api("Leo")]
    answers = await asyncio.gather(
        *(programs[n % 2].post(f"/api/v1/rewards/{ball}/wish") for n in range(AT_ONCE))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (AT_ONCE - 1)
    assert all(answer.json()["detail"] for answer in answers if answer.status_code == 409)


async def test_a_no_and_a_change_of_mind_put_it_back_into_the_shop(house: House) -> None:
    for name in ("Maya", "Leo"):
        await give(house, name, 50)
    ball = await counted(house, "Football", 10, 1)
    wish = await wish_for(house, "Maya", ball)
    with pytest.raises(RuleBroken, match="none left"):
        await wish_for(house, "Leo", ball)
    await do(house, "Elena", "decline_wish", wish.id, "The goal is broken")
    assert await stock(house, ball) == 1
    await do(house, "Maya", "withdraw_wish", (await wish_for(house, "Maya", ball)).id)
    assert await stock(house, ball) == 1


async def test_a_yes_takes_it_for_good_and_a_refund_before_it_was_handed_over_brings_it_back(
    house: House,
) -> None:
    await give(house, "Maya", 50)
    ball = await counted(house, "Football", 10, 2)
    first, second = await wish_for(house, "Maya", ball), None
    await do(house, "Elena", "grant_wish", first.id)
    assert (await state(house, first), await stock(house, ball)) == ("granted", 1)
    await do(house, "Elena", "refund_wish", first.id, "It never came")
    assert (await state(house, first), await stock(house, ball)) == ("refunded", 2)
    second = await wish_for(house, "Maya", ball)
    await do(house, "Elena", "grant_wish", second.id)
    await do(house, "Maya", "redeem_wish", second.id)
    await do(house, "Elena", "refund_wish", second.id)
    assert await stock(house, ball) == 1, "it was played with"
    assert (await purse(house, "Maya")).points == 50


async def test_every_step_of_a_wish_is_taken_back_by_a_step_and_the_books_are_as_before(house: House) -> None:
    await give(house, "Maya", 50)
    ball = await counted(house, "Football", 10, 1)
    wish = await wish_for(house, "Maya", ball)
    way = [
        ("Elena", "decline_wish", "declined", 50, 1),
        ("Elena", "undo_wish", "waiting", 40, 0),
        ("Maya", "withdraw_wish", "withdrawn", 50, 1),
        ("Maya", "undo_wish", "waiting", 40, 0),
        ("Elena", "grant_wish", "granted", 40, 0),
        ("Elena", "undo_wish", "waiting", 40, 0),
        ("Marco", "grant_wish", "granted", 40, 0),
        ("Maya", "redeem_wish", "redeemed", 40, 0),
        ("Maya", "undo_wish", "granted", 40, 0),
        ("Elena", "redeem_wish", "redeemed", 40, 0),
        ("Elena", "refund_wish", "refunded", 50, 0),
        ("Elena", "undo_wish", "redeemed", 40, 0),
        ("Elena", "undo_wish", "granted", 40, 0),
        ("Elena", "refund_wish", "refunded", 50, 1),
        ("Elena", "undo_wish", "granted", 40, 0),
    ]
    for who, verb, became, points, left in way:
        await do(house, who, verb, wish.id)
        found = (await state(house, wish), (await purse(house, "Maya")).points, await stock(house, ball))
        assert found == (became, points, left), verb
    async with house.office.reading(house.people["Elena"]) as look:
        causes = (await look.db.exec(select(PointEntry.cause))).all()
    assert len(causes) == len(set(causes)) == 10


async def test_an_undo_spends_no_more_than_there_is_and_takes_nobody_elses(house: House) -> None:
    await give(house, "Maya", 10)
    await give(house, "Leo", 10)
    ball, ice = await counted(house, "Football", 10, 1), await offer(house, "Ice cream", 10)
    wish = await wish_for(house, "Maya", ball)
    await do(house, "Elena", "decline_wish", wish.id)
    spent = await wish_for(house, "Maya", ice)
    with pytest.raises(RuleBroken, match="needs 10 more"):
        await do(house, "Elena", "undo_wish", wish.id)
    await do(house, "Maya", "withdraw_wish", spent.id)
    await wish_for(house, "Leo", ball)
    with pytest.raises(RuleBroken, match="none left"):
        await do(house, "Elena", "undo_wish", wish.id)
    assert ((await purse(house, "Maya")).points, await state(house, wish)) == (10, "declined")


async def test_nobody_gets_last_months_price_by_taking_back_what_they_took_back(house: House) -> None:
    await give(house, "Maya", 50)
    ice = await offer(house, "Ice cream", 10)
    wish = await wish_for(house, "Maya", ice)
    await do(house, "Maya", "withdraw_wish", wish.id)
    await do(house, "Elena", "change_reward", ice, RewardPlan("Ice cream", 30))
    with pytest.raises(RuleBroken, match="changed since"):
        await do(house, "Maya", "undo_wish", wish.id)
    assert (await purse(house, "Maya")).points == 50


async def test_a_child_takes_back_their_own_taps_and_no_parents_word(house: House) -> None:
    await give(house, "Maya", 50)
    wish = await wish_for(house, "Maya", await offer(house, "Ice cream", 10))
    await do(house, "Elena", "grant_wish", wish.id)
    for verb in ("undo_wish", "refund_wish", "decline_wish"):
        with pytest.raises(NotAllowed):
            await do(house, "Maya", verb, wish.id)
    await do(house, "Elena", "redeem_wish", wish.id)
    with pytest.raises(NotAllowed):
        await do(house, "Maya", "undo_wish", wish.id)
    for who in ("Leo", "Ada"):
        with pytest.raises(NotFound):
            await do(house, who, "undo_wish", wish.id)


async def test_minutes_come_with_the_yes_and_go_with_the_refund(house: House) -> None:
    await give(house, "Maya", 50)
    wish = await wish_for(house, "Maya", await offer(house, "Half an hour", 10, minutes=30))
    await do(house, "Elena", "grant_wish", wish.id)
    assert (await state(house, wish), await minutes(house)) == ("redeemed", [30])
    await do(house, "Elena", "refund_wish", wish.id, "There was no power")
    assert (await minutes(house), (await purse(house, "Maya")).points) == ([30, -30], 50)
    await do(house, "Elena", "undo_wish", wish.id)
    assert (await minutes(house), (await purse(house, "Maya")).points) == ([30, -30, 30], 40)
    await do(house, "Elena", "undo_wish", wish.id)
    assert (await state(house, wish), sum(await minutes(house))) == ("waiting", 0)


async def test_a_reward_costs_a_child_what_was_agreed_with_this_child(house: House) -> None:
    ice = await offer(house, "Ice cream", 15)
    maya = house.people["Maya"].member_id
    await do(house, "Elena", "set_price", ice, maya, 6)
    for name in ("Maya", "Leo"):
        await give(house, name, 20)
        await wish_for(house, name, ice)
    assert [(await purse(house, name)).points for name in ("Maya", "Leo")] == [14, 5]
    async with house.office.reading(house.people["Leo"]) as look:
        [seen] = await rewards_of(look)
    assert (seen.points, seen.prices) == (15, {}), "what a sister pays is not told"
    async with house.office.reading(house.people["Elena"]) as look:
        [seen] = await rewards_of(look)
    assert (seen.points, seen.prices) == (15, {maya: 6})
    await do(house, "Elena", "set_price", ice, maya, None)
    async with house.office.reading(house.people["Maya"]) as look:
        assert (await shop_of(look)).offers[0].reward.points == 15


async def test_only_parents_price_and_only_for_children_of_their_own(house: House) -> None:
    ice = await offer(house, "Ice cream", 15)
    maya, marco, tobi = (house.people[name].member_id for name in ("Maya", "Marco", "Tobi"))
    with pytest.raises(NotAllowed):
        await do(house, "Maya", "set_price", ice, maya, 1)
    with pytest.raises(Invalid):
        await do(house, "Elena", "set_price", ice, marco, 1)
    with pytest.raises(NotFound):
        await do(house, "Elena", "set_price", ice, tobi, 1)
    with pytest.raises(NotFound):
        await do(house, "Ada", "set_price", ice, tobi, 1)


async def test_a_child_saves_for_one_thing_and_parents_see_how_far_it_is(house: House) -> None:
    await give(house, "Maya", 23)
    film, pony = await offer(house, "Movie night", 40), await offer(house, "Pony ride", 90)
    await do(house, "Maya", "save_for", pony)
    await do(house, "Maya", "save_for", film)
    async with house.office.reading(house.people["Elena"]) as look:
        found = {one.member.name: one.goal for one in await purses_with_goals(look)}
    assert found["Leo"] is None and found["Maya"] is not None
    assert (found["Maya"].title, found["Maya"].have, found["Maya"].missing) == ("Movie night", 23, 17)
    async with house.office.reading(house.people["Leo"]) as look:
        assert await goals(look) == []
    await do(house, "Maya", "stop_saving")
    async with house.office.reading(house.people["Maya"]) as look:
        assert await goals(look) == []
    with pytest.raises(NotAllowed):
        await do(house, "Elena", "save_for", film)


async def test_a_yes_ends_the_saving_and_its_undo_goes_on_with_it(house: House) -> None:
    await give(house, "Maya", 50)
    film = await offer(house, "Movie night", 40)
    await do(house, "Maya", "save_for", film)
    wish = await wish_for(house, "Maya", film)
    await do(house, "Elena", "grant_wish", wish.id)
    async with house.office.reading(house.people["Maya"]) as look:
        assert await goals(look) == []
    await do(house, "Elena", "undo_wish", wish.id)
    async with house.office.reading(house.people["Maya"]) as look:
        assert [goal.title for goal in await goals(look)] == ["Movie night"]


async def test_what_was_put_away_is_saved_for_no_more(house: House) -> None:
    film = await offer(house, "Movie night", 40)
    await do(house, "Maya", "save_for", film)
    await do(house, "Elena", "put_away_reward", film)
    async with house.office.reading(house.people["Maya"]) as look:
        assert await goals(look) == []
    with pytest.raises(RuleBroken):
        await do(house, "Leo", "save_for", film)


async def test_a_family_that_takes_no_points_away_takes_none(house: House) -> None:
    await give(house, "Maya", 20)
    await do(house, "Elena", "allow_penalties", False)
    with pytest.raises(Invalid) as refusal:
        await give(house, "Maya", -3, "Threw the ball indoors")
    assert set(refusal.value.errors) == {"amount"}
    with pytest.raises(NotAllowed):
        await do(house, "Maya", "allow_penalties", True)
    await do(house, "Marco", "allow_penalties", True)
    await give(house, "Maya", -3, "Threw the ball indoors")
    assert (await purse(house, "Maya")).points == 17


async def test_a_spent_line_is_taken_back_with_its_wish(house: House) -> None:
    await give(house, "Maya", 50)
    wishes = [await wish_for(house, "Maya", await offer(house, f"Comic {n}", 10)) for n in range(2)]
    await do(house, "Elena", "grant_wish", wishes[0].id)
    async with house.office.reading(house.people["Elena"]) as look:
        spent = (await look.db.exec(select(PointEntry).where(PointEntry.kind == "spent"))).all()
    for entry in spent:
        await do(house, "Elena", "reverse_entry", entry.id, "By mistake")
        with pytest.raises(RuleBroken):
            await do(house, "Elena", "reverse_entry", entry.id)
    assert [await state(house, wish) for wish in wishes] == ["refunded", "declined"]
    assert (await purse(house, "Maya")).points == 50


async def test_a_stock_that_was_changed_meanwhile_is_not_written_over(house: House) -> None:
    await give(house, "Maya", 50)
    ball = await counted(house, "Football", 10, 3)
    await wish_for(house, "Maya", ball)
    plan = RewardPlan("Football", 12, stock=3)
    with pytest.raises(Invalid):
        await do(house, "Elena", "change_reward", ball, plan, actions.Seen(3))
    await do(house, "Elena", "change_reward", ball, replace(plan, stock=2), actions.Seen(2))
    assert await stock(house, ball) == 2
    async with house.office.reading(house.people["Elena"]) as look:
        assert (await look.db.exec(select(Reward.points).where(Reward.id == ball))).one() == 12
