"""ETags: what has not changed is not sent again, and nobody overwrites what they have not seen."""

import asyncio
import gzip

import httpx

from tests.chores.doing import add
from tests.support.house import House

V1 = "/api/v1"
REWARD = {"title": "A kite", "points": 20}


async def a_reward(client: httpx.AsyncClient) -> str:
    made = await client.post(f"{V1}/rewards", json=REWARD)
    return f"{V1}/rewards/{made.json()['id']}"


async def test_what_has_not_changed_is_not_sent_again(house: House) -> None:
    elena = await house.api("Elena")
    reward = await a_reward(elena)
    first = await elena.get(f"{V1}/rewards")
    tag = first.headers["etag"]
    assert tag.startswith('"') and first.headers["cache-control"] == "private, no-cache"
    for said in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await elena.get(f"{V1}/rewards", headers={"if-none-match": said})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    await elena.put(reward, json=REWARD | {"points": 25})
    new = await elena.get(f"{V1}/rewards", headers={"if-none-match": tag})
    assert new.status_code == 200 and new.headers["etag"] != tag


async def test_a_packed_answer_is_the_same_version_under_its_own_tag(house: House) -> None:
    for n in range(12):
        await add(house, f"Chore number {n}", "Maya")
    elena = await house.api("Elena")
    plain = await elena.get(f"{V1}/chores", headers={"accept-encoding": "identity"})
    packed = await elena.get(f"{V1}/chores", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and packed.content == plain.content
    assert "Accept-Encoding" in plain.headers["vary"] and packed.headers["vary"] == plain.headers["vary"]
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) < len(gzip.compress(plain.content, 1)) + 200
    for tag in (packed.headers["etag"], plain.headers["etag"]):
        for kind in ("gzip", "identity"):
            again = await elena.get(f"{V1}/chores", headers={"if-none-match": tag, "accept-encoding": kind})
            assert again.status_code == 304
    never = await elena.get(f"{V1}/chores", headers={"accept-encoding": "gzip;q=0"})
    assert "content-encoding" not in never.headers


async def test_a_change_of_something_stale_is_refused(house: House) -> None:
    elena = await house.api("Elena")
    reward = await a_reward(elena)
    tag = (await elena.get(reward)).headers["etag"]
    assert (
        await elena.put(reward, json=REWARD | {"points": 30}, headers={"if-match": tag})
    ).status_code == 200
    late = await elena.put(reward, json=REWARD | {"points": 40}, headers={"if-match": tag})
    assert late.status_code == 412 and late.headers["content-type"] == "application/problem+json"
    assert (await elena.get(reward)).json()["points"] == 30
    new = (await elena.get(reward)).headers["etag"]
    weak = await elena.put(reward, json=REWARD, headers={"if-match": f"W/{new}"})
    assert weak.status_code == 412
    for said in ("*", f'"other", {new}'):
        assert (
            await elena.put(reward, json=REWARD | {"points": 30}, headers={"if-match": said})
        ).status_code == 200


async def test_of_many_who_saw_the_same_only_one_changes_it(house: House) -> None:
    elena = await house.api("Elena")
    reward = await a_reward(elena)
    tag = (await elena.get(reward)).headers["etag"]
    answers = await asyncio.gather(
        *(elena.put(reward, json=REWARD | {"points": 100 + n}, headers={"if-match": tag}) for n in range(20))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 19


async def test_a_change_on_a_page_counts_too(house: House) -> None:
    elena, browser = await house.api("Elena"), await house.browser("Elena")
    reward = await a_reward(elena)
    tag = (await elena.get(reward)).headers["etag"]
    await browser.post(reward.removeprefix(V1), {"title": "A kite", "points": 35, "minutes": 0})
    assert (await elena.put(reward, json=REWARD, headers={"if-match": tag})).status_code == 412


async def test_a_condition_tells_nobody_what_they_may_not_see(house: House) -> None:
    ada = await house.api("Ada")
    reward = await a_reward(await house.api("Elena"))
    for said in ("*", '"guess"'):
        assert (await ada.put(reward, json=REWARD, headers={"if-match": said})).status_code == 404


async def test_a_condition_holds_for_a_post_that_is_done_once_too(house: House) -> None:
    elena = await house.api("Elena")
    tag = (await elena.get(f"{V1}/rewards")).headers["etag"]
    await a_reward(elena)
    both = {"if-match": tag, "idempotency-key": "both"}
    assert (await elena.post(f"{V1}/rewards", json=REWARD, headers=both)).status_code == 412
    both["if-match"] = (await elena.get(f"{V1}/rewards")).headers["etag"]
    assert (await elena.post(f"{V1}/rewards", json=REWARD, headers=both)).status_code == 201
    assert (await elena.post(f"{V1}/rewards", json=REWARD, headers=both)).status_code == 201
    assert len((await elena.get(f"{V1}/rewards")).json()) == 2


async def test_an_address_that_cannot_be_read_has_no_version(house: House) -> None:
    elena, leo = await house.api("Elena"), house.people["Leo"].member_id
    path, sent = f"{V1}/members/{leo}/password", {"password": "four words in here"}
    assert (await elena.put(path, json=sent, headers={"if-match": '"x"'})).status_code == 412
    assert (await elena.put(path, json=sent)).status_code == 200
