"""Search over 20,000 memories of one family: how long it takes, and how much of the exact answer it finds.

The peer is sqlite-vec alone, comparing whole vectors one by one: no words, no rights. Exact is the same
ranking with every vector compared.
"""

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy
import sqlite_vec
from sqlalchemy import insert

from appliance.app import open_office
from appliance.assistant.actions.forgetting import forget_memory
from appliance.assistant.actions.memories import give_vectors, save_memory
from appliance.assistant.engine import Embedding
from appliance.assistant.models import PARTS, WORDS, Audience, Meaning, Memory
from appliance.assistant.queries.searching import MANY, by_words, search_memories
from appliance.assistant.rules.finding import NEAR, fused
from appliance.core.clock import system_clock
from appliance.core.people import Actor, Role, the_house
from appliance.core.settings import Settings
from appliance.core.work import Office, Reading
from appliance.household.models import Family, Member
from scripts.benchmarks.figures import Figure, median, share
from scripts.benchmarks.telling import asked, told

COUNT, QUESTIONS, MOST, LEAST, MS, TOGETHER = 20_000, 200, 10.0, 0.95, 1000.0, 512
PARENT = Actor(member_id=1, family_id=1, role=Role.PARENT, name="Nora", owner=True)
FOR = (Audience.FAMILY, Audience.FAMILY, Audience.FAMILY, Audience.PARENTS, Audience.PRIVATE)


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, and of computing: a neighbour disturbs these less."""

    wall: float
    processor: float

    def __sub__(self, before: "Took") -> "Took":
        return Took(self.wall - before.wall, self.processor - before.processor)


def now() -> Took:
    return Took(time.perf_counter(), time.process_time())


@dataclass(frozen=True)
class Shelf:
    """All that was told, and the vectors, in the order of their ids."""

    office: Office
    vectors: numpy.ndarray
    seen: numpy.ndarray
    questions: Sequence[tuple[str, Meaning]]


def measure(folder: Path) -> list[Figure]:
    return asyncio.run(_measured(folder))


async def _measured(folder: Path) -> list[Figure]:
    office = open_office(Settings(data=folder / "search"))
    shelf = await _furnished(office)
    ours, right = await _searched(shelf)
    peer = _alone(folder / "alone.db", shelf)
    changes = await _changed(shelf)
    await office.database.close()
    return [
        *_both("search over", "", [one.wall for one in ours], [one.wall for one in peer]),
        *_both(
            "search over", ", processor", [one.processor for one in ours], [one.processor for one in peer]
        ),
        Figure(
            "memory", "best five of the exact search", sum(right) / len(right), "part", None, LEAST, False
        ),
        *(Figure("memory", f"{what} among {COUNT}, p50", took * MS, "ms") for what, took in changes.items()),
    ]


def _both(what: str, kind: str, ours: Sequence[float], peer: Sequence[float]) -> list[Figure]:
    rows = (("p50", median(ours), median(peer)), ("p95", share(ours, 0.95), share(peer, 0.95)))
    return [
        Figure("memory", f"{what} {COUNT}{kind}, {part}", mine * MS, "ms", theirs * MS, MOST)
        for part, mine, theirs in rows
    ]


async def _furnished(office: Office) -> Shelf:
    chance, embedding = Random(6), Embedding(Settings().embedding)
    texts = told(chance, COUNT)
    vectors = await embedding.embed(texts)
    await _write(office, texts)
    made = {n: Meaning(vector, embedding.fingerprint) for n, vector in enumerate(vectors, 1)}
    for first in range(1, COUNT, TOGETHER):
        async with office.work(the_house(), "job") as work:
            await give_vectors(work, {n: made[n] for n in range(first, min(first + TOGETHER, COUNT + 1))})
    questions = list(asked(chance, QUESTIONS))
    meanings = [Meaning(vector, embedding.fingerprint) for vector in await embedding.embed(questions)]
    await embedding.close()
    whole = numpy.frombuffer(b"".join(vectors), "<f4").reshape(COUNT, -1)
    seen = numpy.array([_is_seen(n) for n in range(COUNT)])
    return Shelf(office, whole, seen, list(zip(questions, meanings, strict=True)))


def _is_seen(number: int) -> bool:
    return FOR[number % 5] is not Audience.PRIVATE or number % 8 == 0


async def _write(office: Office, texts: Sequence[str]) -> None:
    now = system_clock()
    rows = [
        {"id": n + 1, "family_id": 1, "owner_id": 1 + n % 8, "text": text, "visible_to": FOR[n % 5].value}
        | {"created_by": 1 + n % 8, "created_at": now - timedelta(minutes=n)}
        for n, text in enumerate(texts)
    ]
    words = [{"rowid": row["id"], "text": row["text"]} for row in rows]
    async with office.database.writing() as db:
        connection = await db.connection()
        people = [
            {"family_id": 1, "name": f"One {n}", "role": "parent", "called": [], "created_at": now}
            for n in range(8)
        ]
        await connection.execute(insert(Family), [{"name": "Told", "zone": "UTC", "created_at": now}])
        await connection.execute(insert(Member), people)
        await connection.execute(insert(Memory), rows)
        for index in (WORDS, PARTS):
            await connection.execute(insert(index), words)


async def _searched(shelf: Shelf) -> tuple[list[Took], list[float]]:
    """How long, and which part of the exact five best was found."""
    took: list[Took] = []
    best = []
    for question, meaning in shelf.questions:
        async with shelf.office.reading(PARENT) as look:
            began = now()
            found = await search_memories(look, question, meaning, 5)
            took.append(now() - began)
        best.append({hit.id for hit in found})
    async with shelf.office.reading(PARENT) as look:
        exact = [set(await _exact(look, shelf, *asked)) for asked in shelf.questions]
    return took, [len(found & wanted) / len(wanted) for found, wanted in zip(best, exact, strict=True)]


async def _exact(look: Reading, shelf: Shelf, question: str, meaning: Meaning) -> list[int]:
    distance = 1 - shelf.vectors @ numpy.frombuffer(meaning.vector, "<f4")
    nearest = numpy.argsort(numpy.where(shelf.seen, distance, 2), kind="stable")[:MANY]
    near = [int(n) + 1 for n in nearest if distance[n] <= NEAR]
    scores = fused([await by_words(look, question), near])
    return sorted(scores, key=lambda found: -scores[found])[:5]


def _alone(file: Path, shelf: Shelf) -> list[Took]:
    took = []
    with sqlite3.connect(file) as db:
        db.enable_load_extension(True)
        sqlite_vec.load(db)
        db.execute("CREATE VIRTUAL TABLE near USING vec0(embedding FLOAT[384] distance_metric=cosine)")
        rows = ((n, vector.tobytes()) for n, vector in enumerate(shelf.vectors, 1))
        db.executemany("INSERT INTO near (rowid, embedding) VALUES (?, ?)", rows)
        for _question, meaning in shelf.questions:
            began = now()
            db.execute(
                "SELECT rowid FROM near WHERE embedding MATCH ? AND k = 5", (meaning.vector,)
            ).fetchall()
            took.append(now() - began)
    return took


async def _changed(shelf: Shelf) -> dict[str, float]:
    """Saving looks for what is alike, and forgetting writes the words of all others anew."""
    saved, forgotten = [], []
    for number, (question, meaning) in enumerate(shelf.questions[:20]):
        began = time.perf_counter()
        async with shelf.office.work(PARENT) as work:
            memory = await save_memory(work, f"{question} Asked {number} times.", meaning=meaning)
        saved.append(time.perf_counter() - began)
        began = time.perf_counter()
        async with shelf.office.work(PARENT) as work:
            await forget_memory(work, memory.id or 0)
        forgotten.append(time.perf_counter() - began)
    return {"save one": median(saved), "forget one": median(forgotten)}
