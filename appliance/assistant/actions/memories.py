"""Saving, correcting, showing and forgetting. No model runs in here: vectors come from outside."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from appliance.assistant.actions.search_index import (
    drop_vector,
    drop_words,
    forget_dropped_words,
    move_vector,
    put_vector,
    put_words,
)
from appliance.assistant.events import (
    MemoryCorrected,
    MemoryForgotten,
    MemorySaved,
    MemoryShown,
    VectorsMade,
)
from appliance.assistant.models import Audience, Meaning, Memory, Source
from appliance.assistant.policy import may_change_memory, may_save_memory, may_show_memory_to
from appliance.assistant.queries.memories import memory_seen
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work

LONGEST = 500


async def save_memory(
    work: Work,
    text: str,
    *,
    visible_to: Audience = Audience.PRIVATE,
    source: Source = Source.TOLD,
    meaning: Meaning | None = None,
    expires_at: datetime | None = None,
) -> Memory:
    if not may_save_memory(work.actor):
        raise NotAllowed(_("Guests can read what the family remembers, but not add to it."))
    memory = Memory(
        family_id=work.actor.family_id,
        owner_id=work.actor.member_id,
        text=_clean(text),
        visible_to=visible_to.value,
        source=source.value,
        created_by=work.actor.member_id,
        created_at=work.now,
        expires_at=expires_at,
    )
    await _put(work, memory, meaning)
    await work.emit(_saved(memory))
    return memory


async def correct_memory(work: Work, memory_id: int, text: str, *, meaning: Meaning | None = None) -> Memory:
    """The old wording stays as its history, but is found no more."""
    old = await _changeable(work, memory_id)
    memory = Memory(
        **old.model_dump(exclude={"id", "text", "created_by", "created_at", "confidence", "embedded_with"}),
        text=_clean(text),
        created_by=work.actor.member_id,
        created_at=work.now,
    )
    await _put(work, memory, meaning)
    old.superseded_by = memory.id
    await drop_words(work, old)
    await drop_vector(work, old)
    await work.emit(MemoryCorrected(family_id=memory.family_id, memory_id=memory.id or 0, corrects=memory_id))
    return memory


async def forget_memory(work: Work, memory_id: int) -> None:
    """With all its earlier wordings, and so that no byte of it stays in the file."""
    await _forget(work, await _wordings(work, await _changeable(work, memory_id)))


async def forget_private_of(work: Work, member_id: int) -> None:
    """Of someone who leaves: what they told nobody else goes with them."""
    found = await work.db.exec(
        select(Memory).where(
            Memory.owner_id == member_id,
            Memory.visible_to == Audience.PRIVATE.value,
            col(Memory.superseded_by).is_(None),
        )
    )
    for memory in found.all():
        await _forget(work, await _wordings(work, memory))


async def _forget(work: Work, wordings: Sequence[Memory]) -> None:
    for memory in reversed(wordings):
        await drop_words(work, memory)
        await drop_vector(work, memory)
        await work.db.delete(memory)
        await work.db.flush()
    await forget_dropped_words(work)
    work.wakes.add("forgotten")
    for memory in wordings:
        await work.emit(MemoryForgotten(family_id=memory.family_id, memory_id=memory.id or 0))


async def change_visibility(work: Work, memory_id: int, visible_to: Audience) -> Memory:
    memory = (await memory_seen(work, memory_id)).memory
    if not may_show_memory_to(work.actor, memory):
        raise NotAllowed(_("Only the one who told me decides who may see it."))
    memory.visible_to = visible_to.value
    work.db.add(memory)
    await move_vector(work, memory)
    await work.emit(
        MemoryShown(family_id=memory.family_id, memory_id=memory_id, visible_to=memory.visible_to)
    )
    return memory


async def give_vectors(work: Work, made: dict[int, Meaning]) -> None:
    """By the house: a text never changes under its id, so a vector made before stays right."""
    found = await work.db.exec(
        select(Memory).where(col(Memory.id).in_(made), col(Memory.superseded_by).is_(None))
    )
    memories = found.all()
    for memory in memories:
        await put_vector(work, memory, made[memory.id or 0])
    await work.emit(VectorsMade(family_id=0, count=len(memories)))


async def _put(work: Work, memory: Memory, meaning: Meaning | None) -> None:
    work.db.add(memory)
    await work.db.flush()
    await put_words(work, memory)
    if meaning is None:
        work.wakes.add("vectors")
    else:
        await put_vector(work, memory, meaning)


async def _changeable(work: Work, memory_id: int) -> Memory:
    memory = (await memory_seen(work, memory_id)).memory
    if not may_change_memory(work.actor, memory):
        raise NotAllowed(_("Only the one who told me, or a parent, can change this."))
    return memory


async def _wordings(work: Work, newest: Memory) -> list[Memory]:
    """The memory and all that it corrected, newest first."""
    chain = [newest]
    while True:
        ids = [memory.id for memory in chain]
        found = await work.db.exec(
            select(Memory).where(col(Memory.superseded_by).in_(ids), col(Memory.id).not_in(ids))
        )
        older = found.all()
        if not older:
            return chain
        chain.extend(older)


def _saved(memory: Memory) -> MemorySaved:
    return MemorySaved(
        family_id=memory.family_id,
        memory_id=memory.id or 0,
        owner_id=memory.owner_id,
        visible_to=memory.visible_to,
    )


def _clean(text: str) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise Invalid(_("Please write what I should remember."), {"text": _("Please fill this in.")})
    if len(clean) > LONGEST:
        sentence = _("This is too long for one memory: at most %(most)s letters.")
        raise Invalid(sentence, {"text": sentence}, most=LONGEST)
    return clean
