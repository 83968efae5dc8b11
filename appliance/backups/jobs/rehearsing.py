"""The drill: the newest backup brought back into a scratch directory, a house started on it, rows counted."""

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from appliance.backups.actions.runs import Outcome
from appliance.backups.archive.facts import Kept, Manifest, Say, Staged, quietly
from appliance.backups.archive.faults import Reason, Unusable, missing
from appliance.backups.archive.keys import keys_of
from appliance.backups.archive.reconcile import OF_THE_MACHINE
from appliance.backups.archive.running import in_child
from appliance.backups.jobs.errands import Errand, failed
from appliance.backups.jobs.making import plan_now
from appliance.backups.jobs.sending import Unsent, check_away
from appliance.backups.models import BackupRun
from appliance.backups.queries import standing_in
from appliance.backups.queries.places import folders_of
from appliance.core.i18n import mark as _

SCRATCH = ".drill"
# A restore empties these on purpose.
NOT_COUNTED = {*OF_THE_MACHINE, "enrolment_link", "answered_request", "device_code", "open_app"}
MISCOUNTED = _("In the drill %(table)s had %(found)s rows instead of %(wanted)s.")
FILES = _("In the drill %(found)s files came back instead of %(wanted)s.")
AWAY = _("The drill went well here, but %(program)s found a fault where the backups are sent on: %(words)s")


async def hold_drill(errand: Errand, _run: BackupRun, say: Say) -> Outcome:
    scratch = errand.data / SCRATCH
    await asyncio.to_thread(_clear, scratch)
    try:
        return await _held(errand, scratch, say)
    finally:
        await asyncio.to_thread(shutil.rmtree, scratch, ignore_errors=True)


async def _held(errand: Errand, scratch: Path, say: Say) -> Outcome:
    keys = [key.text for key in await asyncio.to_thread(keys_of, errand.data)]
    folder, newest = await _newest(errand, keys)
    arguments = {
        "place": str(folder),
        "name": newest.name,
        "keys": keys,
        "data": str(scratch),
        "now": errand.office.clock().isoformat(),
    }
    staged = Staged.model_validate((await in_child("stage", arguments, say))["result"])
    assert newest.manifest is not None
    fault = miscounted(newest.manifest, staged) or await _fault_away(errand)
    counts = {table: rows for table, rows in staged.counts.items() if table not in NOT_COUNTED}
    good = Outcome(newest.name, str(folder), bytes=staged.size, files=staged.files, counts=counts)
    return fault or good


async def _newest(errand: Errand, keys: list[str]) -> tuple[Path, Kept]:
    """The one that was made last, wherever it lies; where none is known, the last by its name."""
    found: list[tuple[Path, Kept]] = []
    for folder in folders_of(errand.data, await plan_now(errand)):
        if await asyncio.to_thread(folder.is_dir):
            answer = await in_child("list", {"target": str(folder), "keys": keys}, quietly)
            rows = answer["result"]
            assert isinstance(rows, list)
            found += [(folder, Kept.model_validate(row)) for row in rows]
    if not found:
        raise missing()
    async with errand.office.reading(errand.house) as look:
        good = (await standing_in(look.db)).good
    folder, newest = max(found, key=lambda one: (good is not None and one[1].name == good.name, one[1].name))
    if newest.reason:
        raise Unusable(cast(Reason, newest.reason), newest.sentence)
    return folder, newest


def miscounted(manifest: Manifest, staged: Staged) -> Outcome | None:
    if staged.files != len(manifest.files):
        values: Mapping[str, object] = {"found": staged.files, "wanted": len(manifest.files)}
        return failed("contents", FILES, values, staged.name)
    for table, wanted in manifest.counts.items():
        found = staged.counts.get(table, 0)
        if table not in NOT_COUNTED and found != wanted:
            values = {"table": table, "found": found, "wanted": wanted}
            return failed("contents", MISCOUNTED, values, staged.name)
    return None


async def _fault_away(errand: Errand) -> Outcome | None:
    """Once a month also what lies in the other place is looked over."""
    plan = await plan_now(errand)
    try:
        await check_away(errand, plan)
    except Unsent as refusal:
        return failed("refused", AWAY, {"program": plan.onward, "words": str(refusal)})
    return None


def _clear(scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
