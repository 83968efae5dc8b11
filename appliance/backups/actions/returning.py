"""The house is to be brought back: asked for by its keeper, or by whoever sets it up."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import col, update

from appliance.backups.archive.keys import RecoveryKey, key_from
from appliance.backups.events import RestorationAsked
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import standing_in
from appliance.backups.queries.returning import look_inside
from appliance.backups.restoring.attempt import Attempt, Found, Restorations
from appliance.backups.restoring.story import Asked, Way
from appliance.core.errors import Invalid, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor, the_house
from appliance.core.settings import DEMO_MARK
from appliance.core.work import Office, Work
from appliance.household.actions.secrets import own_keys, prove_oneself
from appliance.household.actions.tries import count_try, forget_tries
from appliance.household.credentials import Credentials

RECOVERY = "recovery-key"  # under which wrong keys are counted


@dataclass(frozen=True)
class Keeper:
    """Who asks, with the password that they have just typed."""

    actor: Actor
    password: str
    door: str = "page"


async def bring_back(
    office: Office, credentials: Credentials, restorations: Restorations, keeper: Keeper, found: Found
) -> Attempt:
    """Staged beside the live data; until all of it is ready, nothing changes."""
    _ask_for_its_like(restorations.data, found)
    await prove(office, credentials, restorations, keeper)
    async with office.work(keeper.actor, keeper.door) as work:
        await ask_for_quiet(work, keeper.actor)
        run = _run(keeper, found, work.now)
        work.db.add(run)
        await work.emit(RestorationAsked(family_id=keeper.actor.family_id, name=found.name))
    asked = asked_by(keeper.actor, Way.BACKUP, found, work.now)

    async def refused(attempt: Attempt) -> None:
        await note_refusal(office, attempt, run.id or 0)

    return restorations.begin(found, asked, refused)


def _run(keeper: Keeper, found: Found, now: datetime) -> BackupRun:
    return BackupRun(
        kind=Kind.RESTORE,
        state=State.RUNNING,
        door=keeper.door,
        asked_by=keeper.actor.member_id,
        asked_at=now,
        started_at=now,
        name=found.name,
        place=str(found.place),
    )


def _ask_for_its_like(data: Path, found: Found) -> None:
    """The next start of the demo would refuse the directory of a real family."""
    if (data / DEMO_MARK).exists() and found.manifest is not None and not found.manifest.demo:
        raise RuleBroken(
            _("This is the demo. Start the appliance without it, and bring your family back there.")
        )


async def bring_back_first(restorations: Restorations, found: Found, now: datetime) -> Attempt:
    """Into a house where nobody lives yet."""

    async def refused(_attempt: Attempt) -> None:
        return

    asked = Asked(way=Way.SETUP, name=found.name, created=_created(found), at=now)
    return restorations.begin(found, asked, refused)


def asked_by(actor: Actor, way: Way, found: Found, now: datetime) -> Asked:
    return Asked(
        way=way, name=found.name, created=_created(found), by=actor.name, family_id=actor.family_id, at=now
    )


def _created(found: Found) -> datetime | None:
    return found.manifest.created if found.manifest else None


async def prove(office: Office, credentials: Credentials, restorations: Restorations, keeper: Keeper) -> None:
    ask_to_keep(keeper.actor)
    restorations.ask_for_quiet()
    await prove_oneself(office, credentials, keeper.actor, keeper.password, "password")


async def ask_for_quiet(work: Work, actor: Actor) -> None:
    ask_to_keep(actor)
    await forget_tries(work, own_keys(actor))
    if (await standing_in(work.db)).at_work is not None:
        raise RuleBroken(_("A backup is being made just now. Try again when it is done."))


async def try_key(office: Office, data: Path, found: Found, typed: str, address: str) -> Found:
    """The backup with a key that opens it; Invalid on the field `key`. Wrong ones are counted."""
    keys = [RECOVERY, f"address:{address}"]
    try:
        key = key_from(typed)
    except RuleBroken as wrong:
        raise Invalid(wrong.sentence, errors={"key": wrong.sentence}) from wrong
    await count_try(office, keys)
    opened = await _opened(data, found, key)
    async with office.work(the_house()) as work:
        await forget_tries(work, keys)
    return opened


async def _opened(data: Path, found: Found, key: RecoveryKey) -> Found:
    try:
        return await look_inside(data, found.place, found.name, key)
    except RuleBroken as wrong:
        if getattr(wrong, "reason", "") != "key":
            raise
        raise Invalid(wrong.sentence, errors={"key": wrong.sentence}) from wrong


async def note_refusal(office: Office, attempt: Attempt, run_id: int) -> None:
    refusal = attempt.refusal
    said = {
        "state": State.FAILED,
        "reason": getattr(refusal, "reason", "") or "stopped",
        "trouble": refusal.sentence if refusal else "",
        "trouble_values": {key: str(value) for key, value in (refusal.values if refusal else {}).items()},
    }
    async with office.work(the_house(attempt.asked.family_id)) as work:
        await work.db.exec(
            update(BackupRun).where(col(BackupRun.id) == run_id).values(ended_at=work.now, **said)
        )


async def stop_bringing_back(restorations: Restorations, actor: Actor) -> None:
    ask_to_keep(actor)
    await restorations.stop()
