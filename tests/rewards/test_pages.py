"""The shop as a child meets it, and as a parent keeps it."""

from uuid import uuid4

import pytest

from tests.rewards.doing import give, offer, purse, wish_for
from tests.support.house import House


async def test_a_child_sees_stars_the_nearest_wish_and_honest_prices(house: House) -> None:
    await give(house, "Maya", 23)
    await offer(house, "Ice cream", 15)
    await offer(house, "Movie night", 40)
    page = (await (await house.browser("Maya")).get("/rewards")).text
    for words in ("Stars", "23", "17 to go", "Get it", "23 of 40 for Movie night", "Helped Grandma"):
        assert words in page
    assert "Give or take points" not in page


async def test_a_wish_from_asking_to_a_parents_yes(house: House) -> None:
    await give(house, "Maya", 23)
    ice = await offer(house, "Ice cream", 15)
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    await maya.get("/rewards")
    assert (await maya.post(f"/rewards/{ice}/wish")).status_code == 303
    assert "Waiting for a parent" in (await maya.get("/rewards")).text
    page = (await elena.get("/rewards")).text
    assert "Maya would like Ice cream" in page
    assert (await elena.post("/wishes/1/grant")).status_code == 303
    assert "Maya gets Ice cream." in (await elena.get("/rewards")).text
    assert (await maya.post("/wishes/1/withdrawal")).status_code == 409
    assert (await purse(house, "Maya")).points == 8


async def test_a_wish_answered_on_todays_page_leads_back_to_it(house: House) -> None:
    await give(house, "Maya", 40)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    elena = await house.browser("Elena")
    answer = await elena.post("/wishes/1/grant", {"back": "/today"})
    assert answer.headers["location"] == "/today"
    answer = await elena.post("/wishes/1/undo", {"back": "//evil.example"})
    assert answer.headers["location"] == "/rewards"


async def test_a_child_without_enough_points_reads_how_many_are_missing(house: House) -> None:
    ice = await offer(house, "Ice cream", 15)
    maya = await house.browser("Maya")
    await maya.get("/rewards")
    answer = await maya.post(f"/rewards/{ice}/wish")
    assert answer.status_code == 409 and "Ice cream needs 15 more points." in answer.text


@pytest.mark.parametrize(
    "path", ["/rewards", "/rewards/1", "/rewards/points", "/rewards/1/put-away", "/wishes/1/grant"]
)
async def test_a_child_cannot_act_as_a_parent(house: House, path: str) -> None:
    await give(house, "Maya", 20)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    maya = await house.browser("Maya")
    await maya.get("/rewards")
    form = {"title": "A pony", "points": 1, "member": house.people["Maya"].member_id, "amount": 99}
    assert (await maya.post(path, form)).status_code == 403
    assert (await purse(house, "Maya")).points == 5


async def test_another_familys_wishes_and_rewards_do_not_exist(house: House) -> None:
    await give(house, "Maya", 20)
    ice = await offer(house, "Ice cream", 15)
    await wish_for(house, "Maya", ice)
    ada, tobi = await house.browser("Ada"), await house.browser("Tobi")
    assert "Ice cream" not in (await ada.get("/rewards")).text
    await tobi.get("/rewards")
    for path in (f"/rewards/{ice}/put-away", "/wishes/1/grant", "/wishes/1/refusal", "/wishes/1/undo"):
        assert (await ada.post(path)).status_code == 404
    assert (await tobi.post(f"/rewards/{ice}/wish")).status_code == 404
    assert (await tobi.post("/wishes/1/withdrawal")).status_code == 404
    assert (await ada.get(f"/rewards/ledger?member={house.people['Maya'].member_id}")).status_code == 404


