"""What can be brought back, what would be lost by it, and what has come back."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, literal, select, table, union_all
from sqlmodel import col
from sqlmodel import select as select_rows

from appliance.backups.archive.facts import Staged
from appliance.backups.archive.faults import Unusable, disk_faults, missing
from appliance.backups.archive.folder import backup_at, mark_of, names
from appliance.backups.archive.keys import RecoveryKey, keys_of
from appliance.backups.archive.packed import manifest_of
from appliance.backups.archive.swap import restored_in
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.restoring.attempt import Found
from appliance.backups.restoring.story import Asked, replaced_in, story_of
from appliance.backups.rules.returned import TABLES, came_back, was_broken_off
from appliance.core.work import Reading
from appliance.household.models import Family, Member

COUNTED = union_all(*(select(literal(name), func.count()).select_from(table(name)) for name in TABLES))


@dataclass(frozen=True)
class Lost:
    """How many there are of something, now and then."""

    what: str
    now: int
    then: int


@dataclass(frozen=True)
class NewPin:
    """A child whose PIN stayed behind, if it is still here without one; `own`: of the viewer's family."""

    member: Member
    family_name: str
    own: bool


async def counts_now(look: Reading) -> Mapping[str, int]:
    connection = await look.db.connection()
    return {row[0]: row[1] for row in await connection.execute(COUNTED)}


def compared(now: Mapping[str, int], then: Mapping[str, int]) -> list[Lost]:
    """Without what neither has."""
    rows = [Lost(word, now.get(table, 0), then.get(table, 0)) for table, word in TABLES.items()]
    return [row for row in rows if row.now or row.then]


async def look_inside(data: Path, place: Path, name: str, typed: RecoveryKey | None = None) -> Found:
    """With the house's own keys and the one that was typed; its manifest is None where none of them fits."""
    return await asyncio.to_thread(_opened, data, place, name, typed)


def _opened(data: Path, place: Path, name: str, typed: RecoveryKey | None) -> Found:
    keys = (*((typed,) if typed else ()), *keys_of(data))
    try:
        with disk_faults():
            return Found(place, name, manifest_of(backup_at(place, name), keys), keys)
    except Unusable as fault:
        if fault.reason != "key" or typed is not None:
            raise
        return Found(place, name)


@dataclass(frozen=True)
class Lying:
    """A backup in some folder; its name says when it was made."""

    name: str

    @property
    def at(self) -> datetime | None:
        try:
            return datetime.strptime(self.name[:18], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            return None


async def backups_lying_in(place: Path) -> Sequence[Lying]:
    """The newest first; refuses a folder that holds none."""
    return await asyncio.to_thread(_lying, place)


def _lying(place: Path) -> Sequence[Lying]:
    with disk_faults():
        mark_of(place)
        found = names(place)
    if not found:
        raise missing()
    return [Lying(name) for name in found]


async def backup_since(look: Reading, at: datetime) -> bool:
    """A good one that was begun after the house came back."""
    good = select_rows(BackupRun.id).where(
        col(BackupRun.kind) == Kind.BACKUP, col(BackupRun.state) == State.DONE
    )
    return (await look.db.exec(good.where(col(BackupRun.started_at) > at).limit(1))).first() is not None


@dataclass(frozen=True)
class Outcome:
    """What came of bringing the house back last; `kept`: what was here before can still be taken back."""

    last: Asked | None
    staged: Staged | None
    broken_off: bool
    pins: Sequence[NewPin]
    kept: bool
    saved: bool


async def outcome(look: Reading, data: Path) -> Outcome:
    story, staged = story_of(data), restored_in(data)
    last = came_back(story, staged) or story.last
    return Outcome(
        last=last,
        staged=staged,
        broken_off=was_broken_off(story, staged),
        pins=await new_pins(look, [gone.member_id for gone in staged.pins_gone] if staged else []),
        kept=replaced_in(data) is not None,
        saved=last is not None and await backup_since(look, last.at),
    )


async def new_pins(look: Reading, members: Sequence[int]) -> list[NewPin]:
    if not members:
        return []
    found = await look.db.exec(
        select_rows(Member, Family)
        .join(Family, col(Family.id) == Member.family_id)
        .where(col(Member.id).in_(members), col(Member.left_at).is_(None), Member.pin == "")
        .order_by(col(Family.id), col(Member.born), col(Member.id))
    )
    return [NewPin(member, family.name, family.id == look.viewer.family_id) for member, family in found.all()]
