"""A run: asked for, begun, ended. What it does in between is the job's, outside of any transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import col, select, update

from appliance.backups.archive.facts import Made
from appliance.backups.events import RunAsked, RunEnded
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import OPEN, keeping_family
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import the_house
from appliance.core.work import Office, Work

JOB = "backups"
ASKED = {
    Kind.BACKUP: _("A backup is being made already."),
    Kind.CHECK: _("A backup is being checked already."),
    Kind.DRILL: _("The drill is at work already."),
    Kind.ONWARD: _("The backups are being sent on already."),
}


@dataclass(frozen=True)
class Outcome:
    """What became of a run. Without `trouble` it went well."""

    name: str = ""
    place: str = ""
    fell_back: bool = False
    bytes: int = 0
    new_bytes: int = 0
    files: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    trouble: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, made: Made, place: Path, *, fell_back: bool) -> "Outcome":
        return cls(made.name, str(place), fell_back, made.size, made.written, made.files, made.counts)


async def ask_for_run(work: Work, kind: Kind, name: str = "") -> BackupRun:
    """`name`: the backup to be checked. The job takes it up at once."""
    ask_to_keep(work.actor)
    waiting = select(BackupRun).where(col(BackupRun.kind) == kind, col(BackupRun.state).in_(OPEN))
    if (await work.db.exec(waiting)).first() is not None:
        raise RuleBroken(ASKED[kind])
    asked_by = work.actor.member_id
    run = BackupRun(
        kind=kind, state=State.ASKED, door=work.door, asked_by=asked_by, asked_at=work.now, name=name
    )
    work.db.add(run)
    await work.db.flush()
    await work.emit(RunAsked(family_id=work.actor.family_id, run_id=run.id or 0, kind=kind))
    if not work.actor.is_house:  # the job itself asks, and looks again before it ends
        work.wakes.add(JOB)
    return run


async def begin_run(work: Work, run_id: int) -> bool:
    """False where somebody else has taken it."""
    ask_to_keep(work.actor)
    begun = await work.db.exec(
        update(BackupRun)
        .where(col(BackupRun.id) == run_id, col(BackupRun.state) == State.ASKED)
        .values(state=State.RUNNING, started_at=work.now)
    )
    work.topics.add((work.actor.family_id, RunAsked.topic))
    return begun.rowcount == 1


async def note_progress(work: Work, run_id: int, step: str, share: float) -> None:
    ask_to_keep(work.actor)
    await work.db.exec(
        update(BackupRun)
        .where(col(BackupRun.id) == run_id, col(BackupRun.state) == State.RUNNING)
        .values(step=step, share=share)
    )
    work.topics.add((work.actor.family_id, RunAsked.topic))


async def end_run(work: Work, run_id: int, outcome: Outcome) -> BackupRun:
    ask_to_keep(work.actor)
    run = await work.db.get_one(BackupRun, run_id)
    run.state = State.FAILED if outcome.reason else State.DONE
    run.ended_at, run.step, run.share = work.now, "", 1.0
    run.name, run.place, run.fell_back = outcome.name or run.name, outcome.place, outcome.fell_back
    run.bytes, run.new_bytes, run.files = outcome.bytes, outcome.new_bytes, outcome.files
    run.counts, run.reason = dict(outcome.counts), outcome.reason
    run.trouble, run.trouble_values = outcome.trouble, dict(outcome.values)
    work.db.add(run)
    await _tell_end(work, run)
    return run


async def note_made(work: Work, made: Made, place: Path) -> BackupRun:
    """By a command on the machine, beside the house."""
    ask_to_keep(work.actor)
    run = BackupRun(kind=Kind.BACKUP, state=State.RUNNING, door=work.door, asked_at=made.created)
    run.started_at = made.created
    work.db.add(run)
    await work.db.flush()
    return await end_run(work, run.id or 0, Outcome.of(made, place, fell_back=False))


async def break_off(work: Work, run: BackupRun) -> None:
    """The process that did it is gone."""
    ask_to_keep(work.actor)
    run.state, run.ended_at, run.reason = State.BROKEN, work.now, "broken"
    run.trouble = _("It was broken off: the house was switched off meanwhile.")
    work.db.add(run)
    await _tell_end(work, run)


async def _tell_end(work: Work, run: BackupRun) -> None:
    ended = RunEnded(
        family_id=work.actor.family_id,
        run_id=run.id or 0,
        kind=run.kind,
        state=run.state,
        name=run.name,
        reason=run.reason,
    )
    await work.emit(ended)


async def close_broken_runs(office: Office) -> None:
    """At the start nothing can be at work: what says so was at work when the power went."""
    async with office.reading(the_house()) as look:
        family = await keeping_family(look.db)
        running = select(BackupRun).where(
            col(BackupRun.state) == State.RUNNING, col(BackupRun.kind) != Kind.RESTORE
        )
        broken = (await look.db.exec(running)).all()
    if family is None or not broken:
        return
    async with office.work(the_house(family.id or 0, family.zone), "clock") as work:
        for run in broken:
            await break_off(work, run)
