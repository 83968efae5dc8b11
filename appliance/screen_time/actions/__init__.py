"""Setting rules, giving minutes, and storing what was used. Permission is asked here, at every door."""

from appliance.screen_time.actions.accounts import assign_account
from appliance.screen_time.actions.answers import answer_by_alert, answer_request, undo_answer
from appliance.screen_time.actions.asking import ask_for_time, put_answer_away, withdraw_request
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
from appliance.screen_time.actions.exceptions import add_exception, end_exception
from appliance.screen_time.actions.gifts import bonus_by_cause, give, grant_minutes, reverse, take_back
from appliance.screen_time.actions.limits import set_rules, undo_rules
from appliance.screen_time.actions.pausing import end_pause, pause, resume
from appliance.screen_time.actions.usage import add_usage_by_hand, store_usage, take_back_usage
from appliance.screen_time.actions.waiting import bring_back_later, let_requests_lapse

__all__ = [
    "Enrolled",
    "add_device",
    "add_exception",
    "add_usage_by_hand",
    "answer_by_alert",
    "answer_request",
    "ask_for_time",
    "assign",
    "assign_account",
    "bonus_by_cause",
    "bring_back_later",
    "end_exception",
    "end_pause",
    "enrol",
    "give",
    "grant_minutes",
    "let_requests_lapse",
    "make_device_code",
    "pause",
    "put_answer_away",
    "rename",
    "replace_keys",
    "resume",
    "reverse",
    "revoke",
    "set_rules",
    "store_usage",
    "take_back",
    "take_back_usage",
    "undo_answer",
    "undo_rules",
    "withdraw_request",
]
