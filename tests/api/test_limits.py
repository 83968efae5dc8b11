"""How often one key may ask, and that nobody uses up what is another's."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from appliance.core.settings import Settings
from appliance.web.api.limits import REMEMBERED, Limits
from tests.support.clock import HandClock
from tests.support.house import House, open_house

V1 = "/api/v1"


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[House]:
    few = {"api_reads": 6, "api_writes": 3, "api_asks": 2, "api_strangers": 4}
    async with open_house(tmp_path / "house", **few) as opened:
        yield opened


async def until_refused(client: httpx.AsyncClient, method: str, path: str, **sent: object) -> httpx.Response:
    answers = [await client.request(method, path, **sent) for _n in range(10)]  # type: ignore[arg-type]
    return next(answer for answer in answers if answer.status_code == 429)


async def test_reading_has_an_end_that_says_when_to_come_back(strict: House) -> None:
    elena = await strict.api("Elena")
    first = await elena.get(f"{V1}/me")
    assert first.headers["ratelimit-policy"] == '"reads";q=6;w=60'
    assert first.headers["ratelimit"] == '"reads";r=5;t=10'
    refused = await until_refused(elena, "GET", f"{V1}/me")
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["retry-after"] == "10" and refused.headers["ratelimit"].startswith('"reads";r=0')
    strict.clock.forward(seconds=10)
    assert (await elena.get(f"{V1}/me")).status_code == 200
    assert (await elena.get(f"{V1}/me")).status_code == 429


async def test_the_same_key_is_the_same_however_it_is_written(strict: House) -> None:
    elena = await strict.api("Elena")
    key = elena.headers["authorization"].partition(" ")[2]
    for said in (f"bearer {key}", f"BEARER {key}", f"Bearer   {key}", f"bEarer {key}  ") * 2:
        answer = await elena.get(f"{V1}/me", headers={"authorization": said})
    assert answer.status_code == 429


async def test_a_second_key_is_not_held_up(strict: House) -> None:
    elena, other, marco = await strict.api("Elena"), await strict.api("Elena"), await strict.api("Marco")
    await until_refused(elena, "GET", f"{V1}/me")
    await until_refused(strict.new_client(), "GET", f"{V1}/me")
    assert (await other.get(f"{V1}/me")).status_code == 200
    assert (await marco.get(f"{V1}/me")).status_code == 200


async def test_changes_and_questions_are_counted_by_themselves(strict: House) -> None:
    elena = await strict.api("Elena")
    sent = {"title": "A kite", "points": 20}
    await until_refused(elena, "POST", f"{V1}/rewards", json=sent)
    assert len((await elena.get(f"{V1}/rewards")).json()) == 3
    refused = await until_refused(elena, "POST", f"{V1}/ask", json={"text": ""})
    assert refused.headers["ratelimit-policy"] == '"asks";q=2;w=60'


async def test_who_has_no_key_is_counted_by_address(strict: House) -> None:
    guessing = strict.new_client()
    for n in range(4):
        guessing.headers["authorization"] = f"Bearer home_{n}"
        assert (await guessing.get(f"{V1}/me")).status_code == 401
    guessing.headers["authorization"] = "Bearer home_5"
    assert (await guessing.get(f"{V1}/me")).status_code == 429


async def test_a_child_that_keeps_pressing_the_button_has_to_wait(strict: House) -> None:
    maya, leo = await strict.browser("Maya"), await strict.browser("Leo")
    answers = [await maya.post("/ask", {"text": ""}) for _n in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[2].headers["retry-after"] == "30"
    assert (await leo.post("/ask", {"text": ""})).status_code == 422


def test_whoever_comes_from_everywhere_does_not_fill_the_memory() -> None:
    limits = Limits(Settings(), HandClock())
    for n in range(REMEMBERED + 500):
        limits.take(f"stranger {n}", limits.strangers)
    assert len(limits) == REMEMBERED
