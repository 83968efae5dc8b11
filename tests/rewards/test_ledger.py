"""Points: earned, given, put aside, spent, taken back. The balance is the sum."""

import pytest

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.rewards import actions
from appliance.rewards.queries import balances, explained, ledger, shop_of, wishes_waiting
from tests.chores.doing import add, approve, due, undo
from tests.rewards.doing import give, offer, purse, wish_for
from tests.support.house import House


async def do(house: House, who: str, verb: str, *about: object) -> object:
    async with house.office.work(house.people[who]) as work:
        return await getattr(actions, verb)(work, *about)


async def test_a_wish_puts_its_points_aside_and_a_yes_spends_them(house: House) -> None:
    await give(house, "Maya", 23)
    wish = await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    aside = await purse(house, "Maya")
    assert (aside.points, aside.aside) == (8, 15)
    await do(house, "Marco", "grant_wish", wish.id)
    spent = await purse(house, "Maya")
    assert (spent.points, spent.aside) == (8, 0)


async def test_a_no_and_a_change_of_mind_give_the_points_back(house: House) -> None:
    await give(house, "Maya", 23)
    ice = await offer(house, "Ice cream", 15)
    await do(house, "Elena", "decline_wish", (await wish_for(house, "Maya", ice)).id)
    assert (await purse(house, "Maya")).points == 23
    await do(house, "Maya", "withdraw_wish", (await wish_for(house, "Maya", ice)).id)
    assert (await purse(house, "Maya")).points == 23


async def test_a_yes_taken_back_waits_again_and_is_decided_once_more(house: House) -> None:
    await give(house, "Maya", 23)
    wish = await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    await do(house, "Elena", "grant_wish", wish.id)
    await do(house, "Elena", "undo_grant", wish.id)
    assert (await purse(house, "Maya")).aside == 15
    await do(house, "Elena", "decline_wish", wish.id)
    assert (await purse(house, "Maya")).points == 23
    with pytest.raises(RuleBroken):
        await do(house, "Elena", "undo_grant", wish.id)


async def test_nobody_spends_what_they_do_not_have(house: House) -> None:
    await give(house, "Maya", 14)
    ice = await offer(house, "Ice cream", 15)
    with pytest.raises(RuleBroken, match="needs 1 more"):
        await wish_for(house, "Maya", ice)
    assert (await purse(house, "Maya")).points == 14


async def test_the_same_wish_waits_only_once(house: House) -> None:
    await give(house, "Maya", 40)
    ice = await offer(house, "Ice cream", 15)
    await wish_for(house, "Maya", ice)
    with pytest.raises(RuleBroken, match="already"):
        await wish_for(house, "Maya", ice)


async def test_what_was_earned_spent_and_taken_back_is_owed(house: House) -> None:
    await add(house, "Mow the lawn", "Maya", points=20)
    lawn = await due(house, "Mow the lawn")
    await approve(house, "Elena", lawn)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    await undo(house, "Elena", lawn)
    owed = await purse(house, "Maya")
    assert (owed.points, owed.owed, owed.aside) == (-15, 15, 15)


async def test_a_penalty_takes_no_more_than_there_is(house: House) -> None:
    await give(house, "Maya", 5)
    with pytest.raises(Invalid):
        await give(house, "Maya", -6, "Threw the ball indoors")
    await give(house, "Maya", -5, "Threw the ball indoors")
    assert (await purse(house, "Maya")).points == 0


async def test_a_correction_is_a_line_of_its_own_and_happens_once(house: House) -> None:
    entry = await give(house, "Maya", 50, "Typed wrong")
    await do(house, "Elena", "reverse_entry", entry)
    with pytest.raises(RuleBroken):
        await do(house, "Elena", "reverse_entry", entry)
    async with house.office.reading(house.people["Maya"]) as look:
        lines = await ledger(look, house.people["Maya"].member_id)
    assert [(line.amount, line.kind, line.reversed_) for line in lines] == [
        (-50, "reversal", False), (50, "bonus", True),
    ]  # fmt: skip


