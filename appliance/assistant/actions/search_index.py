"""The words and vectors by which memories are found: a cache of their texts that can be made again."""

from sqlalchemy import delete, func, insert, select

from appliance.assistant.models import CHAT_WORDS, PARTS, SIGNS, WORDS, Meaning, Memory, WholeVector
from appliance.assistant.rules.audience import shelf_of
from appliance.core.work import Work


async def put_words(work: Work, memory: Memory) -> None:
    connection = await work.db.connection()
    for words in (WORDS, PARTS):
        await connection.execute(insert(words).values(rowid=memory.id, text=memory.text))


async def put_vector(work: Work, memory: Memory, meaning: Meaning) -> None:
    """sqlite-vec has neither REPLACE nor UPSERT."""
    await drop_vector(work, memory)
    shelf = shelf_of(memory.family_id, memory.owner_id, memory.visible_to, meaning.made_with)
    connection = await work.db.connection()
    await connection.execute(
        insert(SIGNS).values(
            memory_id=memory.id,
            audience=shelf,
            owner_id=memory.owner_id,
            signs=func.vec_quantize_binary(meaning.vector),
        )
    )
    whole = {"memory_id": memory.id, "family_id": memory.family_id, "vector": meaning.vector}
    await connection.execute(insert(WholeVector).values(**whole))
    memory.embedded_with = meaning.made_with
    work.db.add(memory)


async def move_vector(work: Work, memory: Memory) -> None:
    """To the shelf of its new audience: a partition key cannot be updated."""
    connection = await work.db.connection()
    found = await connection.execute(
        select(WholeVector.vector).where(WholeVector.memory_id == memory.id)  # type: ignore[call-overload]
    )
    row = found.first()
    if row is not None:
        await put_vector(work, memory, Meaning(row[0], memory.embedded_with))


async def drop_vector(work: Work, memory: Memory) -> None:
    """sqlite-vec writes zeros over its place in the chunk."""
    connection = await work.db.connection()
    await connection.execute(delete(SIGNS).where(SIGNS.c.memory_id == memory.id))
    await connection.execute(delete(WholeVector).where(WholeVector.memory_id == memory.id))  # type: ignore[arg-type]


async def drop_words(work: Work, memory: Memory) -> None:
    connection = await work.db.connection()
    for words in (WORDS, PARTS):
        await connection.execute(delete(words).where(words.c.rowid == memory.id))


async def forget_dropped_words(work: Work) -> None:
    """FTS5 keeps deleted words in its segments: made again from the texts that are left, they are gone.

    Those of the chats too: what told a forgotten memory was blanked there.
    """
    await work.db.flush()
    connection = await work.db.connection()
    for words in (WORDS, PARTS, CHAT_WORDS):
        await connection.execute(insert(words).values({words.name: "rebuild"}))
