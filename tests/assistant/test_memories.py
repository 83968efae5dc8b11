"""What the family told, who may see it, and that it can be forgotten."""

import sqlite3
from pathlib import Path

import pytest

from appliance.assistant.actions.forgetting import forget_memory
from appliance.assistant.actions.memories import change_visibility, correct_memory, save_memory
from appliance.assistant.engine import Embedding
from appliance.assistant.models import Audience, Meaning
from appliance.assistant.queries.memories import memories_seen, memory_seen
from appliance.assistant.queries.searching import search_memories
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.settings import Settings
from tests.support.house import House

TOLD = {
    "Elena": [
        ("Grandma Rosa's birthday is on June 5", Audience.FAMILY),
        ("The spare key is with the neighbours at number 12", Audience.PARENTS),
        ("Marco's present is a red bicycle", Audience.PRIVATE),
    ],
    "Marco": [("Leo is allergic to peanuts", Audience.FAMILY)],
    "Leo": [("My locker code is 4711", Audience.PRIVATE), ("I failed the maths test", Audience.PARENTS)],
    "Maya": [("Maya's swimming lesson is on Thursdays at 17:00", Audience.FAMILY)],
    "Ada": [
        ("The dog's vet is Dr. Brandt", Audience.FAMILY),
        ("Der Waschmaschinenschlüssel liegt im Keller", Audience.FAMILY),
    ],
}


@pytest.fixture(scope="module")
def embedding() -> Embedding:
    return Embedding(Settings().embedding)


async def meaning(embedding: Embedding, text: str) -> Meaning:
    return Meaning((await embedding.embed([text]))[0], embedding.fingerprint)


@pytest.fixture
async def told(house: House, embedding: Embedding) -> House:
    for name, texts in TOLD.items():
        for text, audience in texts:
            vector = await meaning(embedding, text)
            async with house.office.work(house.people[name]) as work:
                await save_memory(work, text, visible_to=audience, meaning=vector)
    return house


async def found(house: House, name: str, wanted: str, embedding: Embedding | None = None) -> list[str]:
    vector = await meaning(embedding, wanted) if embedding else None
    async with house.office.reading(house.people[name]) as look:
        return [hit.memory.text for hit in await search_memories(look, wanted, vector)]


async def test_everyone_sees_their_own_and_what_is_shared_with_them(told: House) -> None:
    seen = {}
    for name in told.people:
        async with told.office.reading(told.people[name]) as look:
            seen[name] = {hit.memory.text for hit in await memories_seen(look)}
    shared = {text for name in ("Elena", "Marco", "Leo", "Maya") for text, to in TOLD[name] if to == "family"}
    parents = {text for name in ("Elena", "Leo") for text, to in TOLD[name] if to == "parents"}
    assert seen["Elena"] == shared | parents | {"Marco's present is a red bicycle"}
    assert seen["Marco"] == shared | parents
    assert seen["Leo"] == shared | {text for text, _ in TOLD["Leo"]}
    assert seen["Maya"] == shared
    assert seen["Tobi"] == {text for text, _ in TOLD["Ada"]}


async def test_no_search_finds_what_one_may_not_see(told: House, embedding: Embedding) -> None:
    for name, viewer in told.people.items():
        async with told.office.reading(viewer) as look:
            allowed = {hit.memory.text for hit in await memories_seen(look)}
        for texts in TOLD.values():
            for text, _audience in texts:
                assert set(await found(told, name, text, embedding)) <= allowed
                assert set(await found(told, name, text)) <= allowed


async def test_a_memory_is_found_by_its_meaning(told: House, embedding: Embedding) -> None:
    assert (await found(told, "Elena", "when does granny celebrate?", embedding))[0].startswith("Grandma")
    assert (await found(told, "Leo", "what nuts can't I eat", embedding))[0] == "Leo is allergic to peanuts"
    assert (await found(told, "Tobi", "doctor for our puppy", embedding))[0] == "The dog's vet is Dr. Brandt"


async def test_without_the_model_words_and_parts_of_words_find_it(told: House) -> None:
    assert await found(told, "Leo", "what was my locker code again?") == ["My locker code is 4711"]
    assert (await found(told, "Tobi", "Schlüssel"))[0] == "Der Waschmaschinenschlüssel liegt im Keller"
    assert await found(told, "Leo", '"; DROP TABLE memory; -- * NEAR(') == []


