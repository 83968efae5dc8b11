"""How a memory is found: by its words and parts of them, and by what it means."""

from sqlalchemy import ColumnElement, Float, Select, Subquery, bindparam, func, literal, union_all
from sqlalchemy import select as plain_select
from sqlmodel import and_, col, not_, select

from appliance.assistant.models import PARTS, SIGNS, WORDS, Meaning, Memory, Source, WholeVector
from appliance.assistant.queries.memories import (
    VALID,
    Remembered,
    Wanted,
    asked_for,
    is_newest,
    memories_by_id,
    waits_for_a_yes,
)
from appliance.assistant.rules.alike import same_fact, telling_words
from appliance.assistant.rules.audience import shelves_for
from appliance.assistant.rules.finding import (
    MOST_WORDS,
    NEAR,
    fit_of,
    fused,
    match_beginning,
    match_part,
    match_word,
    words_of,
)
from appliance.core.work import Reading

MANY = 40  # places of each ranking
FEW = 100  # of a shelf whose signs are nearest: only these are compared in full
RARE = 50.0  # a word in so many memories says half of what a word in one of them says
IN_THE_MIDDLE = 0.7  # what a word counts that is found inside of another one
BY_BEGINNING = 0.3  # and one that is found nowhere, by what it begins with


async def search_memories(
    look: Reading, wanted: str, meaning: Meaning | None, limit: int = 10, only: Wanted = VALID
) -> list[Remembered]:
    """Best first, words and meaning ranked together. Without `meaning` the words alone decide.

    While another model's vectors are being replaced, words alone find what has none of the new ones yet.
    """
    which = and_(*asked_for(look, only))
    worded = await _by_words(look, wanted, which)
    near = await _by_meaning(look, meaning, which) if meaning is not None else {}
    scores = fused([worded, list(near)])
    best = sorted(scores, key=lambda found: -scores[found])[:limit]
    return [
        Remembered(
            *(seen.memory, seen.owner, scores[seen.id]),
            fit=fit_of(seen.id in worded, near.get(seen.id)),
            distance=near.get(seen.id),
        )
        for seen in await memories_by_id(look, best)
    ]


async def told_before(look: Reading, memory: Memory) -> Memory | None:
    """The same words by the same owner for the same eyes, whatever stands between them."""
    phrase = " AND ".join(f'"{word}"' for word in telling_words(memory.text)[:MOST_WORDS])
    if not phrase:
        return None
    found = await look.db.exec(
        select(Memory)
        .join(WORDS, WORDS.c.rowid == Memory.id)
        .where(
            WORDS.c[WORDS.name].op("MATCH")(phrase),
            Memory.owner_id == memory.owner_id,
            Memory.visible_to == memory.visible_to,
            Memory.source == memory.source if memory.source == Source.GUESSED else not_(waits_for_a_yes()),
            is_newest(),
        )
        .limit(MANY)
    )
    return next((known for known in found.all() if same_fact(known.text, memory.text)), None)


async def _by_words(look: Reading, wanted: str, which: ColumnElement[bool]) -> list[int]:
    """The rarer a word, the more it counts. FTS5's own order would read the length of thousands of rows."""
    looks = [one for word in words_of(wanted) for one in _looks_for(word)]
    if not looks:
        return []
    hits = union_all(*looks).subquery()
    worth = func.sum(hits.c.worth)
    connection = await look.db.connection()
    found = await connection.execute(
        plain_select(col(Memory.id))
        .join(hits, hits.c.id == Memory.id)
        .where(which)
        .group_by(col(Memory.id))
        .order_by(worth.desc(), col(Memory.id).desc())
        .limit(MANY)
    )
    return [row[0] for row in found.all() if row[0]]


def _looks_for(word: str) -> list[Select[tuple[int, float]]]:
    """Inside of other words only where it begins few: there it would find the same ones again."""
    begins = WORDS.c[WORDS.name].op("MATCH")(match_word(word))
    known = plain_select(func.count()).select_from(WORDS).where(begins).scalar_subquery()
    worth = literal(RARE, Float) / (RARE + known)
    looks = [plain_select(WORDS.c.rowid.label("id"), worth.label("worth")).where(begins)]
    if part := match_part(word):
        within = PARTS.c[PARTS.name].op("MATCH")(part)
        less = (IN_THE_MIDDLE * worth).label("worth")
        looks.append(plain_select(PARTS.c.rowid.label("id"), less).where(within, known < MANY))
    if beginning := match_beginning(word):
        like = WORDS.c[WORDS.name].op("MATCH")(beginning)
        least = literal(BY_BEGINNING, Float).label("worth")
        looks.append(plain_select(WORDS.c.rowid.label("id"), least).where(like, known == 0))
    return looks


async def _by_meaning(look: Reading, meaning: Meaning, which: ColumnElement[bool]) -> dict[int, float]:
    """Distances by memory, nearest first."""
    near = _nearest_signs(look, meaning)
    distance = func.vec_distance_cosine(WholeVector.vector, bindparam("asked", meaning.vector))
    connection = await look.db.connection()
    found = await connection.execute(
        plain_select(col(Memory.id), distance.label("distance"))
        .join(near, near.c.memory_id == Memory.id)
        .join(WholeVector, col(WholeVector.memory_id) == Memory.id)
        .where(which, col(Memory.embedded_with) == meaning.made_with)
        .order_by("distance")
        .limit(MANY)
    )
    return {row[0]: row[1] for row in found.all() if row[1] <= NEAR}


def _nearest_signs(look: Reading, meaning: Meaning) -> Subquery:
    """One look at each shelf of the viewer's own: nobody else's vectors are even compared."""
    signs = func.vec_quantize_binary(bindparam("asked", meaning.vector))
    looks = []
    for shelf in shelves_for(look.viewer, meaning.made_with):
        nearest = plain_select(SIGNS.c.memory_id).where(
            SIGNS.c.signs.op("MATCH")(signs), SIGNS.c.k == FEW, SIGNS.c.audience == shelf.key
        )
        if shelf.owner_id is not None:
            nearest = nearest.where(SIGNS.c.owner_id == shelf.owner_id)
        looks.append(plain_select(nearest.subquery()))
    return union_all(*looks).subquery()
