"""The plan, and what became of every run. Of the keeper alone; other parents hear one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import or_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.backups.models import THE_PLAN, BackupPlan, BackupRun, Kind, State
from appliance.backups.policy import ask_to_hear, ask_to_keep
from appliance.backups.queries.places import backups_in, folders_of
from appliance.backups.rules.due import Tried
from appliance.backups.rules.keeping import Promise
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.work import Reading
from appliance.household.models import Family, Member

OPEN = (State.ASKED, State.RUNNING)
OVER = (State.DONE, State.FAILED, State.BROKEN)
LAST = 12  # runs that the page shows
ENOUGH = 20  # tries that tell whether the next is due


async def plan_in(db: AsyncSession) -> BackupPlan:
    return await db.get(BackupPlan, THE_PLAN) or BackupPlan()


def promise_of(plan: BackupPlan) -> Promise:
    return Promise(plan.daily, plan.weekly, plan.monthly)


async def keeping_family(db: AsyncSession) -> Family | None:
    return (await db.exec(select(Family).where(col(Family.keeps_house).is_(True)))).first()


@dataclass(frozen=True)
class Standing:
    """The newest run of each kind and state."""

    newest: Sequence[BackupRun]

    def last(self, kind: Kind, *states: State) -> BackupRun | None:
        fitting = [run for run in self.newest if run.kind == kind and run.state in (states or OVER)]
        return max(fitting, key=lambda run: run.id or 0, default=None)

    @property
    def good(self) -> BackupRun | None:
        return self.last(Kind.BACKUP, State.DONE)

    @property
    def at_work(self) -> BackupRun | None:
        """The one that runs, else the first that waits."""
        waiting = [run for run in self.newest if run.state in OPEN]
        return min(waiting, key=lambda run: (run.state != State.RUNNING, run.id or 0), default=None)


async def standing(look: Reading) -> Standing:
    ask_to_keep(look.viewer)
    return await standing_in(look.db)


async def standing_in(db: AsyncSession) -> Standing:
    newest = select(func.max(col(BackupRun.id))).group_by(col(BackupRun.kind), col(BackupRun.state))
    return Standing((await db.exec(select(BackupRun).where(col(BackupRun.id).in_(newest)))).all())


@dataclass(frozen=True)
class OneLine:
    """What every parent may know. Those who keep the house are named to their own family only."""

    last_at: datetime | None
    keepers: tuple[str, ...] = ()


async def one_line(look: Reading) -> OneLine:
    ask_to_hear(look.viewer)
    good = (await standing_in(look.db)).good
    family = await keeping_family(look.db)
    keepers: list[str] = []
    if family is not None and family.id == look.viewer.family_id:
        owners = select(Member.name).where(Member.family_id == family.id, col(Member.owner).is_(True))
        keepers = list(await look.db.exec(owners.where(col(Member.left_at).is_(None)).order_by(Member.name)))
    return OneLine(good.ended_at if good else None, tuple(keepers))


async def runs_shown(look: Reading, names: Sequence[str]) -> Sequence[BackupRun]:
    """The last ones of every kind, and those that made these backups."""
    ask_to_keep(look.viewer)
    last = select(col(BackupRun.id)).order_by(col(BackupRun.id).desc()).limit(LAST)
    made = (col(BackupRun.kind) == Kind.BACKUP) & col(BackupRun.name).in_(names)
    checked = (col(BackupRun.kind) == Kind.CHECK) & col(BackupRun.name).in_(names)
    wanted = or_(col(BackupRun.id).in_(last), made, checked)
    return (await look.db.exec(select(BackupRun).where(wanted).order_by(col(BackupRun.id).desc()))).all()


async def runs_asked(look: Reading, page: Page) -> Part[BackupRun]:
    """The newest first."""
    ask_to_keep(look.viewer)
    rows = (await look.db.exec(page.of(select(BackupRun), col(BackupRun.id), newest=True))).all()
    return page.part(rows, lambda run: (run.id,))


async def run_of(look: Reading, run_id: int) -> BackupRun:
    ask_to_keep(look.viewer)
    run = await look.db.get(BackupRun, run_id)
    if run is None:
        raise NotFound(_("There is no such run."))
    return run


async def folder_with(look: Reading, data: Path, name: str) -> Path:
    """Where this backup lies."""
    ask_to_keep(look.viewer)
    lying = await backups_in(folders_of(data, await plan_in(look.db)))
    folder = next((place for known, place, _size in lying if known == name), None)
    if folder is None:
        raise NotFound(_("There is no such backup."))
    return folder


async def tries_of(db: AsyncSession, kind: Kind) -> list[Tried]:
    """In the order in which they were made, the newest first: clocks are wrong at times."""
    over = select(BackupRun).where(col(BackupRun.kind) == kind, col(BackupRun.state).in_(OVER))
    rows = (await db.exec(over.order_by(col(BackupRun.id).desc()).limit(ENOUGH))).all()
    return [tried(run) for run in rows]


def tried(run: BackupRun) -> Tried:
    at = run.ended_at or run.started_at or run.asked_at
    return Tried(at, run.state == State.DONE, run.state == State.BROKEN)


async def next_asked(db: AsyncSession) -> BackupRun | None:
    asked = select(BackupRun).where(col(BackupRun.state) == State.ASKED, col(BackupRun.kind) != Kind.RESTORE)
    return (await db.exec(asked.order_by(col(BackupRun.id)).limit(1))).first()


@dataclass(frozen=True)
class BackupFigures:
    """For programs that watch the house. Times are None where there was none yet."""

    last_good: datetime | None
    bytes: int
    seconds: float
    drill_ok: bool | None
    last_drill: datetime | None
    failures: int  # tries since the last good one


async def backup_figures(look: Reading) -> BackupFigures:
    """The house's own look: numbers without names."""
    found = await standing_in(look.db)
    good, drill = found.good, found.last(Kind.DRILL, State.DONE, State.FAILED)
    failed = select(func.count()).where(
        col(BackupRun.kind) == Kind.BACKUP,
        col(BackupRun.state).in_((State.FAILED, State.BROKEN)),
        col(BackupRun.id) > (good.id if good and good.id else 0),
    )
    return BackupFigures(
        last_good=good.ended_at if good else None,
        bytes=good.bytes if good else 0,
        seconds=_seconds(good) if good else 0.0,
        drill_ok=drill.state == State.DONE if drill else None,
        last_drill=drill.ended_at if drill else None,
        failures=(await look.db.exec(failed)).one(),
    )


def _seconds(run: BackupRun) -> float:
    if run.started_at is None or run.ended_at is None:
        return 0.0
    return max((run.ended_at - run.started_at).total_seconds(), 0.0)
