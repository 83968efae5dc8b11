"""Points, rewards and chores over the REST API: the same verbs, the same refusals."""

from tests.chores.doing import add, due
from tests.rewards.doing import give, offer
from tests.support.house import House

V1 = "/api/v1"


async def test_the_chain_from_done_to_points(house: House) -> None:
    elena, maya = await house.api("Elena"), await house.api("Maya")
    sent = {"title": "Feed the cat", "people": [house.people["Maya"].member_id], "points": 2}
    chore = (await elena.post(f"{V1}/chores", json=sent)).json()
    assert (chore["repeat"], chore["start"]) == ("daily", "2026-03-10")
    cat = (await maya.get(f"{V1}/occurrences?member={house.people['Maya'].member_id}&state=open")).json()[0]
    done = (await maya.post(f"{V1}/occurrences/{cat['id']}/completion")).json()
    assert (done["state"], done["done_by"]) == ("waiting", house.people["Maya"].member_id)
    assert (await maya.post(f"{V1}/occurrences/{cat['id']}/approval")).status_code == 403
    back = await elena.post(f"{V1}/occurrences/{cat['id']}/return", json={"note": "Fresh water too"})
    assert (back.json()["sent_back"], back.json()["note"]) == (True, "Fresh water too")
    assert (await elena.post(f"{V1}/occurrences/{cat['id']}/approval", json={})).json()["state"] == "approved"
    assert (await maya.get(f"{V1}/points")).json()[0]["points"] == 2
    assert (await elena.post(f"{V1}/occurrences/{cat['id']}/undo")).status_code == 200
    assert (await maya.get(f"{V1}/points")).json()[0]["points"] == 0


