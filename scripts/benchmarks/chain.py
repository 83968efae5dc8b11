"""A chore ticked off and approved: points, minutes, a letter to a phone; each step one durable transaction.

The peer is the least that SQLite needs for the same rows: plain sqlite3 with the same settings, without rules
and rights.
"""

import asyncio
import json
import sqlite3
import time
from pathlib import Path

from sqlmodel import col, select

from appliance.app import open_office
from appliance.chores.actions import approve, complete
from appliance.chores.models import Chore, Occurrence
from appliance.core.clock import local_day, system_clock
from appliance.core.people import Actor, Role
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.notifications.models import NotifyTarget
from scripts.benchmarks.figures import Figure, median, share
from scripts.benchmarks.household import DAY, PARENT, ZONE, make_household

TIMES = 150
MS = 1000.0
UPDATE = "UPDATE occurrence SET state = ?, done_by = ?, done_at = ? WHERE id = ? AND state = ?"
AUDIT = "INSERT INTO audit (family_id, member_id, door, verb, facts, at) VALUES (1, ?, 'page', ?, ?, ?)"
LETTER = """INSERT INTO outbox
    (family_id, member_id, channel, key, payload, state, attempts, due_at, created_at, trouble)
    VALUES (1, 1, 'ntfy', ?, ?, 'waiting', 0, ?, ?, '')"""
POINTS = """INSERT INTO point_entry (family_id, member_id, amount, kind, cause, title, by_member_id, at)
    VALUES (1, ?, 9, 'earned', ?, 'Chore', 1, ?)"""
MINUTES = """INSERT INTO bonus_minutes
    (family_id, member_id, day, minutes, kind, cause, why, by_member_id, at)
    VALUES (1, ?, ?, 10, 'earned', ?, 'Chore', 1, ?)"""


class Bare:
    """What our verbs leave in the tables, written by hand."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            self._db.execute(f"PRAGMA {pragma}")

    def complete(self, occurrence: int, child: int, now: str) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(UPDATE, ("waiting", child, now, occurrence, "open"))
        self._db.execute(AUDIT, (child, "OccurrenceCompleted", _facts(occurrence), now))
        self._db.execute(LETTER, (f"bare:{occurrence}", _facts(occurrence), now, now))
        self._db.execute("COMMIT")

    def approve(self, occurrence: int, child: int, now: str) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(UPDATE, ("approved", child, now, occurrence, "waiting"))
        for verb in ("OccurrenceApproved", "PointsEarned", "MinutesEarned"):
            self._db.execute(AUDIT, (PARENT, verb, _facts(occurrence), now))
        self._db.execute(POINTS, (child, f"bare:{occurrence}", now))
        self._db.execute(MINUTES, (child, now[:10], f"bare:{occurrence}", now))
        self._db.execute("COMMIT")


def _facts(occurrence: int) -> str:
    return json.dumps(
        {"family_id": 1, "occurrence_id": occurrence, "title": "Chore", "points": 9, "minutes": 10}
    )


def measure(folder: Path) -> list[Figure]:
    ours, bare = make_household(folder / "ours"), make_household(folder / "bare")
    return asyncio.run(_measured(ours.data, Bare(bare.data / "appliance.db")))


async def _measured(data: Path, bare: Bare) -> list[Figure]:
    office = open_office(Settings(data=data))
    took: dict[str, list[float]] = {"ours": [], "bare": [], "ours approval": [], "bare approval": []}
    try:
        for number, (occurrence, child) in enumerate(await _prepared(office)):
            both = [_by_us(office, occurrence, child), _by_hand(bare, occurrence, child)]
            for way, steps in zip(("ours", "bare"), [await step for step in both], strict=True):
                if number >= TIMES // 10:  # the first ones warm up what every later one has
                    took[way].append(sum(steps))
                    took[f"{way} approval"].append(steps[1])
    finally:
        await office.database.close()
    return _figures(took)


def _figures(took: dict[str, list[float]]) -> list[Figure]:
    rates = [1 / median(took[way]) for way in ("ours", "bare")]
    figures = [
        Figure("chain", "chores ticked off and approved", rates[0], "per second", rates[1], most=False)
    ]
    for part, said in ((0.5, "p50"), (0.99, "p99")):
        one, other = share(took["ours approval"], part), share(took["bare approval"], part)
        figures.append(
            Figure("chain", f"approval, points and minutes, durable, {said}", one * MS, "ms", other * MS)
        )
    return figures


async def _prepared(office: Office) -> list[tuple[int, int]]:
    """Open occurrences of coming days that bring minutes, put into the past; and a phone to tell."""
    today = local_day(office.clock(), ZONE)
    async with office.database.writing() as db:
        now = office.clock()
        phone = {"server": "http://127.0.0.1:9", "topic": "bench", "changed_at": now}
        db.add(NotifyTarget(family_id=1, member_id=PARENT, **phone))
        for chore in (await db.exec(select(Chore))).all():
            chore.bonus_minutes = 10
        coming = select(Occurrence).where(Occurrence.state == "open", col(Occurrence.due_local) > today)
        since = today - DAY * 366  # before the first day, where no other occurrence is
        found = (await db.exec(coming.limit(TIMES + TIMES // 10))).all()
        for number, occurrence in enumerate(found):
            occurrence.bonus_minutes = 10
            occurrence.due_local = since - DAY * number
        return [(occurrence.id or 0, occurrence.assignee_id or 0) for occurrence in found]


async def _by_us(office: Office, occurrence: int, child: int) -> tuple[float, float]:
    began = time.perf_counter()
    async with office.work(_actor(child, Role.CHILD)) as work:
        await complete(work, occurrence)
    half = time.perf_counter()
    async with office.work(_actor(PARENT, Role.PARENT)) as work:
        await approve(work, occurrence)
    return half - began, time.perf_counter() - half


async def _by_hand(bare: Bare, occurrence: int, child: int) -> tuple[float, float]:
    now = system_clock().isoformat(" ").removesuffix("+00:00")
    began = time.perf_counter()
    bare.complete(occurrence, child, now)
    half = time.perf_counter()
    bare.approve(occurrence, child, now)
    return half - began, time.perf_counter() - half


def _actor(member: int, role: Role) -> Actor:
    return Actor(member, 1, role, f"Member {member}", zone=ZONE)
