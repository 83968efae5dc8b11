"""Everything that can be done to a chore and to one time that it is due."""

from appliance.chores.actions.closing import close_missed
from appliance.chores.actions.deciding import Answered, approve, approve_all, send_back
from appliance.chores.actions.doing import claim, complete, release
from appliance.chores.actions.ending import excuse, let_go, skip
from appliance.chores.actions.freeing import free_late
from appliance.chores.actions.making import make_ahead
from appliance.chores.actions.pausing import (
    PausePlan,
    begin_pause,
    change_pause,
    end_pause,
    end_pauses_over,
)
from appliance.chores.actions.plans import ChorePlan, add_chore, bring_back, change_chore, put_away_chore
from appliance.chores.actions.routines import RoutinePlan, add_routine, order_routine
from appliance.chores.actions.undo import undo

__all__ = [
    "Answered",
    "ChorePlan",
    "PausePlan",
    "RoutinePlan",
    "add_chore",
    "add_routine",
    "approve",
    "approve_all",
    "begin_pause",
    "bring_back",
    "change_chore",
    "change_pause",
    "claim",
    "close_missed",
    "complete",
    "end_pause",
    "end_pauses_over",
    "excuse",
    "free_late",
    "let_go",
    "make_ahead",
    "order_routine",
    "put_away_chore",
    "release",
    "send_back",
    "skip",
    "undo",
]
