"""The words and vectors by which memories are found: a cache of their texts that can be made again."""

from sqlalchemy import delete, insert, select, update

from appliance.assistant.models import PARTS, VECTORS, WORDS, Meaning, Memory
from appliance.assistant.rules.audience import shelf_of
from appliance.core.work import Work

NOTHING = bytes(384 * 4)


async def put_words(work: Work, memory: Memory) -> None:
    connection = await work.db.connection()
    for words in (WORDS, PARTS):
        await connection.execute(insert(words).values(rowid=memory.id, text=memory.text))


async def put_vector(work: Work, memory: Memory, meaning: Meaning) -> None:
    """sqlite-vec has neither REPLACE nor UPSERT."""
    await drop_vector(work, memory)
    connection = await work.db.connection()
    await connection.execute(
        insert(VECTORS).values(
            memory_id=memory.id,
            audience=shelf_of(memory.family_id, memory.owner_id, memory.visible_to),
            owner_id=memory.owner_id,
            embedding=meaning.vector,
        )
    )
    memory.embedded_with = meaning.made_with
    work.db.add(memory)


async def move_vector(work: Work, memory: Memory) -> None:
    """To the shelf of its new audience: a partition key cannot be updated."""
    connection = await work.db.connection()
    found = await connection.execute(select(VECTORS.c.embedding).where(VECTORS.c.memory_id == memory.id))
    row = found.first()
    if row is not None:
        await put_vector(work, memory, Meaning(row[0], memory.embedded_with))


async def drop_vector(work: Work, memory: Memory) -> None:
    """Overwritten first: its place in the chunk stays in the file until another vector takes it."""
    connection = await work.db.connection()
    this = VECTORS.c.memory_id == memory.id
    await connection.execute(update(VECTORS).where(this).values(embedding=NOTHING))
    await connection.execute(delete(VECTORS).where(this))


async def drop_words(work: Work, memory: Memory) -> None:
    connection = await work.db.connection()
    for words in (WORDS, PARTS):
        await connection.execute(delete(words).where(words.c.rowid == memory.id))


async def forget_dropped_words(work: Work) -> None:
    """FTS5 keeps deleted words in its segments: made again from the texts that are left, they are gone."""
    connection = await work.db.connection()
    for words in (WORDS, PARTS):
        await connection.execute(insert(words).values({words.name: "rebuild"}))