async def test_a_refusal_is_a_problem_document_with_a_sentence(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    elena = await house.api("Elena")
    await elena.post(f"{V1}/occurrences/{cat.id}/approval")
    twice = await elena.post(f"{V1}/occurrences/{cat.id}/approval")
    assert twice.status_code == 409 and twice.headers["content-type"].startswith("application/problem+json")
    assert twice.json()["detail"] == "This is done already."
    assert (await (await house.api("Ada")).get(f"{V1}/occurrences/{cat.id}")).status_code == 404


async def test_unknown_fields_and_wrong_repeats_are_refused(house: House) -> None:
    elena = await house.api("Elena")
    sent = {"title": "Feed the cat", "people": [house.people["Maya"].member_id]}
    assert (await elena.post(f"{V1}/chores", json=sent | {"price": 2})).status_code == 422
    wrong = await elena.post(f"{V1}/chores", json=sent | {"repeat": "sometimes"})
    assert wrong.status_code == 422 and "repeat" in wrong.json()["errors"]


async def test_a_key_that_may_only_read_changes_nothing(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    maya = await house.api("Maya", ("read",))
    assert (await maya.get(f"{V1}/occurrences")).status_code == 200
    assert (await maya.post(f"{V1}/occurrences/{cat.id}/completion")).status_code == 403


async def test_a_wish_over_the_api(house: House) -> None:
    await give(house, "Maya", 23)
    ice = await offer(house, "Ice cream", 15)
    elena, maya = await house.api("Elena"), await house.api("Maya")
    wish = (await maya.post(f"{V1}/rewards/{ice}/wish")).json()
    assert (await maya.get(f"{V1}/wishes")).json() == [wish]
    assert (await maya.post(f"{V1}/wishes/{wish['id']}/grant")).status_code == 403
    assert (await elena.post(f"{V1}/wishes/{wish['id']}/grant")).json()["state"] == "granted"
    parts = (await maya.get(f"{V1}/points/{house.people['Maya'].member_id}")).json()
    assert (parts["given"], parts["spent"], parts["points"]) == (23, 15, 8)
    assert (
        await (await house.api("Leo")).get(f"{V1}/points/{house.people['Maya'].member_id}")
    ).status_code == 404


async def test_points_by_hand_are_booked_once_for_each_key(house: House) -> None:
    elena, maya = await house.api("Elena"), await house.api("Maya")
    sent = {"member_id": house.people["Maya"].member_id, "amount": 5, "reason": "Kind", "key": "my-own-key"}
    assert (await elena.post(f"{V1}/points", json=sent)).json()["points"] == 5
    assert (await elena.post(f"{V1}/points", json=sent)).status_code == 409
    assert (await maya.post(f"{V1}/points", json=sent | {"key": "another-key"})).status_code == 403


async def test_the_shop_over_the_api(house: House) -> None:
    elena, maya = await house.api("Elena"), await house.api("Maya")
    member = house.people["Maya"].member_id
    await give(house, "Maya", 30)
    sent = {"title": "Football", "points": 20, "stock": 2}
    ball = (await elena.post(f"{V1}/rewards", json=sent)).json()
    priced = (await elena.put(f"{V1}/rewards/{ball['id']}/prices/{member}", json={"points": 12})).json()
    assert (priced["stock"], priced["prices"]) == (2, {str(member): 12})
    seen = (await maya.get(f"{V1}/rewards/{ball['id']}")).json()
    assert (seen["points"], seen["prices"]) == (12, {})
    assert (await maya.post(f"{V1}/rewards/{ball['id']}/goal")).status_code == 204
    goal = {"member_id": member, "reward_id": ball["id"], "title": "Football"}
    assert (await elena.get(f"{V1}/rewards/goals")).json() == [goal | {"price": 12, "have": 12, "missing": 0}]
    wish = (await maya.post(f"{V1}/rewards/{ball['id']}/wish")).json()
    assert (wish["points"], wish["state"]) == (12, "waiting")
    way = f"{V1}/wishes/{wish['id']}"
    said = (await elena.post(f"{way}/refusal", json={"note": "After the dentist"})).json()
    assert (said["state"], said["note"]) == ("declined", "After the dentist")
    assert (await elena.post(f"{way}/undo")).json()["note"] == ""
    assert (await elena.post(f"{way}/grant")).json()["state"] == "granted"
    assert (await maya.post(f"{way}/redemption")).json()["redeemed_by"] == member
    back = (await elena.post(f"{way}/refund", json={"note": "It burst"})).json()
    assert (back["state"], back["note"]) == ("refunded", "It burst")
    assert (await maya.delete(f"{V1}/rewards/goal")).status_code == 204


async def test_the_ledger_over_the_api_names_what_each_line_follows_from(house: House) -> None:
    elena, maya = await house.api("Elena"), await house.api("Maya")
    member = house.people["Maya"].member_id
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await elena.post(f"{V1}/occurrences/{cat.id}/approval")
    [earned] = (await maya.get(f"{V1}/points/{member}/ledger")).json()
    assert (earned["occurrence_id"], earned["reversed"]) == (cat.id, False)
    await elena.post(f"{V1}/points/entries/{earned['id']}/reversal", json={"note": "Leo did it"})
    back, earned = (await maya.get(f"{V1}/points/{member}/ledger")).json()
    assert (back["reverses_id"], back["note"], back["cause"]) == (
        earned["id"], "Leo did it", f"{earned['cause']}:taken back",
    )  # fmt: skip
    assert earned["reversed"] is True
    story = (await maya.get(f"{V1}/points/{member}/explanation")).json()
    assert (story["points"], story["sentences"][-1]) == (0, "That makes 0.")


async def test_a_family_decides_about_penalties_over_the_api(house: House) -> None:
    elena, maya = await house.api("Elena"), await house.api("Maya")
    assert (await maya.get(f"{V1}/points/rules")).json() == {"penalties": True}
    assert (await maya.put(f"{V1}/points/rules", json={"penalties": False})).status_code == 403
    assert (await elena.put(f"{V1}/points/rules", json={"penalties": False})).json() == {"penalties": False}
    sent = {"member_id": house.people["Maya"].member_id, "amount": -1, "reason": "Late", "key": "a-key-of-1"}
    refused = await elena.post(f"{V1}/points", json=sent)
    assert refused.status_code == 422 and "amount" in refused.json()["errors"]
