"""The small model is exchanged for another one: its vectors are made anew while the family goes on asking."""

import asyncio
from pathlib import Path

import pytest

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.engine import Embedding
from appliance.assistant.jobs import make_vectors
from appliance.assistant.models import Audience, Meaning
from appliance.assistant.queries.overview import overview_of
from appliance.assistant.queries.searching import search_memories
from appliance.core.settings import Settings
from tests.assistant.conftest import Talk, plain

TOLD = [f"Jar number {n} in the cellar holds jam of the year {1980 + n}" for n in range(38)]
TOLD += ["Grandma Rosa's birthday is on June 5", "The dog's vet is Dr. Brandt"]


@pytest.fixture
def former(tmp_path: Path) -> Embedding:
    """The same network under another name: to the house it is another model."""
    shipped = Settings().embedding.read_bytes()
    at = shipped.index(b"general.name") + len("general.name") + 12
    file = tmp_path / "former.gguf"
    file.write_bytes(shipped[:at] + b"X" + shipped[at + 1 :])
    return Embedding(file)


async def told_with(talk: Talk, model: Embedding) -> None:
    vectors = await model.embed(TOLD)
    async with talk.house.office.work(talk.house.people["Elena"]) as work:
        for text, vector in zip(TOLD, vectors, strict=True):
            meaning = Meaning(vector, model.fingerprint)
            await save_memory(work, text, visible_to=Audience.FAMILY, meaning=meaning)


async def found(talk: Talk, wanted: str) -> list[str]:
    meaning = await talk.assistant.models.meaning_of(wanted)
    async with talk.house.office.reading(talk.house.people["Maya"]) as look:
        return [hit.memory.text for hit in await search_memories(look, wanted, meaning, 3)]


async def left(talk: Talk) -> int:
    async with talk.house.office.reading(talk.house.people["Maya"]) as look:
        return (await overview_of(look, talk.assistant.models.fingerprint)).unread


async def test_vectors_are_made_anew_in_the_background_and_go_on_after_a_stop(
    talk: Talk, former: Embedding
) -> None:
    models = talk.assistant.models
    await told_with(talk, former)
    assert models.fingerprint != former.fingerprint and await left(talk) == 40
    assert await found(talk, "when does granny celebrate?") == []
    assert (await found(talk, "who is the vet?"))[0] == "The dog's vet is Dr. Brandt"
    page = plain((await (await talk.house.browser("Maya")).get("/memories")).text)
    assert "40 are left" in page
    job = asyncio.create_task(make_vectors(models, talk.house.office))
    while await left(talk) == 40:
        pass
    job.cancel()
    await asyncio.wait([job])
    rest = await left(talk)
    assert 0 < rest < 40
    assert await make_vectors(models, talk.house.office) == rest
    assert await left(talk) == 0
    assert (await found(talk, "when does granny celebrate?"))[0].startswith("Grandma")
    page = plain((await (await talk.house.browser("Maya")).get("/memories")).text)
    assert "are left" not in page
