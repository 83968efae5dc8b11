"""How the backups stand, in sentences: all well, or what a parent should look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from appliance.backups.models import BackupPlan, BackupRun, State
from appliance.backups.rules.due import is_late
from appliance.core.i18n import mark as _

PLACES = {
    "gone": _("The folder %(place)s is not there. Until it is, backups go to the house's own disk."),
    "read_only": _("The house cannot write to %(place)s. Until it can, backups go to its own disk."),
    "silent": _("The folder %(place)s does not answer. Until it does, backups go to the house's own disk."),
    "full": _("There is hardly any room left where the backups go: %(place)s."),
}
LATE = _("There has been no good backup for three days or longer.")
NOT_NIGHTLY = _("Backups are made by hand only: the nightly one is switched off.")
DRILL = _("The last restore drill failed.")
FELL_BACK = _("The last backup went to the house's own disk, because the chosen folder was not there.")


@dataclass(frozen=True)
class Concern:
    """`sentence` with its values, and `why`: what the archive or another program said."""

    sentence: str
    values: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    why_values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Lasts:
    """The last run of each kind that is over."""

    good: BackupRun | None
    backup: BackupRun | None
    drill: BackupRun | None
    onward: BackupRun | None


def concerns(
    plan: BackupPlan, lasts: Lasts, place: str, place_state: str, founded: datetime, now: datetime
) -> list[Concern]:
    return [
        *_of_backups(plan, lasts, founded, now),
        *_of_place(lasts, place, place_state),
        *_of_rest(plan, lasts),
    ]


def _of_backups(plan: BackupPlan, lasts: Lasts, founded: datetime, now: datetime) -> Iterator[Concern]:
    if lasts.backup and is_late(lasts.good.ended_at if lasts.good else None, founded, now):
        yield Concern(LATE)  # before the first try there is nothing to mend
    if lasts.backup is not None and lasts.backup.state != State.DONE:
        yield Concern(lasts.backup.trouble, lasts.backup.trouble_values)
    if not plan.nightly:
        yield Concern(NOT_NIGHTLY)


def _of_place(lasts: Lasts, place: str, state: str) -> Iterator[Concern]:
    if state in PLACES:
        yield Concern(PLACES[state], {"place": place})
    elif lasts.good is not None and lasts.good.fell_back:
        yield Concern(FELL_BACK)


def _of_rest(plan: BackupPlan, lasts: Lasts) -> Iterator[Concern]:
    if lasts.drill is not None and lasts.drill.state == State.FAILED:
        yield Concern(DRILL, {}, lasts.drill.trouble, lasts.drill.trouble_values)
    if plan.onward != "none" and lasts.onward is not None and lasts.onward.state == State.FAILED:
        yield Concern(lasts.onward.trouble, lasts.onward.trouble_values)