async def test_a_parent_keeps_the_shop(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/rewards")
    wrong = await elena.post("/rewards", {"title": "Ice cream", "points": "lots"})
    assert wrong.status_code == 422 and 'value="Ice cream"' in wrong.text and "data-open" in wrong.text
    assert (await elena.post("/rewards", {"title": "Ice cream", "points": 15})).status_code == 303
    assert "Ice cream" in (await elena.get("/rewards")).text
    assert (await elena.post("/rewards/1", {"title": "Big ice cream", "points": 0})).status_code == 422
    assert (await elena.post("/rewards/1", {"title": "Big ice cream", "points": 20})).status_code == 303
    assert "Big ice cream" in (await elena.get("/rewards/1")).text
    await elena.post("/rewards/1/put-away")
    assert "Bring it back" in (await elena.get("/rewards")).text
    await elena.post("/rewards/1/comeback")


async def test_a_parent_gives_points_with_a_reason_once_even_if_the_form_is_sent_twice(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.get("/rewards")
    form = {
        "member": house.people["Maya"].member_id,
        "kind": "bonus",
        "amount": 5,
        "reason": "Kind",
        "key": uuid4().hex,
    }
    assert (await elena.post("/rewards/points", form)).status_code == 303
    assert (await elena.post("/rewards/points", form)).status_code == 409
    assert (await purse(house, "Maya")).points == 5
    short = await elena.post("/rewards/points", form | {"kind": "penalty", "amount": 6, "key": uuid4().hex})
    assert short.status_code == 422 and "Only 5 points are there." in short.text
    assert "Kind" in (await (await house.browser("Maya")).get("/rewards")).text


async def test_the_ledger_has_pages_and_belongs_to_its_owner(house: House) -> None:
    for n in range(33):
        await give(house, "Maya", 1, f"Good deed {n}")
    maya, member = await house.browser("Maya"), house.people["Maya"].member_id
    page = (await maya.get("/rewards/ledger")).text
    assert "Good deed 32" in page and "Good deed 2<" not in page and "before=4" in page
    assert "Good deed 2<" in (await maya.get("/rewards/ledger?before=4")).text
    assert (await (await house.browser("Leo")).get(f"/rewards/ledger?member={member}")).status_code == 404
    assert (
        "Good deed 32" in (await (await house.browser("Marco")).get(f"/rewards/ledger?member={member}")).text
    )


async def test_what_is_owed_is_said_kindly(house: House) -> None:
    entry = await give(house, "Maya", 20)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    elena = await house.browser("Elena")
    await elena.get("/rewards")
    await elena.post(f"/rewards/points/{entry}/reversal")
    assert "stars are owed" in (await (await house.browser("Maya")).get("/rewards")).text
    assert "owes 15" in (await elena.get("/rewards")).text


async def test_the_last_one_is_shown_and_then_that_there_is_none(house: House) -> None:
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    await elena.get("/rewards")
    assert (await elena.post("/rewards", {"title": "Football", "points": 10, "stock": 1})).status_code == 303
    for name in ("Maya", "Leo"):
        await give(house, name, 30)
    assert "1 left" in (await maya.get("/rewards")).text
    assert (await maya.post("/rewards/1/wish")).status_code == 303
    leo = await house.browser("Leo")
    assert "None left just now" in (await leo.get("/rewards")).text
    refused = await leo.post("/rewards/1/wish")
    assert refused.status_code == 409 and "There is none left just now: Football." in refused.text
    assert "none left" in (await elena.get("/rewards")).text


async def test_a_stock_that_changed_meanwhile_comes_back_with_the_form_and_then_can_be_saved(
    house: House,
) -> None:
    elena = await house.browser("Elena")
    await elena.get("/rewards")
    await elena.post("/rewards", {"title": "Football", "points": 10, "stock": 3})
    await give(house, "Maya", 30)
    await wish_for(house, "Maya", 1)
    form = {"title": "Football", "points": 12, "stock": 3, "seen": 3}
    refused = await elena.post("/rewards/1", form)
    assert refused.status_code == 422 and "Meanwhile somebody asked for one" in refused.text
    assert 'name="seen" value="2"' in refused.text and 'value="12"' in refused.text
    assert (await elena.post("/rewards/1", form | {"seen": 2, "stock": 2})).status_code == 303


async def test_a_price_for_one_child_is_set_and_lifted_on_the_rewards_page(house: House) -> None:
    ice, maya = await offer(house, "Ice cream", 15), house.people["Maya"].member_id
    elena = await house.browser("Elena")
    assert "as for everyone" in (await elena.get(f"/rewards/{ice}")).text
    assert (await elena.post(f"/rewards/{ice}/prices", {"member": maya, "price": 6})).status_code == 303
    assert "a price of their own" in (await elena.get(f"/rewards/{ice}")).text
    assert "Maya: 6" in (await elena.get("/rewards")).text
    wrong = await elena.post(f"/rewards/{ice}/prices", {"member": maya, "price": "cheap"})
    assert wrong.status_code == 422 and 'value="cheap"' in wrong.text
    assert (await elena.post(f"/rewards/{ice}/prices", {"member": maya, "price": ""})).status_code == 303
    assert "Maya: 6" not in (await elena.get("/rewards")).text


async def test_a_promise_stays_on_both_pages_until_it_was_handed_over(house: House) -> None:
    await give(house, "Maya", 30)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    await elena.post("/wishes/1/grant")
    assert "Handed over: Ice cream" in (await elena.get("/rewards")).text
    page = (await maya.get("/rewards")).text
    assert "You get it soon" in page and "I have it: Ice cream" in page
    assert (await maya.post("/wishes/1/redemption")).status_code == 303
    assert "You get it soon" not in (await maya.get("/rewards")).text
    assert "Maya has it" in (await elena.get("/wishes/1")).text
    assert (await maya.post("/wishes/1/undo")).status_code == 303
    assert "You get it soon" in (await maya.get("/rewards")).text
    house.clock.forward(days=61)
    for who in ("Maya", "Elena"):
        page = (await (await house.browser(who)).get("/rewards")).text
        assert "Ice cream" in page and "Promised" not in page and "soon" not in page


async def test_a_word_with_a_no_is_read_by_the_child_and_by_nobody_else(house: House) -> None:
    await give(house, "Maya", 30)
    await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    long = await elena.post("/wishes/1/refusal", {"note": "no " * 100})
    assert long.status_code == 422 and "at most 200 letters" in long.text
    await elena.post("/wishes/1/refusal", {"note": "After the dentist"})
    for path in ("/rewards", "/rewards/ledger", "/wishes/1"):
        assert "After the dentist" in (await maya.get(path)).text
    assert (await (await house.browser("Leo")).get("/wishes/1")).status_code == 404


async def test_whether_points_may_be_taken_away_is_read_in_the_shop(house: House) -> None:
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    assert "A parent may take stars away, and always says why." in (await maya.get("/rewards")).text
    await elena.get("/rewards")
    assert (await elena.post("/rewards/points/rules", {"penalties": "false"})).status_code == 303
    assert "In your family nobody takes stars away." in (await maya.get("/rewards")).text
    page = (await elena.get("/rewards")).text
    assert 'value="penalty"' not in page and "Give points" in page
    member = house.people["Maya"].member_id
    form = {"member": member, "kind": "penalty", "amount": 1, "reason": "Late", "key": uuid4().hex}
    refused = await elena.post("/rewards/points", form)
    assert refused.status_code == 422 and "nobody takes points away: you switched it off" in refused.text


async def test_a_child_saves_and_everybody_concerned_sees_how_far_it_is(house: House) -> None:
    await give(house, "Maya", 23)
    film = await offer(house, "Movie night", 40)
    maya, elena = await house.browser("Maya"), await house.browser("Elena")
    await maya.get("/rewards")
    assert (await maya.post(f"/rewards/{film}/goal")).status_code == 303
    page = (await maya.get("/rewards")).text
    assert "Saving for Movie night" in page and "23 of 40 for Movie night" in page
    assert "saves for Movie night: 23 of 40" in (await elena.get("/rewards")).text
    await maya.post("/rewards/goal/end")
    assert "Saving for Movie night" not in (await maya.get("/rewards")).text


async def test_a_line_says_what_it_follows_from_and_a_parent_takes_it_back_with_a_word(house: House) -> None:
    entry = await give(house, "Maya", 20, "Typed wrong")
    elena, maya = await house.browser("Elena"), await house.browser("Maya")
    page = (await elena.get(f"/rewards/points/{entry}")).text
    assert "Was this wrong?" in page and "Nothing is erased." in page
    assert "Was this wrong?" not in (await maya.get(f"/rewards/points/{entry}")).text
    await elena.post(f"/rewards/points/{entry}/reversal", {"note": "It was meant for Leo"})
    assert "It was meant for Leo" in (await maya.get("/rewards/ledger")).text
    assert "What it takes back" in (await maya.get(f"/rewards/points/{entry + 1}")).text
    assert "Was this wrong?" not in (await elena.get(f"/rewards/points/{entry + 1}")).text
    for who in ("Leo", "Ada"):
        assert (await (await house.browser(who)).get(f"/rewards/points/{entry}")).status_code == 404
