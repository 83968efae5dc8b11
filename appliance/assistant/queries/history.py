"""Where a memory comes from: its wordings, and who told them, when and through which door."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from appliance.assistant.models import Conversation, Memory, Telling
from appliance.assistant.queries.memories import seen_by
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import as_known


@dataclass(frozen=True)
class Told:
    """`chat`: of the viewer's own alone; nobody opens another one's chat."""

    by: str
    at: datetime
    door: str
    chat: int | None


@dataclass(frozen=True)
class Wording:
    memory: Memory
    told: list[Told] = field(default_factory=list)


async def history_of(look: Reading, memory: Memory) -> list[Wording]:
    """The newest first. A wording that was for fewer eyes than the memory is today stays with them."""
    return (await histories_of(look, [memory]))[0]


async def histories_of(look: Reading, memories: Sequence[Memory]) -> list[list[Wording]]:
    """Of each, two queries for all."""
    newest = select(Memory.id, Memory.id.label("top")).where(col(Memory.id).in_([one.id for one in memories]))  # type: ignore[union-attr]
    chain = newest.cte("chain", recursive=True)
    older = select(Memory.id, chain.c.top).where(Memory.superseded_by == chain.c.id)
    chain = chain.union_all(older)
    rows = await look.db.exec(
        select(Memory, chain.c.top)
        .join(chain, chain.c.id == Memory.id)
        .where(seen_by(look.viewer))
        .order_by(col(Memory.created_at).desc(), col(Memory.id).desc())
    )
    found = rows.all()
    told = await _tellings(look, [memory.id or 0 for memory, _top in found])
    by_top: dict[int, list[Wording]] = {one.id or 0: [] for one in memories}
    for memory, top in found:
        by_top[top].append(Wording(memory, told.get(memory.id or 0, [])))
    return [_today_first(by_top[one.id or 0], one) for one in memories]


def _today_first(wordings: list[Wording], memory: Memory) -> list[Wording]:
    """A joined one may be younger than the one that stayed."""
    return sorted(wordings, key=lambda wording: wording.memory.id != memory.id)


async def _tellings(look: Reading, ids: Sequence[int]) -> dict[int, list[Told]]:
    rows = await look.db.exec(
        select(Telling, Member, Conversation.member_id)
        .join(Member, col(Member.id) == Telling.member_id)
        .outerjoin(Conversation, col(Conversation.id) == Telling.conversation_id)
        .where(col(Telling.memory_id).in_(ids), Telling.family_id == look.viewer.family_id)
        .order_by(col(Telling.at), col(Telling.id))
    )
    told: dict[int, list[Told]] = {}
    for telling, member, speaker in rows.all():
        chat = telling.conversation_id if speaker == look.viewer.member_id else None
        one = Told(as_known(look, member).name, telling.at, telling.door, chat)
        told.setdefault(telling.memory_id, []).append(one)
    return told
