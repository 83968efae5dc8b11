"""How one asks the API, and what it says to whoever asks in another way: always in problem documents."""

import pytest

from tests.support.house import House

V1 = "/api/v1"
JSON = {"content-type": "application/json"}
BROKEN = {
    "half a sentence": (b'{"title": ', 400),
    "letters that are none": (b'{"title": "\xff\xfe"}', 400),
    "not a number": (b'{"points": NaN}', 400),
    "a number beyond all numbers": (b'{"points": 1e999}', 400),
    "a very long number": (b'{"points": ' + b"9" * 4000 + b"}", 422),
    "nothing": (b"", 422),
    "a list": (b"[]", 422),
}


@pytest.mark.parametrize("what", BROKEN)
async def test_what_cannot_be_read_is_told_in_a_problem_document(house: House, what: str) -> None:
    elena = await house.api("Elena")
    body, status = BROKEN[what]
    answer = await elena.post(f"{V1}/chores", content=body, headers=JSON)
    assert answer.status_code in (status, 422)
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["status"] == answer.status_code and told["detail"] and told["instance"] == f"{V1}/chores"


@pytest.mark.parametrize("path", ["/api/nothing", V1, f"{V1}/nothing", f"{V1}/members/x", f"{V1}/members/-1"])
async def test_an_address_that_leads_nowhere_is_a_problem_too(house: House, path: str) -> None:
    answer = await (await house.api("Elena")).get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_an_address_says_what_it_takes(house: House) -> None:
    elena, maya = await house.api("Elena"), house.people["Maya"].member_id
    refused = await elena.put(f"{V1}/members/{maya}", json={})
    assert refused.status_code == 405
    assert refused.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH"
    asked = await house.new_client().options(f"{V1}/members/{maya}")
    assert (asked.status_code, asked.headers["allow"]) == (204, refused.headers["allow"])
    assert (await elena.options(f"{V1}/nothing")).status_code == 404


async def test_a_look_at_the_headers_alone(house: House) -> None:
    elena = await house.api("Elena")
    whole, head = await elena.get(f"{V1}/members"), await elena.head(f"{V1}/members")
    assert head.status_code == 200 and head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert (await elena.head(f"{V1}/members/999")).status_code == 404


async def test_only_json_is_read_and_only_json_is_sent(house: House) -> None:
    elena = await house.api("Elena")
    assert (await elena.post(f"{V1}/chores", data={"title": "Feed the cat"})).status_code == 415
    assert (await elena.get(f"{V1}/me", headers={"accept": "text/html"})).status_code == 406
    never = {"accept": "application/json;q=0, text/html"}
    assert (await elena.get(f"{V1}/me", headers=never)).status_code == 406
    browser = {"accept": "text/html, */*;q=0.1"}
    assert (await elena.get(f"{V1}/me", headers=browser)).status_code == 200


async def test_a_word_in_the_query_that_nobody_knows_is_not_passed_over(house: House) -> None:
    """Whoever mistypes a filter must not take everything for what they asked for."""
    elena = await house.api("Elena")
    answer = await elena.get(f"{V1}/occurrences?membr=1")
    assert answer.status_code == 422 and "membr" in answer.json()["errors"]
    assert (await elena.get(f"{V1}/occurrences?member=1")).status_code == 200


async def test_a_slash_at_the_end_changes_nothing(house: House) -> None:
    elena = await house.api("Elena")
    assert (await elena.get(f"{V1}/members/")).json() == (await elena.get(f"{V1}/members")).json()


async def test_who_has_no_key_is_told_which_kind_opens(house: House) -> None:
    answer = await house.new_client().get(f"{V1}/me")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
