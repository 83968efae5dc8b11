"""How a memory is found: by its words and parts of them, and by what it means."""

import json
from decimal import Decimal
from functools import cache

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Subquery,
    TableClause,
    bindparam,
    exists,
    func,
    literal,
    union_all,
)
from sqlalchemy import select as plain_select
from sqlmodel import and_, col, not_, select

from appliance.assistant.models import PARTS, SIGNS, WORDS, Meaning, Memory, Source, WholeVector
from appliance.assistant.queries.memories import (
    VALID,
    Eyes,
    Remembered,
    Wanted,
    asked_by,
    is_newest,
    memories_by_id,
    waits_for_a_yes,
)
from appliance.assistant.rules.alike import same_fact, telling_words
from appliance.assistant.rules.audience import only_own, shelves_for
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
FIRST, ALL = 200, -1  # how many of what words find are looked at, and all where too few of those may be seen
FEW = 64  # of a shelf whose signs are nearest: only these are compared in full
RARE = 50.0  # a word in so many memories says half of what a word in one of them says
IN_THE_MIDDLE = 0.7  # what a word counts that is found inside of another one
BY_BEGINNING = 0.3  # and one that is found nowhere, by what it begins with


async def search_memories(
    look: Reading, wanted: str, meaning: Meaning | None, limit: int = 10, only: Wanted = VALID
) -> list[Remembered]:
    """Best first, words and meaning ranked together. Without `meaning` the words alone decide.

    While another model's vectors are being replaced, words alone find what has none of the new ones yet.
    """
    worded = await by_words(look, wanted, only)
    near = await _by_meaning(look, meaning, only) if meaning is not None else {}
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


async def by_words(look: Reading, wanted: str, only: Wanted = VALID) -> list[int]:
    """The rarer a word, the more it counts. FTS5's own order would read the length of thousands of rows."""
    words = [(match_word(word), match_part(word), match_beginning(word)) for word in words_of(wanted)]
    connection = await look.db.connection()
    asked = {**_who(look), "words": json.dumps(words)}
    for first in (FIRST, ALL):
        rows = (await connection.execute(_words_asked(look.viewer.is_parent, only, first), asked)).all()
        found = [row[0] for row in rows if row[1]][:MANY]
        if len(found) == MANY or len(rows) != first:
            break
    return found


def _who(look: Reading) -> dict[str, object]:
    return {"family": look.viewer.family_id, "me": look.viewer.member_id, "now": look.now}


def _which(is_parent: bool, only: Wanted) -> ColumnElement[bool]:
    return and_(*asked_by(Eyes(bindparam("family"), bindparam("me"), bindparam("now"), is_parent), only))


@cache
def _words_asked(is_parent: bool, only: Wanted, first: int) -> Select[int, bool]:
    """Made once: to put it together takes as long as to answer it.

    The best are looked at first: whether somebody may see a memory costs more than where it stands.
    """
    hits = _hits(_asked())
    worth = func.sum(hits.c.worth).label("worth")
    ranked = plain_select(hits.c.id, worth).group_by(hits.c.id).order_by(worth.desc(), hits.c.id.desc())
    best = ranked.limit(first).subquery()
    # As a join, SQLite would rather go through all memories of the family than through what was found.
    which = col(Memory.id) == best.c.id, _which(is_parent, only)
    seen = exists(plain_select(col(Memory.id)).where(*which))
    return plain_select(best.c.id, seen).order_by(best.c.worth.desc(), best.c.id.desc())


def _asked() -> CTE:
    """A row a word: one statement for any number of them. `known`: how many memories have it."""
    rows = func.json_each(bindparam("words")).table_valued("value")
    word, part, beginning = (func.json_extract(rows.c.value, f"$[{n}]") for n in range(3))
    begins = WORDS.c[WORDS.name].op("MATCH")(word)
    known = plain_select(func.count()).select_from(WORDS).where(begins).scalar_subquery()
    named = word.label("word"), part.label("part"), beginning.label("beginning"), known.label("known")
    return plain_select(*named).cte("asked")


def _hits(asked: CTE) -> Subquery:
    """Inside of other words only where it begins few: there it would find the same ones again."""
    worth = RARE / (RARE + asked.c.known)
    within = PARTS.c[PARTS.name].op("MATCH")(asked.c.part)
    like = WORDS.c[WORDS.name].op("MATCH")(asked.c.beginning)
    return union_all(
        _found_in(WORDS, asked, WORDS.c[WORDS.name].op("MATCH")(asked.c.word), worth),
        _found_in(PARTS, asked, within, IN_THE_MIDDLE * worth).where(
            asked.c.part != "", asked.c.known < MANY
        ),
        _found_in(WORDS, asked, like, literal(BY_BEGINNING)).where(
            asked.c.beginning != "", asked.c.known == 0
        ),
    ).subquery()


def _found_in(
    index: TableClause, asked: CTE, matches: ColumnElement[bool], worth: ColumnElement[float | Decimal]
) -> Select[int, float]:
    found = plain_select(index.c.rowid.label("id"), worth.label("worth"))
    return found.select_from(asked).join(index, matches)


async def _by_meaning(look: Reading, meaning: Meaning, only: Wanted) -> dict[int, float]:
    """Distances by memory, nearest first."""
    shelves = {f"shelf{n}": key for n, key in enumerate(shelves_for(look.viewer, meaning.made_with))}
    asked = {**_who(look), **shelves, "vector": meaning.vector, "made_with": meaning.made_with}
    connection = await look.db.connection()
    found = await connection.execute(_meaning_asked(look.viewer.is_parent, only), asked)
    return {row[0]: row[1] for row in found.all() if row[1] <= NEAR}


@cache
def _meaning_asked(is_parent: bool, only: Wanted) -> Select[int, float]:
    near = _nearest_signs(is_parent)
    distance = func.vec_distance_cosine(WholeVector.vector, bindparam("vector"))
    return (
        plain_select(col(Memory.id), distance.label("distance"))
        .join(near, near.c.memory_id == Memory.id)
        .join(WholeVector, col(WholeVector.memory_id) == Memory.id)
        .where(_which(is_parent, only), col(Memory.embedded_with) == bindparam("made_with"))
        .order_by("distance")
        .limit(MANY)
    )


def _nearest_signs(is_parent: bool) -> Subquery:
    """One look at each shelf of the viewer's own: nobody else's vectors are even compared."""
    signs = func.vec_quantize_binary(bindparam("vector"))
    looks = []
    for number, only_mine in enumerate(only_own(is_parent)):
        nearest = plain_select(SIGNS.c.memory_id).where(
            SIGNS.c.signs.op("MATCH")(signs),
            SIGNS.c.k == FEW,
            SIGNS.c.audience == bindparam(f"shelf{number}"),
        )
        if only_mine:
            nearest = nearest.where(SIGNS.c.owner_id == bindparam("me"))
        looks.append(plain_select(nearest.subquery()))
    return union_all(*looks).subquery()
