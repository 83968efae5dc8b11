"""The recovery sheet: shown after a password, and believed only when somebody has read from the paper."""

import asyncio
from pathlib import Path

from appliance.backups.archive.keys import RecoveryKey, open_key
from appliance.backups.events import RecoveryKeyChanged, RecoverySheetConfirmed, RecoverySheetShown
from appliance.backups.models import BackupPlan
from appliance.backups.policy import ask_to_change, ask_to_keep
from appliance.backups.queries import plan_in
from appliance.backups.rules.onward import RESTIC_PASSWORD
from appliance.backups.rules.sheet import Sheet, check_last_group
from appliance.core.people import Actor
from appliance.core.work import Office, Work
from appliance.household.actions.secrets import own_keys, prove_oneself
from appliance.household.actions.tries import forget_tries
from appliance.household.credentials import Credentials


async def show_sheet(
    office: Office, credentials: Credentials, actor: Actor, data: Path, password: str, door: str = "page"
) -> Sheet:
    """The only verb that gives the key out."""
    ask_to_change(actor)
    await prove_oneself(office, credentials, actor, password, "password")
    sheet = await asyncio.to_thread(_read_sheet, data, office)
    async with office.work(actor, door) as work:
        await forget_tries(work, own_keys(actor))
        plan = await plan_in(work.db)
        plan.sheet_shown_at = work.now
        work.db.add(plan)
        await work.emit(RecoverySheetShown(family_id=actor.family_id))
    return sheet


def _read_sheet(data: Path, office: Office) -> Sheet:
    key = open_key(data)
    stored = data / RESTIC_PASSWORD
    onward = stored.read_text().strip() if stored.exists() else ""
    return Sheet(key.text, key.fingerprint, office.clock(), onward)


async def confirm_sheet(
    office: Office, actor: Actor, data: Path, group: str, door: str = "page"
) -> BackupPlan:
    ask_to_change(actor)
    key = await asyncio.to_thread(open_key, data)
    check_last_group(key.text, group)
    async with office.work(actor, door) as work:
        plan = await plan_in(work.db)
        plan.sheet_confirmed_at, plan.sheet_of = work.now, key.fingerprint
        work.db.add(plan)
        await work.emit(RecoverySheetConfirmed(family_id=actor.family_id))
    return plan


async def note_key(work: Work, key: RecoveryKey) -> None:
    """Another key than the one on paper: the sheet has to be printed anew."""
    ask_to_keep(work.actor)
    plan = await plan_in(work.db)
    if plan.sheet_of and plan.sheet_of != key.fingerprint:
        plan.sheet_confirmed_at, plan.sheet_of = None, ""
        work.db.add(plan)
        await work.emit(RecoveryKeyChanged(family_id=work.actor.family_id))
