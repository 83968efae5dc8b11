"""What happens to the backups. Names of backups are times; addresses and keys are never a field."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from appliance.core.events import Event
from appliance.core.i18n import mark as _

TITLES = {
    "failed": _("The backup did not work"),
    "late": _("No good backup for three days"),
    "place": _("The place for the backups is not there"),
    "drill": _("The restore drill failed"),
    "onward": _("The backups were not sent on"),
}
MESSAGES = {
    "failed": _("It is tried again by itself. The page says what is in the way."),
    "late": _("Please look at the page of the backups."),
    "place": _("The backup went to the house's own disk instead. Is the USB disk plugged in?"),
    "drill": _(
        "The newest backup could not be brought back in full. Please look at the page of the backups."
    ),
    "onward": _("They are safe here. The page says what is in the way."),
}
"""By `what` of the event, for the phone of a parent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupEvent(Event):
    topic: ClassVar[str] = "backups"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAsked(BackupEvent):
    """`kind`: backup, check, drill or onward."""

    run_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded(BackupEvent):
    """`state`: done, failed or broken; `name` is the backup that it was about."""

    run_id: int
    kind: str
    state: str
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsNeedALook(BackupEvent):
    """`what`: a key of TITLES, wrong since then and told in this week of it."""

    what: str
    since: datetime
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsWellAgain(BackupEvent):
    what: str
    run_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlanChanged(BackupEvent):
    """`fields` that are different now, by name."""

    fields: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheetShown(BackupEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheetConfirmed(BackupEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKeyChanged(BackupEvent):
    """Found at a backup: the printed sheet is of another key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupDownloaded(BackupEvent):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRemoved(BackupEvent):
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestorationAsked(BackupEvent):
    """Written down before: what comes back has no word of it."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseBroughtBack(BackupEvent):
    """`way`: backup, setup, back or command; `created`: when the backup was made; `by`: a name, or empty."""

    way: str
    name: str
    created: datetime | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedDeleted(BackupEvent):
    """What was there before the house was brought back."""
