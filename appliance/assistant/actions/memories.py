"""Saving, correcting and showing. No model runs in here: vectors come from outside."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from appliance.assistant.actions.forgetting import changeable
from appliance.assistant.actions.pairs import note_pairs
from appliance.assistant.actions.search_index import (
    drop_vector,
    drop_words,
    move_vector,
    put_vector,
    put_words,
)
from appliance.assistant.events import (
    MemoryCorrected,
    MemorySaved,
    MemoryShown,
    MemoryToldAgain,
    VectorsMade,
)
from appliance.assistant.models import Audience, Meaning, Memory, Source, Telling
from appliance.assistant.policy import may_save_memory, may_show_memory_to
from appliance.assistant.queries.memories import memory_seen
from appliance.assistant.queries.overview import paused_since
from appliance.assistant.queries.searching import told_before
from appliance.core.errors import Invalid, NotAllowed, RuleBroken
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
    """What one has told before is not kept twice: it has one source more then."""
    await _may_be_told(work)
    memory = _new(work, _clean(text), visible_to=visible_to.value, source=source.value)
    memory.expires_at = _later(work, expires_at)
    known = await told_before(work, memory)
    if known is not None:
        return await _told_again(work, known, memory)
    await _put(work, memory, meaning)
    await note_pairs(work, memory, meaning)
    await work.emit(_saved(memory))
    return memory


async def correct_memory(work: Work, memory_id: int, text: str, *, meaning: Meaning | None = None) -> Memory:
    """The old wording stays as its history, but is found no more."""
    old = await changeable(work, memory_id)
    gone = {"id", "text", "created_by", "created_at", "confidence", "embedded_with", "confirmed_at"}
    memory = Memory(
        **old.model_dump(exclude=gone),
        text=_clean(text),
        created_by=work.actor.member_id,
        created_at=work.now,
        confirmed_at=work.now,
    )
    await _put(work, memory, meaning)
    old.superseded_by = memory.id
    await drop_words(work, old)
    await drop_vector(work, old)
    await work.emit(MemoryCorrected(family_id=memory.family_id, memory_id=memory.id or 0, corrects=memory_id))
    return memory


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


async def note_use(work: Work, ids: Sequence[int]) -> None:
    """By an answer that rests on them: what is needed does not age."""
    if ids:
        await work.db.exec(update(Memory).where(col(Memory.id).in_(ids)).values(last_used_at=work.now))


async def note_chat(work: Work, conversation_id: int) -> None:
    """What was told a moment ago, in this same change, was told in this chat."""
    await work.db.exec(
        update(Telling)
        .where(
            col(Telling.member_id) == work.actor.member_id,
            col(Telling.at) == work.now,
            col(Telling.conversation_id).is_(None),
            col(Telling.door) == work.door,
            col(Telling.family_id) == work.actor.family_id,
        )
        .values(conversation_id=conversation_id)
    )


async def _may_be_told(work: Work) -> None:
    if not may_save_memory(work.actor):
        raise NotAllowed(_("Guests can read what the family remembers, but not add to it."))
    if await paused_since(work) is not None:
        raise RuleBroken(_("Remembering is paused for you. You can turn it on again in Memories."))


def _new(work: Work, text: str, *, visible_to: str, source: str) -> Memory:
    me = work.actor
    return Memory(
        family_id=me.family_id,
        owner_id=me.member_id,
        text=text,
        visible_to=visible_to,
        source=source,
        created_by=me.member_id,
        created_at=work.now,
    )


async def _told_again(work: Work, known: Memory, said: Memory) -> Memory:
    """An end is taken over, and what was told counts as said to be right."""
    known.confirmed_at, known.expires_at = work.now, said.expires_at
    work.db.add(known)
    _note_telling(work, known)
    await work.emit(MemoryToldAgain(family_id=known.family_id, memory_id=known.id or 0))
    return known


async def _put(work: Work, memory: Memory, meaning: Meaning | None) -> None:
    work.db.add(memory)
    await work.db.flush()
    _note_telling(work, memory)
    await put_words(work, memory)
    if meaning is None:
        work.wakes.add("vectors")
    else:
        await put_vector(work, memory, meaning)


def _note_telling(work: Work, memory: Memory) -> None:
    telling = Telling(
        family_id=memory.family_id,
        memory_id=memory.id or 0,
        member_id=work.actor.member_id,
        door=work.door,
        at=work.now,
    )
    work.db.add(telling)


def _saved(memory: Memory) -> MemorySaved:
    return MemorySaved(
        family_id=memory.family_id,
        memory_id=memory.id or 0,
        owner_id=memory.owner_id,
        visible_to=memory.visible_to,
    )


def _later(work: Work, ends: datetime | None) -> datetime | None:
    if ends is not None and ends <= work.now:
        sentence = _("This end has passed already.")
        raise Invalid(sentence, {"expires_at": sentence})
    return ends


def _clean(text: str) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise Invalid(_("Please write what I should remember."), {"text": _("Please fill this in.")})
    if len(clean) > LONGEST:
        sentence = _("This is too long for one memory: at most %(most)s letters.")
        raise Invalid(sentence, {"text": sentence}, most=LONGEST)
    return clean
