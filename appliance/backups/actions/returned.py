"""The house has come back: told to everyone, taken back, or final."""

import asyncio
import shutil
from datetime import datetime
from pathlib import Path

from sqlmodel import col, select

from appliance import __version__
from appliance.backups.actions.returning import Keeper, ask_for_quiet, asked_by, prove
from appliance.backups.archive.facts import Staged
from appliance.backups.archive.reconcile import Here, reconcile
from appliance.backups.archive.snapshot import DATABASE
from appliance.backups.archive.swap import INCOMING, READY, REPLACED, RESTORED, THINGS, restored_in
from appliance.backups.events import HouseBroughtBack, ReplacedDeleted, RestorationAsked
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries.returning import backup_since
from appliance.backups.restoring.attempt import Attempt, Found, Restorations, Stage
from appliance.backups.restoring.story import Asked, Story, Way, replaced_in, story_of, write_story
from appliance.backups.rules.returned import came_back, is_over
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.migrate import migrate
from appliance.core.people import Actor, the_house
from appliance.core.secrets import write_private
from appliance.core.work import Office
from appliance.household.credentials import Credentials
from appliance.household.models import Family

GONE = _("What was here before is not kept any more.")


async def take_back(
    office: Office, credentials: Credentials, restorations: Restorations, keeper: Keeper
) -> Attempt:
    """What was replaced takes its place again, by the same way: one rename, and a start."""
    await prove(office, credentials, restorations, keeper)
    folder = kept_before(restorations.data)
    async with office.work(keeper.actor, keeper.door) as work:
        await ask_for_quiet(work, keeper.actor)
        await work.emit(RestorationAsked(family_id=keeper.actor.family_id, name=folder.name))
    found = Found(folder, folder.name)
    asked = asked_by(keeper.actor, Way.BACK, found, work.now)
    restorations.write(asked)
    await asyncio.to_thread(make_ready, restorations.data, folder, work.now)
    restorations.attempt = Attempt(found, asked, Stage.LEAVING)
    office.begin_again()
    return restorations.attempt


def kept_before(data: Path) -> Path:
    folder = replaced_in(data)
    if folder is None:
        raise RuleBroken(GONE)
    return folder


def make_ready(data: Path, folder: Path, now: datetime) -> None:
    """Sign-ins of then stay ended, secrets of today stay right. Until the rename, it only lies there."""
    migrate(folder / DATABASE)
    ended = reconcile(folder / DATABASE, Here(data / DATABASE, True, data / "models", now))
    staged = Staged(
        name=folder.name,
        created=now,
        staged=now,
        version=__version__,
        counts={},
        files=0,
        size=0,
        brings=tuple(thing for thing in THINGS if (folder / thing).exists()),
        **ended.model_dump(),
    )
    write_private(folder / RESTORED, staged.model_dump_json())
    incoming = data / INCOMING
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir(mode=0o700)
    folder.rename(incoming / READY)


async def put_away(office: Office, restorations: Restorations, actor: Actor, door: str = "page") -> None:
    """What was replaced is deleted, by a tap of the keeper, once there is a backup of what is here now."""
    ask_to_keep(actor)
    kept_before(restorations.data)
    last = story_of(restorations.data).last
    async with office.work(actor, door) as work:
        if last is not None and not await backup_since(work, last.at):
            raise RuleBroken(
                _("Make a backup first: until then this is the only copy of what was here before.")
            )
        await work.emit(ReplacedDeleted(family_id=actor.family_id))
    await asyncio.to_thread(shutil.rmtree, restorations.data / REPLACED, ignore_errors=True)


async def clear_replaced(office: Office, restorations: Restorations) -> None:
    if restorations.attempt is None and is_over(story_of(restorations.data).last, office.clock()):
        await asyncio.to_thread(shutil.rmtree, restorations.data / REPLACED, ignore_errors=True)


async def tell_of_return(office: Office, restorations: Restorations) -> None:
    """Once: every family reads in its log what happened, and parents hear of it."""
    if restorations.attempt is not None:
        return
    data = restorations.data
    story, staged = story_of(data), restored_in(data)
    came = came_back(story, staged)
    await _settle_runs(office, came)
    if came is not None and staged is not None:
        await _tell_families(office, came)
        write_story(data, Story(last=came, told=staged.staged))


async def _tell_families(office: Office, came: Asked) -> None:
    async with office.database.reading() as db:
        families = (await db.exec(select(Family))).all()
    for family in families:
        async with office.work(the_house(family.id or 0, family.zone), "restore") as work:
            await work.emit(
                HouseBroughtBack(
                    family_id=family.id or 0,
                    way=came.way.value,
                    name=came.name,
                    created=came.created,
                    by=came.by,
                    at=came.at,
                )
            )


async def _settle_runs(office: Office, came: Asked | None) -> None:
    """A row that still runs came along with the rest, or the house was switched off in the middle of it."""
    running = select(BackupRun).where(
        col(BackupRun.kind) == Kind.RESTORE, col(BackupRun.state) == State.RUNNING
    )
    async with office.database.reading() as db:
        if came is None and not (await db.exec(running)).all():
            return  # nothing is written by a look
    async with office.work(the_house()) as work:
        rows = (await work.db.exec(running)).all()
        for run in rows:
            run.state = State.DONE if came is not None and run.asked_at == came.at else State.BROKEN
            run.ended_at = work.now
            work.db.add(run)
        if came is not None and all(run.asked_at != came.at for run in rows):
            work.db.add(_written_down(came, work.now))


def _written_down(came: Asked, now: datetime) -> BackupRun:
    return BackupRun(
        kind=Kind.RESTORE,
        state=State.DONE,
        door=came.way.value,
        name=came.name,
        asked_at=came.at,
        started_at=came.at,
        ended_at=now,
    )
