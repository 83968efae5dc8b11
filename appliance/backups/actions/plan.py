"""The plan: when, where to, how many, and where they are sent on to."""

import asyncio
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

from appliance.backups.actions.runs import ask_for_run
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.folder import house_id, mark_of
from appliance.backups.events import BackupPlanChanged
from appliance.backups.models import THE_PLAN, BackupPlan, Kind, Onward, State
from appliance.backups.policy import ask_to_change
from appliance.backups.queries import plan_in, standing_in
from appliance.backups.queries.places import mount_at, own_folder
from appliance.backups.rules.mounts import check_place
from appliance.backups.rules.onward import check_onward, installed
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Work

INSTALL = {
    Onward.RESTIC: _("restic is not installed. Type on the machine: sudo apt install restic"),
    Onward.RCLONE: _("rclone is not installed. Type on the machine: sudo apt install rclone"),
}


@dataclass(frozen=True)
class PlanChange:
    """`place` empty: the house's own folder. `onward_to` None keeps the stored address."""

    nightly: bool = True
    hour: int = 3
    place: str = ""
    daily: int = 7
    weekly: int = 4
    monthly: int = 6
    onward: Onward = Onward.NONE
    onward_to: str | None = None


async def change_plan(
    office: Office, actor: Actor, data: Path, change: PlanChange, door: str = "page"
) -> BackupPlan:
    """A new folder is tried before anything is saved: written to, read back, tidied up."""
    ask_to_change(actor)
    async with office.reading(actor) as look:
        known = await plan_in(look.db)
    place, mount = known.place, known.mount
    if change.place != known.place:
        place, mount = await _tried(change.place, data)
    _check_program(change, known)
    async with office.work(actor, door) as work:
        plan = await work.db.get(BackupPlan, THE_PLAN) or BackupPlan()
        before = plan.model_dump()
        _take_over(work, plan, change)
        plan.place, plan.mount = place, mount
        work.db.add(plan)
        await _changed(work, plan, before)
    return plan


async def _tried(text: str, data: Path) -> tuple[str, str]:
    """The folder as it is stored, and where its disk is mounted."""
    own = own_folder(data)
    place = check_place(text, str(own.parent)) if text else ""
    folder = Path(place) if place else own
    await asyncio.to_thread(try_folder, folder, data)
    return ("", "") if folder == own else (place, mount_at(folder))


def try_folder(folder: Path, data: Path) -> None:
    """Invalid on the field `place` where a backup could not be written there."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        aside = folder / f".tried-{token_hex(4)}"
        with open(aside, "xb") as file:
            file.write(b"backup")
            file.flush()
            os.fsync(file.fileno())
        read = aside.read_bytes()
        aside.unlink()
    except OSError as fault:
        raise _refused(_why(fault)) from fault
    if read != b"backup":
        raise _refused(_("What was written there came back changed. This disk may be broken."))
    check_place(str(folder.resolve()), str(data.resolve()))  # a link may lead back into the house
    _check_owner(folder, data)


def _why(fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError | NotADirectoryError | FileExistsError):
        return _("There is no such folder. Is the disk plugged in?")
    if fault.errno in (28, 122):
        return _("There is no room left in this folder.")
    return _("The house may not write in this folder. Its owner must be the user of the appliance.")


def _check_owner(folder: Path, data: Path) -> None:
    try:
        mark = mark_of(folder)
    except Unusable as fault:
        raise _refused(fault.sentence) from fault
    if mark and mark.get("house") != house_id(data):
        raise _refused(_("Another house keeps its backups in this folder. Choose another one."))


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, errors={"place": sentence})


def _check_program(change: PlanChange, known: BackupPlan) -> None:
    if change.onward is Onward.NONE:
        return
    if not installed(change.onward):
        raise Invalid(INSTALL[change.onward], errors={"onward": INSTALL[change.onward]})
    kept = change.onward == known.onward and known.onward_to
    if change.onward_to or not kept:
        check_onward(change.onward, change.onward_to or "")


def _take_over(work: Work, plan: BackupPlan, change: PlanChange) -> None:
    stored = asdict(change)
    for name in ("nightly", "hour", "daily", "weekly", "monthly"):
        setattr(plan, name, stored[name])
    if change.onward is Onward.NONE:
        plan.onward_to = ""
    elif change.onward_to:
        plan.onward_to = work.secrets.seal(change.onward_to)
    plan.onward = change.onward.value
    plan.changed_at = work.now


async def _changed(work: Work, plan: BackupPlan, before: dict[str, object]) -> None:
    """What goes to a new place goes there now, while somebody looks."""
    fields = {name for name, value in plan.model_dump().items() if value != before[name]} - {"changed_at"}
    told = BackupPlanChanged(family_id=work.actor.family_id, fields=", ".join(sorted(fields)))
    await work.emit(told)
    found = await standing_in(work.db)
    waiting = {run.kind for run in found.newest if run.state in (State.ASKED, State.RUNNING)}
    if "place" in fields and Kind.BACKUP not in waiting:
        await ask_for_run(work, Kind.BACKUP)
    new_address = {"onward", "onward_to"} & fields and plan.onward != Onward.NONE
    if new_address and found.good and Kind.ONWARD not in waiting:
        await ask_for_run(work, Kind.ONWARD)
