"""Lists in pages: nothing twice, nothing left out, whatever happens meanwhile; and the usual filters."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import httpx
import pytest

from appliance.assistant.actions.conversations import ask_question
from appliance.assistant.actions.memories import save_memory
from appliance.core.outbox import put_in_outbox
from appliance.screen_time import actions as screen
from tests.chores.doing import add
from tests.rewards.doing import give, offer
from tests.support.house import House

V1 = "/api/v1"
Json = dict[str, object]


async def walked(client: httpx.AsyncClient, path: str, limit: int = 2) -> list[list[Json]]:
    """All pages, by the links alone."""
    pages = []
    address: str | None = f"{path}{'&' if '?' in path else '?'}limit={limit}"
    while address:
        answer = await client.get(address)
        assert answer.status_code == 200, answer.text
        pages.append(answer.json())
        address = answer.links.get("next", {}).get("url")
        assert len(pages) < 50
    return pages


async def occurrences(house: House) -> str:
    for n in range(5):
        await add(house, f"Chore {n}", "Maya")
    return f"{V1}/occurrences?from=2026-03-10&to=2026-03-11"


async def ledger(house: House) -> str:
    for n in range(5):
        await give(house, "Maya", n + 1)
    return f"{V1}/points/{house.people['Maya'].member_id}/ledger"


async def wishes(house: House) -> str:
    await give(house, "Maya", 100)
    maya = await house.api("Maya")
    for n in range(5):
        await maya.post(f"{V1}/rewards/{await offer(house, f'Reward {n}', 5)}/wish")
    return f"{V1}/wishes"


async def memories(house: House) -> str:
    for n in range(5):
        async with house.office.work(house.people["Elena"]) as work:
            await save_memory(work, f"The kite is number {n}.")
    return f"{V1}/memories"


async def chats(house: House) -> str:
    for n in range(5):
        async with house.office.work(house.people["Elena"]) as work:
            await ask_question(work, None, f"what is {n}?")
    return f"{V1}/chats"


async def said(house: House) -> str:
    async with house.office.work(house.people["Elena"]) as work:
        chat = (await ask_question(work, None, "what is this?")).conversation_id
        for n in range(2):
            await ask_question(work, chat, f"and {n}?")
    return f"{V1}/chats/{chat}/said"


async def intervals(house: House) -> str:
    maya = house.people["Maya"].member_id
    for _n in range(5):
        async with house.office.work(house.people["Elena"]) as work:
            await screen.add_usage_by_hand(work, maya, "TV", "video", 10)
    return f"{V1}/screen-time/members/{maya}/intervals"


async def bonus(house: House) -> str:
    maya = house.people["Maya"].member_id
    for _n in range(5):
        async with house.office.work(house.people["Elena"]) as work:
            await screen.grant_minutes(work, maya, 5)
    return f"{V1}/screen-time/members/{maya}/bonus"


async def deliveries(house: House) -> str:
    async with house.office.work(house.people["Elena"]) as work:
        for n in range(5):
            await put_in_outbox(work, "ntfy", work.actor.member_id, f"key {n}", {"title": str(n)})
    return f"{V1}/notifications/deliveries"


async def rewards(house: House) -> str:
    for n in range(5):
        await offer(house, f"Reward {n}", 5)
    return f"{V1}/rewards"


async def chores(house: House) -> str:
    await occurrences(house)
    return f"{V1}/chores"


async def members(_house: House) -> str:
    return f"{V1}/members"


async def devices(house: House) -> str:
    for _n in range(3):
        await house.device("Elena")
    return f"{V1}/devices"


async def sessions(house: House) -> str:
    for _n in range(3):
        await house.session("Elena")
    return f"{V1}/sessions"


async def tokens(house: House) -> str:
    for _n in range(3):
        await house.api("Elena")
    return f"{V1}/tokens"


LISTS = [
    *(occurrences, ledger, wishes, memories, chats, said, intervals, bonus, deliveries),
    *(rewards, chores, members, devices, sessions, tokens),
]


@pytest.mark.parametrize("fill", LISTS, ids=lambda fill: fill.__name__)
async def test_page_by_page_is_the_same_as_all_at_once(
    house: House, fill: Callable[[House], Awaitable[str]]
) -> None:
    path, elena = await fill(house), await house.api("Elena")
    whole = (await elena.get(f"{path}{'&' if '?' in path else '?'}limit=200")).json()
    assert len(whole) >= 3
    for limit in (1, 2, len(whole) - 1, len(whole)):
        pages = await walked(elena, path, limit)
        assert [row for page in pages for row in page] == whole
        assert all(len(page) == limit for page in pages[:-1]) and 1 <= len(pages[-1]) <= limit
    middle = (await elena.get(f"{path}{'&' if '?' in path else '?'}limit=1")).links["next"]["url"]
    for wrong in ("nonsense", "W10", "WyJhIl0", "bnVsbA", "é", "WzFlOTk5XQ", "W1tbW1tdXV1dXQ"):
        answer = await elena.get(path, params={"after": wrong})
        assert answer.status_code == 422 and "after" in answer.json()["errors"], wrong
    assert (await (await house.api("Ada")).get(middle)).status_code in (200, 404)


async def test_what_comes_in_meanwhile_moves_nothing(house: House) -> None:
    path, elena = await ledger(house), await house.api("Elena")
    before = (await elena.get(path)).json()
    first = await elena.get(f"{path}?limit=2")
    await give(house, "Maya", 50)
    second = await elena.get(first.links["next"]["url"])
    assert first.json() + second.json() == before[:4]


async def test_a_page_has_its_bounds(house: House) -> None:
    elena = await house.api("Elena")
    for limit in ("0", "201", "-1", "x", "1.5", "9" * 30):
        assert (await elena.get(f"{V1}/members?limit={limit}")).status_code == 422


async def test_occurrences_by_day_member_state_and_chore(house: House) -> None:
    maya, leo = (house.people[name].member_id for name in ("Maya", "Leo"))
    await add(house, "Feed the cat", "Maya")
    await add(house, "Sweep the hall", "Leo")
    await add(house, "Clear the table", "Maya", "Leo", way="pool")
    elena = await house.api("Elena")

    async def titles(**asked: object) -> set[str]:
        answer = await elena.get(f"{V1}/occurrences", params=asked)  # type: ignore[arg-type]
        return {row["title"] for row in answer.json()}

    everything = {"Feed the cat", "Sweep the hall", "Clear the table"}
    assert await titles() == everything
    assert await titles(member=maya) == {"Feed the cat", "Clear the table"}
    assert await titles(member=leo) == {"Sweep the hall", "Clear the table"}
    assert await titles(member=house.people["Tobi"].member_id) == set()
    cat = next(row for row in (await elena.get(f"{V1}/occurrences")).json() if "cat" in row["title"])
    await elena.post(f"{V1}/occurrences/{cat['id']}/completion", json={"member_id": maya})
    assert await titles(state="waiting") == {"Feed the cat"}
    assert await titles(chore=cat["chore_id"]) == {"Feed the cat"}
    week = date(2026, 3, 10) + timedelta(days=5)
    rows = (await elena.get(f"{V1}/occurrences", params={"to": week.isoformat(), "limit": 200})).json()
    assert {row["day"] for row in rows} >= {"2026-03-10", "2026-03-11"}
    assert await titles(**{"from": "2020-01-01", "to": "2020-01-02"}) == set()


async def test_the_ledger_by_kind_and_day_and_wishes_by_state(house: House) -> None:
    path, elena = await ledger(house), await house.api("Elena")
    await offer_and_wish(house)
    kinds = {row["kind"] for row in (await elena.get(path, params={"kind": "bonus"})).json()}
    assert kinds == {"bonus"}
    assert len((await elena.get(path, params={"from": "2026-03-10", "to": "2026-03-10"})).json()) >= 5
    assert (await elena.get(path, params={"to": "2026-03-09"})).json() == []
    assert (await elena.get(path, params={"from": "2026-03-11"})).json() == []
    assert len((await elena.get(f"{V1}/wishes", params={"state": "waiting"})).json()) == 1
    assert (await elena.get(f"{V1}/wishes", params={"state": "granted"})).json() == []


async def offer_and_wish(house: House) -> None:
    maya = await house.api("Maya")
    await maya.post(f"{V1}/rewards/{await offer(house, 'Ice cream', 5)}/wish")


async def test_memories_members_and_usage_by_what_they_are(house: House) -> None:
    elena = await house.api("Elena")
    await elena.post(f"{V1}/memories", json={"text": "The kettle is new.", "visible_to": "family"})
    await elena.post(f"{V1}/memories", json={"text": "The present is in the attic."})
    family = (await elena.get(f"{V1}/memories", params={"visibility": "family"})).json()
    assert [row["text"] for row in family] == ["The kettle is new."]
    best = (await elena.get(f"{V1}/memories", params={"q": "present", "visibility": "private"})).json()
    assert [row["text"] for row in best] == ["The present is in the attic."]
    roles = {row["name"] for row in (await elena.get(f"{V1}/members", params={"role": "parent"})).json()}
    assert roles == {"Elena", "Marco"}
    path = await intervals(house)
    assert len((await elena.get(path, params={"app": "TV", "from": "2026-03-10"})).json()) == 5
    assert (await elena.get(path, params={"app": "Chess"})).json() == []
    assert (await elena.get(path, params={"device": "phone"})).json() == []


async def test_what_was_put_away_is_shown_where_it_is_asked_for(house: House) -> None:
    elena = await house.api("Elena")
    for path, made in ((f"{V1}/rewards", await offer(house, "Ice", 5)), (f"{V1}/chores", None)):
        if made is None:
            await add(house, "Feed the cat", "Maya")
            made = (await elena.get(path)).json()[0]["id"]
        gone = await elena.post(f"{path}/{made}/put-away")
        assert gone.json()["put_away"] is True
        assert (await elena.get(path)).json() == []
        assert len((await elena.get(f"{path}?archived=true")).json()) == 1
        assert (await elena.post(f"{path}/{made}/comeback")).json()["put_away"] is False
