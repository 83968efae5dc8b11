"""Every change to the backups: what is asked for, the plan, the recovery sheet, and what is taken away."""

from appliance.backups.actions.kept import check_backup, download_backup, remove_backup
from appliance.backups.actions.plan import PlanChange, change_plan
from appliance.backups.actions.runs import ask_for_run
from appliance.backups.actions.sheet import confirm_sheet, show_sheet

__all__ = [
    "PlanChange",
    "ask_for_run",
    "change_plan",
    "check_backup",
    "confirm_sheet",
    "download_backup",
    "remove_backup",
    "show_sheet",
]
