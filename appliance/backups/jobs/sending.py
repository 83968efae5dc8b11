"""Sends the folder on with restic or rclone, where they are installed and a parent has said where to."""

import asyncio
import os
import secrets
import signal
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog

from appliance.backups.actions.runs import Outcome
from appliance.backups.archive.facts import Say
from appliance.backups.jobs.errands import Errand, failed
from appliance.backups.jobs.making import plan_now
from appliance.backups.models import BackupPlan, BackupRun, Onward
from appliance.backups.queries import promise_of
from appliance.backups.queries.places import folder_of, health_of, own_folder
from appliance.backups.rules import onward
from appliance.backups.rules.keeping import made_at, stay
from appliance.backups.rules.onward import Away, last_words
from appliance.core.i18n import mark as _
from appliance.core.secrets import READABLE, write_private

PATIENCE = timedelta(hours=4)  # for each call: a first copy over a slow line takes a night
HEARD = 16 * 1024  # bytes of what a program says that are kept
log = structlog.get_logger("backups")
MISSING = _("%(program)s is not installed any more.")
REFUSED = _("%(program)s said: %(words)s")


class Unsent(Exception):
    """A program ended badly; its last words are the message."""


@dataclass(frozen=True)
class Heard:
    code: int
    words: str


async def send_onward(errand: Errand, _run: BackupRun, say: Say) -> Outcome:
    plan = await plan_now(errand)
    if not onward.installed(plan.onward):
        return failed("missing", MISSING, {"program": plan.onward})
    away = away_of(errand, plan)
    usable = (await health_of(errand.data, plan)).usable
    folder = folder_of(errand.data, plan) if usable else own_folder(errand.data)
    say("send", 0)
    try:
        await WAYS[Onward(plan.onward)](errand, plan, away, folder)
    except Unsent as refusal:
        return failed("refused", REFUSED, {"program": plan.onward, "words": str(refusal)})
    return Outcome(place=str(folder))


async def by_restic(errand: Errand, plan: BackupPlan, away: Away, folder: Path) -> None:
    await asyncio.to_thread(make_password, away)
    if (await heard(onward.restic_knows(away), away)).code:
        await said(onward.restic_begins(away), away)
    for call in (*onward.restic_sends(away, folder), onward.restic_forgets(away, promise_of(plan))):
        await said(call, away)


async def by_rclone(errand: Errand, plan: BackupPlan, away: Away, folder: Path) -> None:
    (folder / "files").mkdir(exist_ok=True)
    for call in onward.rclone_sends(away, folder):
        await said(call, away)
    there = (await said(onward.rclone_lists(away), away)).splitlines()
    made = [one for name in there if (one := made_at(name)) is not None]
    keep = stay(made, promise_of(plan), errand.office.clock(), errand.house.zone)
    for one in made:
        if one.name not in keep:
            await said(onward.rclone_forgets(away, one.name), away)


WAYS = {Onward.RESTIC: by_restic, Onward.RCLONE: by_rclone}


async def check_away(errand: Errand, plan: BackupPlan) -> None:
    """Raises Unsent; does nothing where a program knows no check of its own."""
    if plan.onward == Onward.RESTIC and onward.installed(plan.onward):
        away = away_of(errand, plan)
        await said(onward.restic_checks(away), away)


def away_of(errand: Errand, plan: BackupPlan) -> Away:
    return Away(plan.onward, errand.office.secrets.unseal(plan.onward_to), errand.data)


def make_password(away: Away) -> None:
    """Of the repository, made once: it is on the recovery sheet."""
    if not away.password_file.exists():
        groups = ("".join(secrets.choice(READABLE) for _letter in range(4)) for _group in range(7))
        write_private(away.password_file, "-".join(groups))


async def said(call: Sequence[str], away: Away) -> str:
    answer = await heard(call, away)
    if answer.code:
        log.warning("sending failed", program=call[0], code=answer.code, words=last_words(answer.words))
        raise Unsent(last_words(answer.words) or str(answer.code))
    return answer.words


async def heard(call: Sequence[str], away: Away) -> Heard:
    """In a group of its own, so that what it has started ends with it."""
    child = await asyncio.create_subprocess_exec(
        "nice",
        *call,
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=STDOUT,
        cwd=away.data,
        env=onward.surroundings(away, os.environ.get("PATH", os.defpath)),
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(PATIENCE.total_seconds()):
            words = await _last_of(child)
            code = await child.wait()
    except TimeoutError:
        raise Unsent("timeout") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            await child.wait()
    return Heard(code, words)


async def _last_of(child: Process) -> str:
    assert child.stdout is not None
    kept = b""
    while piece := await child.stdout.read(HEARD):
        kept = (kept + piece)[-HEARD:]
    return kept.decode(errors="replace")
