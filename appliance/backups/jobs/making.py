"""Makes a backup, and lets the old ones go that nobody was promised."""

import asyncio
from pathlib import Path

import structlog

from appliance.backups.actions.kept import retire
from appliance.backups.actions.runs import Outcome, ask_for_run
from appliance.backups.actions.sheet import note_key
from appliance.backups.archive.facts import Checked, Made, Say
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.keys import keys_of, open_key
from appliance.backups.archive.running import in_child
from appliance.backups.archive.snapshot import CHECKING
from appliance.backups.jobs.errands import Errand
from appliance.backups.models import BackupPlan, BackupRun, Kind, Onward
from appliance.backups.queries import OPEN, folder_with, plan_in, promise_of, standing_in
from appliance.backups.queries.places import backups_in, folder_of, folders_of, health_of, own_folder
from appliance.backups.rules.keeping import made_at, stay

ELSEWHERE = ("unreachable", "room", "foreign")  # what the house's own folder may still be good for
log = structlog.get_logger("backups")


async def make_backup(errand: Errand, _run: BackupRun, say: Say) -> Outcome:
    plan = await plan_now(errand)
    chosen, own = folder_of(errand.data, plan), own_folder(errand.data)
    if chosen == own:
        return await _made_in(errand, own, say)
    if not (await health_of(errand.data, plan)).usable:
        return await _made_in(errand, own, say, fell_back=True)
    try:
        return await _made_in(errand, chosen, say)
    except Unusable as fault:
        if fault.reason not in ELSEWHERE:
            raise
        log.warning("the chosen folder does not take the backup", reason=fault.reason)
        return await _made_in(errand, own, say, fell_back=True)


async def _made_in(errand: Errand, folder: Path, say: Say, *, fell_back: bool = False) -> Outcome:
    arguments = {"data": str(errand.data), "target": str(folder), "now": errand.office.clock().isoformat()}
    answer = await in_child("create", arguments, say)
    return Outcome.of(Made.model_validate(answer["result"]), folder, fell_back=fell_back)


async def after_backup(errand: Errand, _run: BackupRun) -> None:
    """Only a good backup lets older ones go."""
    plan = await plan_now(errand)
    key = await asyncio.to_thread(open_key, errand.data)
    async with errand.office.work(errand.house, "clock") as work:
        await note_key(work, key)
        waiting = {run.kind for run in (await standing_in(work.db)).newest if run.state in OPEN}
        if plan.onward != Onward.NONE and Kind.ONWARD not in waiting:
            await ask_for_run(work, Kind.ONWARD)
    for folder in folders_of(errand.data, plan):
        await _let_go(errand, plan, folder)


async def _let_go(errand: Errand, plan: BackupPlan, folder: Path) -> None:
    names = [name for name, _place, _size in await backups_in([folder])]
    now = errand.office.clock()
    keep = stay(filter(None, map(made_at, names)), promise_of(plan), now, errand.house.zone)
    if keep and len(keep) < len(names):
        try:
            await retire(errand.data, folder, sorted(keep))
        except Unusable as fault:
            log.warning("old backups stay for now", reason=fault.reason)


async def plan_now(errand: Errand) -> BackupPlan:
    async with errand.office.reading(errand.house) as look:
        return await plan_in(look.db)


async def check_backup(errand: Errand, run: BackupRun, say: Say) -> Outcome:
    """Read from its first byte to its last, and looked into."""
    async with errand.office.reading(errand.house) as look:
        folder = await folder_with(look, errand.data, run.name)
    keys = [key.text for key in await asyncio.to_thread(keys_of, errand.data)]
    arguments = {
        "target": str(folder),
        "name": run.name,
        "keys": keys,
        "scratch": str(errand.data / CHECKING),
    }
    checked = Checked.model_validate((await in_child("verify", arguments, say))["result"])
    return Outcome(
        name=run.name, place=str(folder), bytes=checked.size, files=checked.files, counts=checked.counts
    )
