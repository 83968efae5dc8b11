"""What the viewer may see of what is remembered, and how it is found."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, TableClause, union_all
from sqlalchemy import select as plain_select
from sqlmodel import and_, col, or_, select

from appliance.assistant.models import PARTS, VECTORS, WORDS, Audience, Meaning, Memory
from appliance.assistant.rules.audience import shelves_for
from appliance.assistant.rules.finding import as_near, fused, match_parts, match_words
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.people import Actor
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import as_known

MANY = 40  # looked at in each ranking before they are put together


@dataclass(frozen=True)
class Remembered:
    """A memory with its owner's name and face."""

    memory: Memory
    owner: Member
    score: float = 0.0

    @property
    def id(self) -> int:
        assert self.memory.id is not None
        return self.memory.id


async def memories_seen(look: Reading, limit: int = 500) -> list[Remembered]:
    """All that the viewer may see, newest first."""
    found = await look.db.exec(
        select(Memory, Member)
        .join(Member, col(Member.id) == Memory.owner_id)
        .where(_seen_by(look))
        .order_by(col(Memory.created_at).desc(), col(Memory.id).desc())
        .limit(limit)
    )
    return [Remembered(memory, as_known(look, owner)) for memory, owner in found.all()]


async def memories_asked(look: Reading, visible_to: Audience | None, page: Page) -> Part[Remembered]:
    """All that the viewer may see, page by page, newest first."""
    found = select(Memory, Member).join(Member, col(Member.id) == Memory.owner_id).where(_seen_by(look))
    if visible_to is not None:
        found = found.where(Memory.visible_to == visible_to.value)
    rows = await look.db.exec(page.of(found, col(Memory.created_at), col(Memory.id), newest=True))
    shown = [Remembered(memory, as_known(look, owner)) for memory, owner in rows.all()]
    return page.part(shown, lambda one: (one.memory.created_at, one.id))


async def memory_seen(look: Reading, memory_id: int) -> Remembered:
    found = await memories_by_id(look, [memory_id])
    if not found:
        raise NotFound(_("We do not know of such a memory."))
    return found[0]


async def memories_by_id(look: Reading, ids: Sequence[int]) -> list[Remembered]:
    """In the order of `ids`, without those that the viewer may not see or that are gone."""
    if not ids:
        return []
    rows = await look.db.exec(
        select(Memory, Member)
        .join(Member, col(Member.id) == Memory.owner_id)
        .where(_seen_by(look), col(Memory.id).in_(ids))
    )
    found = {memory.id: Remembered(memory, as_known(look, owner)) for memory, owner in rows.all()}
    return [found[memory_id] for memory_id in ids if memory_id in found]


async def search_memories(
    look: Reading, wanted: str, meaning: Meaning | None, limit: int = 10
) -> list[Remembered]:
    """Best first, words and meaning ranked together. Without `meaning` the words alone decide."""
    rankings = [
        await _by_words(look, WORDS, match_words(wanted)),
        await _by_words(look, PARTS, match_parts(wanted)),
    ]
    if meaning is not None:
        rankings.append(await _by_meaning(look, meaning))
    scores = fused(rankings)
    best = sorted(scores, key=lambda found: -scores[found])[:limit]
    return [Remembered(seen.memory, seen.owner, scores[seen.id]) for seen in await memories_by_id(look, best)]


async def without_vectors(look: Reading, made_with: str, limit: int) -> list[tuple[int, str]]:
    """For the job: memories of all families whose vector is missing or of another model."""
    found = await look.db.exec(
        select(Memory.id, Memory.text)
        .where(Memory.embedded_with != made_with, col(Memory.superseded_by).is_(None))
        .limit(limit)
    )
    return [(memory_id, said) for memory_id, said in found.all() if memory_id is not None]


def seen_by(viewer: Actor) -> ColumnElement[bool]:
    """The same as policy.may_see_memory, in the database."""
    open_to = [Audience.FAMILY.value] + ([Audience.PARENTS.value] if viewer.is_parent else [])
    return and_(
        col(Memory.family_id) == viewer.family_id,
        or_(col(Memory.owner_id) == viewer.member_id, col(Memory.visible_to).in_(open_to)),
    )


def _seen_by(look: Reading) -> ColumnElement[bool]:
    return and_(
        seen_by(look.viewer),
        col(Memory.superseded_by).is_(None),
        or_(col(Memory.expires_at).is_(None), col(Memory.expires_at) > look.now),
    )


async def _by_words(look: Reading, words: TableClause, matches: str) -> list[int]:
    if not matches:
        return []
    found = await look.db.exec(
        select(Memory.id)
        .join(words, words.c.rowid == Memory.id)
        .where(words.c[words.name].op("MATCH")(matches), _seen_by(look))
        .order_by(words.c.rank)
        .limit(MANY)
    )
    return [memory_id for memory_id in found.all() if memory_id is not None]


async def _by_meaning(look: Reading, meaning: Meaning) -> list[int]:
    """One look at each shelf of the viewer's own: nobody else's vectors are even compared."""
    looks = []
    for shelf in shelves_for(look.viewer):
        nearest = plain_select(VECTORS.c.memory_id, VECTORS.c.distance).where(
            VECTORS.c.embedding.op("MATCH")(meaning.vector),
            VECTORS.c.k == MANY,
            VECTORS.c.audience == shelf.key,
        )
        if shelf.owner_id is not None:
            nearest = nearest.where(VECTORS.c.owner_id == shelf.owner_id)
        looks.append(plain_select(nearest.subquery()))
    connection = await look.db.connection()
    found = await connection.execute(union_all(*looks))
    return as_near([(row[0], row[1]) for row in found.all()])
