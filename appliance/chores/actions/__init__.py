"""Everything that can be done to a chore and to one time that it is due."""

from appliance.chores.actions.deciding import Answered, approve, approve_all, send_back
from appliance.chores.actions.doing import claim, complete, release
from appliance.chores.actions.ending import excuse, let_go, skip
from appliance.chores.actions.making import close_missed, make_ahead
from appliance.chores.actions.plans import ChorePlan, add_chore, bring_back, change_chore, put_away_chore
from appliance.chores.actions.undo import undo

__all__ = [
    "Answered",
    "ChorePlan",
    "add_chore",
    "approve",
    "approve_all",
    "bring_back",
    "change_chore",
    "claim",
    "close_missed",
    "complete",
    "excuse",
    "let_go",
    "make_ahead",
    "put_away_chore",
    "release",
    "send_back",
    "skip",
    "undo",
]
