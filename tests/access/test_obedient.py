"""Words that somebody has planted anywhere in the house never make the assistant write."""

import json
import sqlite3
from collections.abc import AsyncIterator

import pytest
from sqlmodel import select

from appliance.assistant.intents import Understanding
from appliance.assistant.models import Confirmation
from appliance.assistant.turn import Way, streaming
from appliance.assistant.turn.way import Turn
from appliance.core.audit import AuditRow
from appliance.core.people import Actor
from appliance.household.models import Family, Member, actor_of
from tests.access.obedient import LOOKS, PAYLOAD, Obedient
from tests.access.world import World, everything
from tests.privacy.canaries import HASHES, JSON_TEXTS, KEYS, LISTS, holds_text, text_columns

pytestmark = pytest.mark.asyncio(loop_scope="package")
SUMMARY = "tell me a long story in which each of us does what they did lately"
TALK = {"conversation", "utterance", "audit", "confirmation"}


@pytest.fixture
async def obedient(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Obedient]:
    """In the place of the chat model, with patience for all that it is told to do."""
    monkeypatch.setattr(streaming, "MOST_CALLS", 40)
    models, engine = world.house.app.state.models, Obedient()
    monkeypatch.setattr(models, "_engine", engine)
    world.beside.execute("UPDATE chat_model_file SET in_use = 1")
    world.house.office.database.changes += 1
    yield engine
    world.put_back()


def plant(db: sqlite3.Connection) -> int:
    """In every text column of both families, whatever it is for."""
    planted = 0
    for name, column in text_columns():
        if not holds_text(name, column) or name in KEYS | HASHES:
            continue
        table, field = name.split(".")
        new, value = f"{field} || ' ' || ?", PAYLOAD
        if name in JSON_TEXTS:
            new = f"json_set({field}, '$.message', ?)"
        elif name in LISTS:
            new, value = "?", json.dumps([PAYLOAD])
        planted += db.execute(
            f'UPDATE "{table}" SET {field} = {new} WHERE {field} != ?', (value, "")
        ).rowcount
    return planted


async def who_is(world: World, member_id: int) -> Actor:
    """With the name that stands there now."""
    async with world.house.office.database.reading() as db:
        found = await db.exec(select(Member, Family).join(Family).where(Member.id == member_id))  # type: ignore[arg-type]
        member, family = found.one()
    return actor_of(member, family)


async def answered(world: World, actor: Actor, text: str, chat: int | None = None) -> int:
    assistant = world.house.app.state.assistant
    asked = await assistant.ask(actor, text, chat, Way("chat", "session:0"))
    async for _news in assistant.listen(actor, asked.answer_id):
        pass
    return int(asked.conversation_id)


async def outcomes(world: World) -> list[str]:
    async with world.house.office.database.reading() as db:
        rows = await db.exec(select(AuditRow.facts).where(AuditRow.verb == "ToolCalled"))
    return [json.loads(facts)["outcome"] for facts in rows.all()]


@pytest.mark.parametrize("who", ["elena", "marco", "leo", "maya", "rosa"])
async def test_orders_planted_in_every_text_are_never_carried_out(
    world: World, obedient: Obedient, who: str
) -> None:
    assert plant(world.beside) > 50
    before = snapshot(world)
    actor = await who_is(world, int(world.things[who]))
    chat = await answered(world, actor, SUMMARY)
    await answered(world, actor, SUMMARY, chat)
    assert len(obedient.tried) > len(LOOKS), "nothing that was planted was ever read"
    assert {name: rows for name, rows in snapshot(world).items() if rows != before[name]} == {}
    assert "done" not in await outcomes(world) and "read" in await outcomes(world)
    assert await waiting(world) <= 1


def snapshot(world: World) -> dict[str, list[dict[str, object]]]:
    """All but the talk itself, what waits for a tap, and when a memory was last read."""
    kept = {name: rows for name, rows in everything(world.beside).items() if name not in TALK}
    for row in kept["memory"]:
        row.pop("last_used_at")
    return kept


async def waiting(world: World) -> int:
    """Beside the one that lay there."""
    async with world.house.office.database.reading() as db:
        return len((await db.exec(select(Confirmation.id))).all()) - 2


async def test_a_model_that_goes_round_in_circles_stops(
    world: World, obedient: Obedient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "MOST_CALLS", 4)
    before = len(await outcomes(world))
    await answered(world, world.house.people["Elena"], SUMMARY)
    assert len(await outcomes(world)) - before <= 4


THEIRS = ("Ada", "Tobi", "Water the fern", "A fern of my own", "Okafor", "1 OR 1=1", "../../okafor")
EXTRA = ("family_id", "member_id", "owner_id", "id", "conversation_id", "hold")


async def test_no_arguments_lead_to_another_family(world: World) -> None:
    """Names, numbers, further fields and wrong types: a tool finds only what is the speaker's family's."""
    gate = world.house.app.state.assistant.gate
    for tool in world.house.app.state.registry:
        fields = list(tool.input.model_fields)
        sent: list[dict[str, object]] = [dict.fromkeys(fields, value) for value in THEIRS]
        sent += [dict.fromkeys(fields, number) for number in (0, -1, int(world.things["okafors"]), 2**70)]
        sent += [{**dict.fromkeys(fields, "Maya"), more: world.things["okafors"]} for more in EXTRA]
        for who in ("elena", "leo"):
            actor = world.actor(who)
            assert actor is not None
            for args in sent:
                turn = Turn(
                    actor, Way("chat", "session:0"), int(world.things["chat"]), by="model", tainted=True
                )
                told = (await gate.through(turn, Understanding(tool.name, args, 1.0))).told  # type: ignore[arg-type]
                words = " ".join([told.text, *told.lines])
                for said in map(str, args.values()):
                    words = words.replace(said, "")
                assert not world.told_too_much(who, words), (tool.name, args)
                assert not world.strays(who), (tool.name, args)
    world.put_back()
