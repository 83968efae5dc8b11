"""All that the page of the backups shows."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from appliance.backups.models import BackupPlan, BackupRun, Kind, Onward, State
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import Standing, keeping_family, plan_in, runs_shown, standing_in
from appliance.backups.queries.places import Health, backups_in, folders_of, health_of, own_folder
from appliance.backups.rules.due import next_night
from appliance.backups.rules.keeping import made_at
from appliance.backups.rules.onward import without_secrets
from appliance.backups.rules.verdict import Concern, Lasts, concerns
from appliance.core.people import Actor
from appliance.core.work import Office, Reading


@dataclass(frozen=True)
class Listed:
    """A backup that lies in a folder. `made` is empty where another appliance has made it."""

    name: str
    at: datetime
    size: int
    here: bool  # in the house's own folder
    made: BackupRun | None = None
    checked: BackupRun | None = None


@dataclass(frozen=True)
class Overview:
    plan: BackupPlan
    known: Standing
    health: Health
    listed: Sequence[Listed]
    history: Sequence[BackupRun]
    concerns: Sequence[Concern]
    next_at: datetime | None
    onward_to: str  # without a password that stands in it

    @property
    def size(self) -> int:
        """Of all that lies there; files that several of them share count once."""
        good = self.known.good
        return sum(one.size for one in self.listed) + ((good.bytes - self._own(good)) if good else 0)

    def _own(self, good: BackupRun) -> int:
        return next((one.size for one in self.listed if one.name == good.name), good.bytes)

    @property
    def drill(self) -> BackupRun | None:
        return self.known.last(Kind.DRILL)

    @property
    def state(self) -> str:
        """begin, look or well."""
        return "look" if self.concerns else "well" if self.known.good else "begin"


async def overview(office: Office, actor: Actor, data: Path) -> Overview:
    """The disk is asked between two looks into the database, so that none is held meanwhile."""
    ask_to_keep(actor)
    async with office.reading(actor) as look:
        plan = await plan_in(look.db)
    health, lying = await asyncio.gather(health_of(data, plan), backups_in(folders_of(data, plan)))
    async with office.reading(actor) as look:
        return await _seen(look, plan, health, lying, own_folder(data), office)


async def _seen(
    look: Reading,
    plan: BackupPlan,
    health: Health,
    lying: Sequence[tuple[str, Path, int]],
    own: Path,
    office: Office,
) -> Overview:
    known = await standing_in(look.db)
    runs = await runs_shown(look, [name for name, _place, _size in lying])
    family = await keeping_family(look.db)
    founded = family.created_at if family else look.now
    lasts = Lasts(known.good, known.last(Kind.BACKUP), known.last(Kind.DRILL), known.last(Kind.ONWARD))
    return Overview(
        plan=plan,
        known=known,
        health=health,
        listed=_listed(lying, runs, own),
        history=[run for run in runs if run.state not in (State.ASKED, State.RUNNING)][:12],
        concerns=concerns(plan, lasts, health.path, health.state, founded, look.now),
        next_at=next_night(look.now, plan.hour, look.viewer.zone) if plan.nightly else None,
        onward_to=onward_address(office, plan),
    )


def _listed(lying: Sequence[tuple[str, Path, int]], runs: Sequence[BackupRun], own: Path) -> Sequence[Listed]:
    made = {run.name: run for run in runs if run.kind == Kind.BACKUP and run.state == State.DONE}
    checked = {run.name: run for run in reversed(runs) if run.kind == Kind.CHECK}
    return [
        Listed(name, known.at, size, place == own, made.get(name), checked.get(name))
        for name, place, size in lying
        if (known := made_at(name)) is not None
    ]


def onward_address(office: Office, plan: BackupPlan) -> str:
    if plan.onward == Onward.NONE or not plan.onward_to:
        return ""
    return without_secrets(office.secrets.unseal(plan.onward_to))
