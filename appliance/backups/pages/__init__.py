"""The pages of the backups."""

from appliance.backups.pages.backups import BackupPages
from appliance.backups.pages.kept import KeptPages
from appliance.backups.pages.plan import PlanPages
from appliance.backups.pages.sheet import SheetPages

PAGES = (BackupPages, PlanPages, KeptPages, SheetPages)
