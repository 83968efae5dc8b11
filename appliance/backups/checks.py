"""Whether the house is backed up: the newest good one, where they go, the recovery sheet, the last drill."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DatabaseError

from appliance.backups.models import BackupPlan, BackupRun, Kind
from appliance.backups.queries import Standing, keeping_family, plan_in, standing_in
from appliance.backups.queries.places import Health, look_at
from appliance.backups.rules.verdict import DRILL, LATE, Concern, Lasts, concerns
from appliance.core.checkup import Check, Colour, Finding, Patient, green, yellow
from appliance.core.database import only_reading
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _

SEE_PAGE = _("The page of the backups says more; by hand: appliance backup create")
NEEDS_SOMEONE = (LATE, DRILL)


@dataclass(frozen=True)
class Kept:
    plan: BackupPlan
    standing: Standing
    founded: datetime | None  # None: no family lives here


def backups(patient: Patient) -> Iterator[Finding]:
    kept = asyncio.run(_kept(patient))
    if kept is None or kept.founded is None:
        yield green(_("No family lives here yet, so there is nothing to back up."))
        return
    health = look_at(patient.settings.data, kept.plan)
    yield judge_newest(kept.standing.good, patient.now)
    yield from judge_rest(kept, health, patient.now)


async def _kept(patient: Patient) -> Kept | None:
    if not patient.settings.database.exists():
        return None
    try:
        async with only_reading(patient.settings.database) as db:
            family = await keeping_family(db)
            founded = family.created_at if family else None
            return Kept(await plan_in(db), await standing_in(db), founded)
    except DatabaseError:
        return None  # the line of the database says why


def judge_newest(good: BackupRun | None, now: datetime) -> Finding:
    if good is None or good.ended_at is None:
        return yellow(_("There is no backup yet."), SEE_PAGE)
    days = max(0, (now - good.ended_at).days)
    size = round(good.bytes / 1e6, 1)
    if not days:
        return green(_("The newest good backup is not a day old: %(size)s MB."), size=size)
    return green(
        counted(
            "The newest good backup is %(days)s day old: %(size)s MB.",
            "The newest good backup is %(days)s days old: %(size)s MB.",
        ),
        days=days,
        size=size,
    )


def judge_rest(kept: Kept, health: Health, now: datetime) -> Iterator[Finding]:
    known = kept.standing
    lasts = Lasts(known.good, known.last(Kind.BACKUP), known.last(Kind.DRILL), known.last(Kind.ONWARD))
    founded = kept.founded or now
    for concern in concerns(kept.plan, lasts, health.path, health.state, founded, now):
        yield _of(concern)
    if health.usable and health.same_disk:
        yield yellow(
            _("The backups lie on the same disk as the house: they do not outlive it."),
            _("Plug in a USB disk and choose it on the page of the backups."),
        )
    if kept.plan.sheet_confirmed_at is None:
        yield yellow(
            _("Nobody has confirmed the recovery sheet. Without it no backup can be opened elsewhere."),
            _("Print it and confirm it on the page of the backups."),
        )
    if lasts.drill is None:
        yield green(_("There was no restore drill yet. The house holds one each month."))
    elif lasts.drill.state == "done":
        yield green(_("The last restore drill brought everything back."))


def _of(concern: Concern) -> Finding:
    colour = Colour.RED if concern.sentence in NEEDS_SOMEONE else Colour.YELLOW
    return Finding(colour, concern.sentence, SEE_PAGE, dict(concern.values))


CHECKS = (Check("backups", _("Backups"), backups, 20),)
