"""Whether the keeper is to be reminded of the recovery sheet: Today asks on every visit."""

from sqlmodel import col, select

from appliance.backups.models import BackupPlan, BackupRun, Kind, State
from appliance.backups.policy import may_keep_backups
from appliance.core.database import Database
from appliance.core.work import Reading

MADE = select(col(BackupRun.id)).where(BackupRun.kind == Kind.BACKUP, BackupRun.state == State.DONE).exists()
CONFIRMED = select(col(BackupPlan.id)).where(col(BackupPlan.sheet_confirmed_at).is_not(None)).exists()


class SheetReminder:
    """Backups are there, and the key that opens them is on no paper. Asked again after any change only."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = -1, False

    async def is_due(self, look: Reading) -> bool:
        if not may_keep_backups(look.viewer):
            return False
        changes, due = self._database.changes, self._known[1]
        if self._known[0] != changes:
            due = bool((await look.db.exec(select(MADE & ~CONFIRMED))).one())
            self._known = changes, due
        return due
