"""How long a memory holds, whether it is still right, and whether anything new is remembered."""

from datetime import date, datetime, time, timedelta

from appliance.assistant.actions.forgetting import changeable
from appliance.assistant.events import MemoryConfirmed, MemoryEnds, RememberingPaused, RememberingResumed
from appliance.assistant.models import Memory, Pause
from appliance.assistant.policy import may_save_memory
from appliance.assistant.queries.memories import memory_seen
from appliance.assistant.queries.overview import pause_of
from appliance.core.clock import from_local
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Work


def end_of(day: date, actor: Actor) -> datetime:
    """A memory that holds until Friday holds all of Friday."""
    return from_local(day + timedelta(days=1), time(), actor.zone)


async def end_memory(work: Work, memory_id: int, ends_at: datetime | None) -> Memory:
    """None: it holds for good again."""
    memory = await changeable(work, memory_id)
    if ends_at is not None and ends_at <= work.now:
        sentence = _("This end has passed already.")
        raise Invalid(sentence, {"expires_at": sentence})
    memory.expires_at = ends_at
    work.db.add(memory)
    await work.emit(MemoryEnds(family_id=memory.family_id, memory_id=memory_id, ends_at=ends_at))
    return memory


async def confirm_memory(work: Work, memory_id: int) -> Memory:
    """It is right: an old one is not asked about again, and a guess counts from now on."""
    memory = (await memory_seen(work, memory_id)).memory
    if memory.owner_id != work.actor.member_id:
        raise NotAllowed(_("Only the one whom I have it from can say that."))
    memory.confirmed_at = work.now
    work.db.add(memory)
    await work.emit(MemoryConfirmed(family_id=memory.family_id, memory_id=memory_id))
    return memory


async def pause_remembering(work: Work) -> None:
    if not may_save_memory(work.actor):
        raise NotAllowed(_("Guests can read what the family remembers, but not add to it."))
    me = work.actor
    if await pause_of(work) is None:
        work.db.add(Pause(member_id=me.member_id, family_id=me.family_id, since=work.now))
    await work.emit(RememberingPaused(family_id=me.family_id, member_id=me.member_id))


async def resume_remembering(work: Work) -> None:
    pause = await pause_of(work)
    if pause is not None:
        await work.db.delete(pause)
    me = work.actor
    await work.emit(RememberingResumed(family_id=me.family_id, member_id=me.member_id))
