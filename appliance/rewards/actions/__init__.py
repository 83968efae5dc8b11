"""Everything that can be done with points and rewards."""

from appliance.rewards.actions.points import give_points, reverse_entry
from appliance.rewards.actions.shop import (
    RewardPlan,
    add_reward,
    bring_back_reward,
    change_reward,
    put_away_reward,
)
from appliance.rewards.actions.wishes import (
    ask_for_reward,
    decline_wish,
    grant_wish,
    undo_grant,
    withdraw_wish,
)

__all__ = [
    "RewardPlan",
    "add_reward",
    "ask_for_reward",
    "bring_back_reward",
    "change_reward",
    "decline_wish",
    "give_points",
    "grant_wish",
    "put_away_reward",
    "reverse_entry",
    "undo_grant",
    "withdraw_wish",
]
