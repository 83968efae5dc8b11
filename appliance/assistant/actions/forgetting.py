"""Forgetting means the bytes: of a memory with all its wordings, or of all that somebody told."""

from collections.abc import Sequence

from sqlmodel import col, select

from appliance.assistant.actions.search_index import drop_vector, drop_words, forget_dropped_words
from appliance.assistant.events import MemoriesErased, MemoryForgotten
from appliance.assistant.models import Audience, Memory
from appliance.assistant.policy import may_change_memory
from appliance.assistant.queries.memories import memory_seen
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work


async def forget_memory(work: Work, memory_id: int) -> None:
    """With all its earlier wordings, and so that no byte of it stays in the file."""
    await _forget(work, await _wordings(work, [await changeable(work, memory_id)]))


async def erase_mine(work: Work, count: int) -> int:
    """`count`: how many were shown to whoever says yes; where it is another by now, they are asked again."""
    mine = await _newest_of(work, work.actor.member_id)
    if len(mine) != count:
        raise RuleBroken(
            _("There are %(number)s by now. Please look again before you erase them."), number=len(mine)
        )
    await _forget(work, await _wordings(work, mine))
    erased = MemoriesErased(family_id=work.actor.family_id, member_id=work.actor.member_id, count=count)
    await work.emit(erased)
    return count


async def forget_private_of(work: Work, member_id: int) -> None:
    """Of someone who leaves: what they told nobody else goes with them."""
    theirs = await _newest_of(work, member_id)
    private = [memory for memory in theirs if memory.visible_to == Audience.PRIVATE]
    await _forget(work, await _wordings(work, private))


async def changeable(work: Work, memory_id: int) -> Memory:
    memory = (await memory_seen(work, memory_id)).memory
    if not may_change_memory(work.actor, memory):
        raise NotAllowed(_("Only the one who told me, or a parent, can change this."))
    return memory


async def _forget(work: Work, wordings: Sequence[Memory]) -> None:
    """The words of all that is left are written anew once, however many go."""
    if not wordings:
        return
    for memory in reversed(wordings):
        await drop_words(work, memory)
        await drop_vector(work, memory)
        await work.db.delete(memory)
        await work.db.flush()
    for memory in wordings:
        await work.emit(MemoryForgotten(family_id=memory.family_id, memory_id=memory.id or 0))
    await forget_dropped_words(work)
    work.wakes.add("forgotten")


async def _newest_of(work: Work, member_id: int) -> list[Memory]:
    found = await work.db.exec(
        select(Memory).where(Memory.owner_id == member_id, col(Memory.superseded_by).is_(None))
    )
    return list(found.all())


async def _wordings(work: Work, newest: Sequence[Memory]) -> list[Memory]:
    """The memories and all that they corrected or took in, newest first."""
    chain = list(newest)
    step = chain
    while step:
        found = await work.db.exec(
            select(Memory).where(col(Memory.superseded_by).in_([memory.id for memory in step]))
        )
        step = list(found.all())
        chain.extend(step)
    return chain
