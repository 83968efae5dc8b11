"""Setting limits, giving minutes, and storing what was used. Permission is asked here, at every door."""

from appliance.screen_time.actions.gifts import bonus_by_cause, give, grant_minutes, reverse, take_back
from appliance.screen_time.actions.limits import set_limit
from appliance.screen_time.actions.usage import add_usage_by_hand, store_usage, take_back_usage

__all__ = [
    "add_usage_by_hand",
    "bonus_by_cause",
    "give",
    "grant_minutes",
    "reverse",
    "set_limit",
    "store_usage",
    "take_back",
    "take_back_usage",
]
