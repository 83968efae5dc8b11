"""Backups that lie in a folder: taken along as one file, or removed."""

import asyncio
from pathlib import Path

from appliance.backups.actions.runs import ask_for_run
from appliance.backups.archive.facts import quietly
from appliance.backups.archive.keys import keys_of
from appliance.backups.archive.running import in_child
from appliance.backups.events import BackupDownloaded, BackupRemoved
from appliance.backups.models import BackupRun, Kind
from appliance.backups.policy import ask_to_change
from appliance.backups.queries import folder_with, plan_in, standing_in
from appliance.backups.queries.places import backups_in, folders_of
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.actions.secrets import own_keys, prove_oneself
from appliance.household.actions.tries import forget_tries
from appliance.household.credentials import Credentials


async def download_backup(
    office: Office,
    credentials: Credentials,
    actor: Actor,
    data: Path,
    name: str,
    password: str,
    door: str = "page",
) -> Path:
    """The folder that holds it. Whoever takes all families' words along says once more who they are."""
    ask_to_change(actor)
    async with office.reading(actor) as look:
        folder = await folder_with(look, data, name)
    await prove_oneself(office, credentials, actor, password, "password")
    async with office.work(actor, door) as work:
        await forget_tries(work, own_keys(actor))
        await work.emit(BackupDownloaded(family_id=actor.family_id, name=name))
    return folder


async def check_backup(office: Office, actor: Actor, data: Path, name: str, door: str = "page") -> BackupRun:
    """It is read by the job, from its first byte to its last."""
    ask_to_change(actor)
    async with office.reading(actor) as look:
        await folder_with(look, data, name)
    async with office.work(actor, door) as work:
        return await ask_for_run(work, Kind.CHECK, name)


async def remove_backup(office: Office, actor: Actor, data: Path, name: str, door: str = "page") -> None:
    """The files that only this one needs go with it."""
    ask_to_change(actor)
    async with office.reading(actor) as look:
        folder = await folder_with(look, data, name)
        at_work = (await standing_in(look.db)).at_work
        plan = await plan_in(look.db)
    if at_work is not None:
        raise RuleBroken(_("The backups are being worked on. Try again when that is done."))
    everywhere = await backups_in(folders_of(data, plan))
    if len(everywhere) < 2:
        raise RuleBroken(_("This is the only backup. Make another one first."))
    await retire(
        data, folder, [other for other, place, _size in everywhere if place == folder and other != name]
    )
    async with office.work(actor, door) as work:
        await work.emit(BackupRemoved(family_id=actor.family_id, name=name))


async def retire(data: Path, folder: Path, keep: list[str]) -> None:
    """All that are not named go. In a child: it reads what the others need."""
    keys = [key.text for key in await asyncio.to_thread(keys_of, data)]
    await in_child("retire", {"target": str(folder), "keys": keys, "keep": keep}, quietly)
