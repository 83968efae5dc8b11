"""Two memories that say nearly the same, or different things about the same: whoever told them is asked."""

from sqlmodel import col, select

from appliance.assistant.actions.search_index import drop_vector, drop_words
from appliance.assistant.events import MemoriesJoined, MemoriesParted
from appliance.assistant.models import Audience, Meaning, Memory, Pair
from appliance.assistant.policy import may_change_memory
from appliance.assistant.queries.pairs import Two, pair_seen
from appliance.assistant.queries.searching import search_memories
from appliance.assistant.rules.alike import likeness
from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

LOOKED_AT = 6  # of what is found for the text of a new one


async def note_pairs(work: Work, memory: Memory, meaning: Meaning | None) -> None:
    """Only with what the teller may change and the same people see: joining must show nothing to others."""
    for found in await search_memories(work, memory.text, meaning, LOOKED_AT):
        older = found.memory
        if older.id == memory.id or not _may_be_one(work, memory, older):
            continue
        alike = likeness(memory.text, older.text, found.distance)
        if alike is not None:
            pair = Pair(
                family_id=memory.family_id,
                newer_id=memory.id or 0,
                older_id=found.id,
                likeness=alike.value,
                made_at=work.now,
            )
            work.db.add(pair)


async def join_pair(work: Work, pair_id: int, keep: int) -> Memory:
    """The other one becomes the history of the one that is kept, and is found no more."""
    two = await _open_pair(work, pair_id)
    by_id = {two.newer.id: (two.newer, two.older), two.older.id: (two.older, two.newer)}
    if keep not in by_id:
        sentence = _("Choose one of the two.")
        raise Invalid(sentence, {"keep": sentence})
    kept, joined = by_id[keep]
    joined.superseded_by = kept.id
    kept.confirmed_at = work.now
    work.db.add_all([joined, kept])
    await drop_words(work, joined)
    await drop_vector(work, joined)
    await _close_pairs_of(work, joined)
    family = kept.family_id
    await work.emit(MemoriesJoined(family_id=family, memory_id=kept.id or 0, joined=joined.id or 0))
    return kept


async def part_pair(work: Work, pair_id: int) -> None:
    two = await _open_pair(work, pair_id)
    two.pair.parted_at = work.now
    work.db.add(two.pair)
    newer, older = two.newer, two.older
    await work.emit(MemoriesParted(family_id=newer.family_id, memory_id=newer.id or 0, other=older.id or 0))


async def _open_pair(work: Work, pair_id: int) -> Two:
    two = await pair_seen(work, pair_id)
    if not (may_change_memory(work.actor, two.newer) and may_change_memory(work.actor, two.older)):
        raise NotAllowed(_("Only the one who told me, or a parent, can change this."))
    if two.pair.parted_at is not None:
        raise RuleBroken(_("You have decided that both stay."))
    return two


async def _close_pairs_of(work: Work, memory: Memory) -> None:
    touching = (col(Pair.newer_id) == memory.id) | (col(Pair.older_id) == memory.id)
    for pair in (await work.db.exec(select(Pair).where(touching))).all():
        await work.db.delete(pair)


def _may_be_one(work: Work, newer: Memory, older: Memory) -> bool:
    same_eyes = newer.visible_to == older.visible_to
    if newer.owner_id != older.owner_id:
        same_eyes = same_eyes and newer.visible_to != Audience.PRIVATE
    return same_eyes and may_change_memory(work.actor, older)
