"""Everything that can be done to a chore and to one time that it is due."""

from appliance.chores.actions.making import close_missed, make_ahead
from appliance.chores.actions.plans import ChorePlan, add_chore, bring_back, change_chore, put_away_chore
from appliance.chores.actions.steps import approve, complete, send_back
from appliance.chores.actions.undo import undo

__all__ = [
    "ChorePlan",
    "add_chore",
    "approve",
    "bring_back",
    "change_chore",
    "close_missed",
    "complete",
    "make_ahead",
    "put_away_chore",
    "send_back",
    "undo",
]
