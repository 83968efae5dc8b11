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
