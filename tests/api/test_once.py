"""Idempotency-Key: a request whose answer got lost is sent again, and done once."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from appliance.core.receipts import AnsweredRequest, forget_receipts
from appliance.core.settings import ROOT
from appliance.rewards.models import Reward
from tests.chores.doing import add, due
from tests.support.house import House, open_house

V1 = "/api/v1"
REWARD = {"title": "A kite", "points": 20}


def key(name: str) -> dict[str, str]:
    return {"idempotency-key": f'"{name}"'}


async def rewards(house: House) -> int:
    async with house.office.database.reading() as db:
        return len((await db.exec(select(Reward))).all())


async def test_the_same_request_is_answered_again_and_not_done_again(house: House) -> None:
    elena = await house.api("Elena")
    first = await elena.post(f"{V1}/rewards", json=REWARD, headers=key("first-try"))
    again = await elena.post(f"{V1}/rewards", json=REWARD, headers={"idempotency-key": "first-try"})
    assert first.status_code == again.status_code == 201 and again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert again.headers["content-type"] == first.headers["content-type"]
    assert await rewards(house) == 1


async def test_fifty_at_once_with_one_key_change_one_thing(house: House) -> None:
    elena = await house.api("Elena")
    tries = (elena.post(f"{V1}/rewards", json=REWARD, headers=key("fifty")) for _n in range(50))
    answers = await asyncio.gather(*tries)
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert await rewards(house) == 1
    busy = [answer for answer in answers if answer.status_code == 409]
    assert all(answer.headers["retry-after"] == "1" for answer in busy)
    assert (await elena.post(f"{V1}/rewards", json=REWARD, headers=key("fifty"))).status_code == 201


async def test_whoever_asks_again_too_soon_is_told_to_wait(house: House) -> None:
    elena = await house.api("Elena")
    async with house.office.database.writing():  # nobody else can change anything meanwhile
        first = asyncio.create_task(elena.post(f"{V1}/rewards", json=REWARD, headers=key("soon")))
        while not house.app.state.answering:
            await asyncio.wait({first}, timeout=0.01)
        again = await elena.post(f"{V1}/rewards", json=REWARD, headers=key("soon"))
    assert (again.status_code, again.headers["retry-after"]) == (409, "1")
    assert (await first).status_code == 201 and not house.app.state.answering
    assert await rewards(house) == 1


async def test_a_key_belongs_to_one_request_of_one_member(house: House) -> None:
    elena, marco = await house.api("Elena"), await house.api("Marco")
    await elena.post(f"{V1}/rewards", json=REWARD, headers=key("mine"))
    other = await elena.post(f"{V1}/rewards", json=REWARD | {"points": 9}, headers=key("mine"))
    assert other.status_code == 422
    elsewhere = await elena.post(f"{V1}/chores", json=REWARD, headers=key("mine"))
    assert elsewhere.status_code == 422
    assert (await marco.post(f"{V1}/rewards", json=REWARD, headers=key("mine"))).status_code == 201
    assert await rewards(house) == 2


async def test_what_was_refused_may_be_tried_again(house: House) -> None:
    elena, maya = await house.api("Elena"), await house.api("Maya")
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    path = f"{V1}/occurrences/{cat.id}/return"
    assert (await elena.post(path, json={}, headers=key("back"))).status_code == 409
    await maya.post(f"{V1}/occurrences/{cat.id}/completion")
    assert (await elena.post(path, json={}, headers=key("back"))).status_code == 200


@pytest.mark.parametrize("said", ["", '""', "two words", "é".encode().decode("latin-1"), "x" * 201])
async def test_a_key_that_is_none_is_refused(house: House, said: str) -> None:
    elena = await house.api("Elena")
    headers = [(b"idempotency-key", said.encode("latin-1"))]
    assert (await elena.post(f"{V1}/rewards", json=REWARD, headers=headers)).status_code == 400
    assert await rewards(house) == 0


async def test_an_answer_that_got_lost_is_never_done_again(house: House) -> None:
    """As after a power cut between the change and its answer."""
    elena = await house.api("Elena")
    await elena.post(f"{V1}/rewards", json=REWARD, headers=key("lost"))
    async with house.office.database.writing() as db:
        row = (await db.exec(select(AnsweredRequest))).one()
        row.status, row.answer = None, ""
        db.add(row)
    again = await elena.post(f"{V1}/rewards", json=REWARD, headers=key("lost"))
    assert again.status_code == 409 and "done already" in again.json()["detail"]
    assert await rewards(house) == 1


async def test_no_key_no_pin_and_no_memory_can_be_read_in_the_database(house: House) -> None:
    elena = await house.api("Elena")
    made = await elena.post(f"{V1}/tokens", json={"name": "clock"}, headers=key("a-key"))
    again = await elena.post(f"{V1}/tokens", json={"name": "clock"}, headers=key("a-key"))
    assert again.json() == made.json()
    kept = house.settings.database.read_bytes()
    kept += house.settings.database.with_name("appliance.db-wal").read_bytes()
    assert made.json()["token"].encode() not in kept


async def test_a_forgotten_memory_is_in_no_answer_any_more(house: House) -> None:
    maya = await house.api("Maya")
    sent = {"text": "The kite is in the attic."}
    made = await maya.post(f"{V1}/memories", json=sent, headers=key("kite"))
    await maya.delete(f"{V1}/memories/{made.json()['id']}")
    async with house.office.database.reading() as db:
        assert (await db.exec(select(AnsweredRequest))).all() == []


async def test_after_a_day_a_key_is_forgotten(house: House) -> None:
    elena = await house.api("Elena")
    await elena.post(f"{V1}/rewards", json=REWARD, headers=key("day"))
    house.clock.forward(hours=25)
    assert (await elena.post(f"{V1}/rewards", json=REWARD, headers=key("day"))).status_code == 201
    house.clock.forward(hours=25)
    await forget_receipts(house.office)
    async with house.office.database.reading() as db:
        assert (await db.exec(select(AnsweredRequest))).all() == []
    assert await rewards(house) == 2


def killed_in_the_middle(folder: Path, bearer: str) -> set[str]:
    """The names of what had begun when the process was killed."""
    command = [sys.executable, "-m", "tests.api.offering", str(folder), bearer]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as giving:
        assert giving.stdout is not None
        lines = [giving.stdout.readline() for _n in range(7)]
        giving.send_signal(signal.SIGKILL)
        lines += giving.stdout.readlines()
    return {line.split()[1] for line in lines if line.endswith("\n")}


async def test_a_power_cut_between_change_and_answer_does_nothing_twice(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    async with open_house(folder) as house:
        elena = await house.api("Elena")
        bearer = elena.headers["authorization"]
    begun = killed_in_the_middle(folder, bearer)
    async with open_house(folder, empty=True) as house:
        client: httpx.AsyncClient = house.new_client()
        client.headers["authorization"] = bearer
        for name in sorted(begun):
            sent = {"title": name, "points": 1}
            again = await client.post(f"{V1}/rewards", json=sent, headers=key(f"cut-{name}"))
            assert again.status_code in (201, 409), again.text
        async with house.office.database.reading() as db:
            titles = [reward.title for reward in (await db.exec(select(Reward))).all()]
    assert sorted(titles) == sorted(begun)
