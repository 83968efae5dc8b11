"""The pages of the backups."""

from appliance.backups.pages.backups import BackupPages
from appliance.backups.pages.kept import KeptPages
from appliance.backups.pages.newcomer import NewcomerPages
from appliance.backups.pages.plan import PlanPages
from appliance.backups.pages.restoration import RestorationPages
from appliance.backups.pages.returning import ChosenBackPages, KeptBackPages, OtherBackPages
from appliance.backups.pages.sheet import SheetPages

PAGES = (
    BackupPages,
    PlanPages,
    KeptPages,
    SheetPages,
    KeptBackPages,
    OtherBackPages,
    ChosenBackPages,
    RestorationPages,
    NewcomerPages,
)
