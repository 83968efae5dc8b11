"""Setting limits, giving minutes, and storing what was used. Permission is asked here, at every door."""

from appliance.screen_time.actions.accounts import assign_account
from appliance.screen_time.actions.devices import (
    Enrolled,
    add_device,
    assign,
    enrol,
    make_device_code,
    rename,
    replace_keys,
    revoke,
)
from appliance.screen_time.actions.gifts import bonus_by_cause, give, grant_minutes, reverse, take_back
from appliance.screen_time.actions.limits import set_limit
from appliance.screen_time.actions.usage import add_usage_by_hand, store_usage, take_back_usage

__all__ = [
    "Enrolled",
    "add_device",
    "add_usage_by_hand",
    "assign",
    "assign_account",
    "bonus_by_cause",
    "enrol",
    "give",
    "grant_minutes",
    "make_device_code",
    "rename",
    "replace_keys",
    "reverse",
    "revoke",
    "set_limit",
    "store_usage",
    "take_back",
    "take_back_usage",
]
