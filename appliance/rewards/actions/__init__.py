"""Everything that can be done with points and rewards."""

from appliance.rewards.actions.answers import decline_wish, grant_wish, redeem_wish, refund_wish
from appliance.rewards.actions.goals import save_for, stop_saving
from appliance.rewards.actions.points import allow_penalties, give_points, reverse_entry
from appliance.rewards.actions.shop import (
    RewardPlan,
    Seen,
    add_reward,
    bring_back_reward,
    change_reward,
    put_away_reward,
    set_price,
)
from appliance.rewards.actions.undo import undo_grant, undo_wish
from appliance.rewards.actions.wishes import ask_for_reward, withdraw_wish

__all__ = [
    "RewardPlan",
    "Seen",
    "add_reward",
    "allow_penalties",
    "ask_for_reward",
    "bring_back_reward",
    "change_reward",
    "decline_wish",
    "give_points",
    "grant_wish",
    "put_away_reward",
    "redeem_wish",
    "refund_wish",
    "reverse_entry",
    "save_for",
    "set_price",
    "stop_saving",
    "undo_grant",
    "undo_wish",
    "withdraw_wish",
]
