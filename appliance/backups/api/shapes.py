"""How the API shows backups."""

from datetime import datetime

from pydantic import BaseModel

from appliance.backups.models import BackupPlan, BackupRun
from appliance.backups.queries.overview import Listed, Overview
from appliance.backups.queries.places import Health
from appliance.backups.rules.verdict import Concern
from appliance.core.i18n import say


class RunShown(BaseModel):
    """`state`: asked, running, done, failed or broken (off). `share`: how much of `step` is done, 0 to 1."""

    id: int
    kind: str
    state: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    step: str
    share: float
    name: str
    fell_back: bool
    bytes: int
    new_bytes: int
    files: int
    counts: dict[str, int]
    reason: str
    trouble: str


class PlaceShown(BaseModel):
    """`state`: good, full, gone, read_only or silent."""

    folder: str
    state: str
    free: int
    total: int
    same_disk: bool
    by_network: bool


class KeptShown(BaseModel):
    """`here`: in the house's own folder. `checked`: done, failed, or empty where nobody asked."""

    name: str
    at: datetime
    size: int
    here: bool
    checked: str


class PlanShown(BaseModel):
    """`place` empty: the house's own folder. A password in `onward_to` is left out."""

    nightly: bool
    hour: int
    place: str
    daily: int
    weekly: int
    monthly: int
    onward: str
    onward_to: str
    sheet_confirmed_at: datetime | None


class StandingShown(BaseModel):
    """`state`: well, look (see `concerns`) or begin."""

    state: str
    concerns: list[str]
    next_at: datetime | None
    last_good: RunShown | None
    last_drill: RunShown | None
    at_work: RunShown | None
    place: PlaceShown
    kept: list[KeptShown]
    plan: PlanShown


def run_shown(language: str, run: BackupRun) -> RunShown:
    trouble = say(language, run.trouble, **run.trouble_values)
    return RunShown.model_validate({**run.model_dump(), "trouble": trouble})


def plan_shown(plan: BackupPlan, onward_to: str) -> PlanShown:
    return PlanShown.model_validate({**plan.model_dump(), "onward_to": onward_to})


def kept_shown(one: Listed) -> KeptShown:
    checked = one.checked.state if one.checked else ""
    return KeptShown(name=one.name, at=one.at, size=one.size, here=one.here, checked=checked)


def place_shown(health: Health) -> PlaceShown:
    return PlaceShown(
        folder=health.path,
        state=health.state,
        free=health.free,
        total=health.total,
        same_disk=health.same_disk,
        by_network=health.by_network,
    )


def concern_said(language: str, one: Concern) -> str:
    why = say(language, one.why, **one.why_values)
    return f"{say(language, one.sentence, **one.values)} {why}".strip()


def standing_shown(language: str, seen: Overview) -> StandingShown:
    def shown(run: BackupRun | None) -> RunShown | None:
        return run_shown(language, run) if run else None

    return StandingShown(
        state=seen.state,
        concerns=[concern_said(language, one) for one in seen.concerns],
        next_at=seen.next_at,
        last_good=shown(seen.known.good),
        last_drill=shown(seen.drill),
        at_work=shown(seen.known.at_work),
        place=place_shown(seen.health),
        kept=[kept_shown(one) for one in seen.listed],
        plan=plan_shown(seen.plan, seen.onward_to),
    )