async def test_a_corrected_memory_is_found_by_its_new_wording_only(told: House, embedding: Embedding) -> None:
    async with told.office.reading(told.people["Maya"]) as look:
        old = next(hit for hit in await memories_seen(look) if "swimming" in hit.memory.text)
    async with told.office.work(told.people["Maya"]) as work:
        new = await correct_memory(work, old.id, "Maya's swimming lesson moved to Fridays at 16:00")
    assert "Thursdays" not in " ".join(await found(told, "Maya", "swimming Thursdays", embedding))
    assert (await found(told, "Maya", "Fridays"))[0] == new.text
    async with told.office.reading(told.people["Maya"]) as look:
        with pytest.raises(NotFound):
            await memory_seen(look, old.id)


async def test_only_its_owner_decides_who_sees_a_memory(told: House, embedding: Embedding) -> None:
    async with told.office.reading(told.people["Leo"]) as look:
        locker = next(hit for hit in await memories_seen(look) if "locker" in hit.memory.text)
    with pytest.raises(NotFound):
        async with told.office.work(told.people["Elena"]) as work:
            await change_visibility(work, locker.id, Audience.FAMILY)
    async with told.office.work(told.people["Leo"]) as work:
        await change_visibility(work, locker.id, Audience.PARENTS)
    assert "My locker code is 4711" in await found(told, "Marco", "locker", embedding)
    assert "My locker code is 4711" not in await found(told, "Maya", "locker code 4711", embedding)
    with pytest.raises(NotAllowed):
        async with told.office.work(told.people["Elena"]) as work:
            await change_visibility(work, locker.id, Audience.FAMILY)


async def test_a_child_cannot_change_what_somebody_else_told(told: House) -> None:
    async with told.office.reading(told.people["Maya"]) as look:
        peanuts = next(hit for hit in await memories_seen(look) if "peanuts" in hit.memory.text)
    for verb in (forget_memory, lambda work, id: correct_memory(work, id, "Leo loves peanuts")):
        with pytest.raises(NotAllowed):
            async with told.office.work(told.people["Maya"]) as work:
                await verb(work, peanuts.id)
    with pytest.raises(NotFound):
        async with told.office.work(told.people["Ada"]) as work:
            await forget_memory(work, peanuts.id)


async def test_an_expired_memory_is_not_remembered(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        soon = house.clock().replace(hour=18)
        await save_memory(work, "The plumber comes today", visible_to=Audience.FAMILY, expires_at=soon)
    assert await found(house, "Leo", "plumber") == ["The plumber comes today"]
    house.clock.forward(hours=4)
    assert await found(house, "Leo", "plumber") == []


async def test_an_empty_or_endless_memory_is_refused(house: House) -> None:
    for text in ("  ", "x" * 501):
        with pytest.raises(Invalid):
            async with house.office.work(house.people["Elena"]) as work:
                await save_memory(work, text)


async def test_a_forgotten_memory_leaves_no_byte_behind(told: House, embedding: Embedding) -> None:
    secret, better = "The Xylophonkiste code is Quetzalcoatl", "The Xylophonkiste code is Popocatepetl"
    vector, later = await meaning(embedding, secret), await meaning(embedding, better)
    async with told.office.work(told.people["Elena"]) as work:
        first = await save_memory(work, secret, meaning=vector)
    async with told.office.work(told.people["Elena"]) as work:
        second = await correct_memory(work, first.id or 0, better, meaning=later)
    await told.office.database.truncate_log()
    assert b"popocatepetl" in everything_on_disk(told.settings.data)
    async with told.office.work(told.people["Elena"]) as work:
        await forget_memory(work, second.id or 0)
    await told.office.database.truncate_log()
    left = everything_on_disk(told.settings.data)
    for word in ("quetzal", "popocat", "xyloph", "lophonk"):
        assert word.encode() not in left
    raw = b"".join(path.read_bytes() for path in told.settings.data.rglob("*") if path.is_file())
    assert vector.vector[:64] not in raw and later.vector[:64] not in raw
    assert (await found(told, "Elena", "when does granny celebrate?", embedding))[0].startswith("Grandma")
    rows = sqlite3.connect(told.settings.database).execute("PRAGMA integrity_check").fetchall()
    assert rows == [("ok",)]


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