async def test_wrong_pay_is_corrected_and_an_undo_of_the_yes_takes_nothing_twice(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await approve(house, "Elena", cat)
    async with house.office.reading(house.people["Maya"]) as look:
        entry = (await ledger(look, house.people["Maya"].member_id))[0]
    assert entry.occurrence_id == cat.id
    await do(house, "Elena", "reverse_entry", entry.id, "Leo did it")
    assert (await purse(house, "Maya")).points == 0
    await undo(house, "Elena", cat)
    assert (await purse(house, "Maya")).points == 0
    await approve(house, "Elena", cat)
    assert (await purse(house, "Maya")).points == 2
    async with house.office.reading(house.people["Maya"]) as look:
        lines = await ledger(look, house.people["Maya"].member_id)
    assert [(line.amount, line.note) for line in lines] == [(2, ""), (-2, "Leo did it"), (2, "")]


async def test_a_correction_cannot_be_corrected(house: House) -> None:
    entry = await give(house, "Maya", 50, "Typed wrong")
    await do(house, "Elena", "reverse_entry", entry)
    with pytest.raises(RuleBroken, match="cannot be taken back itself"):
        await do(house, "Elena", "reverse_entry", entry + 1)


async def test_a_form_sent_twice_gives_points_once(house: House) -> None:
    about = (house.people["Maya"].member_id, 5, "Helped Grandma", "one-and-the-same")
    await do(house, "Elena", "give_points", *about)
    with pytest.raises(RuleBroken):
        await do(house, "Elena", "give_points", *about)
    assert (await purse(house, "Maya")).points == 5


async def test_only_parents_decide_and_fill_the_shop(house: House) -> None:
    await give(house, "Maya", 20)
    ice = await offer(house, "Ice cream", 15)
    wish = await wish_for(house, "Maya", ice)
    for who in ("Maya", "Leo"):
        with pytest.raises(NotAllowed):
            await offer(house, "A pony", 1, by=who)
        with pytest.raises(NotAllowed):
            await give(house, who, 100, by=who)
    with pytest.raises(NotAllowed):
        await do(house, "Maya", "grant_wish", wish.id)
    with pytest.raises(NotAllowed):
        await wish_for(house, "Elena", ice)


async def test_siblings_and_other_families_see_nothing_of_it(house: House) -> None:
    await give(house, "Maya", 20)
    ice = await offer(house, "Ice cream", 15)
    wish = await wish_for(house, "Maya", ice)
    for who in ("Leo", "Ada", "Tobi"):
        with pytest.raises(NotFound):
            await purse(house, "Maya", by=who)
        with pytest.raises(NotFound):
            await do(house, who, "withdraw_wish", wish.id)
        async with house.office.reading(house.people[who]) as look:
            assert await wishes_waiting(look) == []
    async with house.office.reading(house.people["Ada"]) as look:
        assert await ledger(look, house.people["Maya"].member_id) == []
    for who in ("Ada", "Tobi"):
        with pytest.raises((NotFound, NotAllowed)):
            await wish_for(house, who, ice)


async def test_a_parent_sees_every_purse_and_a_child_their_own(house: House) -> None:
    await give(house, "Maya", 20)
    await give(house, "Leo", 7)
    async with house.office.reading(house.people["Marco"]) as look:
        assert {b.points for b in (await balances(look)).values()} == {20, 7}
    async with house.office.reading(house.people["Leo"]) as look:
        assert [b.points for b in (await balances(look)).values()] == [7]


async def test_a_balance_is_explained_by_its_parts(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    await approve(house, "Elena", await due(house, "Feed the cat"))
    await give(house, "Maya", 40)
    await give(house, "Maya", -3, "Threw the ball indoors")
    wish = await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    await do(house, "Elena", "grant_wish", wish.id)
    await wish_for(house, "Maya", await offer(house, "Sticker", 4))
    await do(
        house, "Elena", "decline_wish", (await wish_for(house, "Maya", await offer(house, "Comic", 9))).id
    )
    async with house.office.reading(house.people["Maya"]) as look:
        parts = await explained(look, house.people["Maya"].member_id)
    assert (parts.earned, parts.given, parts.taken, parts.spent, parts.aside) == (2, 40, 3, 15, 4)
    assert parts.points == parts.earned + parts.given - parts.taken - parts.spent - parts.aside == 20


async def test_out_of_the_shop_a_reward_cannot_be_asked_for_but_a_waiting_wish_stays(house: House) -> None:
    await give(house, "Maya", 40)
    ice = await offer(house, "Ice cream", 15)
    wish = await wish_for(house, "Maya", ice)
    await do(house, "Elena", "put_away_reward", ice)
    async with house.office.reading(house.people["Maya"]) as look:
        assert [offer.wish.id if offer.wish else None for offer in (await shop_of(look)).offers] == [wish.id]
    await do(house, "Elena", "grant_wish", wish.id)
    with pytest.raises(RuleBroken):
        await wish_for(house, "Maya", ice)


async def test_a_new_price_does_not_change_what_was_asked_before(house: House) -> None:
    await give(house, "Maya", 40)
    ice = await offer(house, "Ice cream", 15)
    wish = await wish_for(house, "Maya", ice)
    await do(house, "Elena", "change_reward", ice, actions.RewardPlan("Ice cream", 30))
    await do(house, "Elena", "decline_wish", wish.id)
    assert (await purse(house, "Maya")).points == 40
