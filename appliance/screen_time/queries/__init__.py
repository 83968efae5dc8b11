from appliance.screen_time.queries.apps import app_map
from appliance.screen_time.queries.balance import (
    Balance,
    balances_of_children,
    family_today,
    guest_minutes_left,
    must_see,
    time_left,
)
from appliance.screen_time.queries.history import (
    BonusLine,
    DayOfWeek,
    Look,
    Share,
    must_see_usage,
    rules_of,
    screen_of,
)
from appliance.screen_time.queries.lists import AskedUse, bonus_asked, intervals_asked

__all__ = [
    "AskedUse",
    "Balance",
    "BonusLine",
    "DayOfWeek",
    "Look",
    "Share",
    "app_map",
    "balances_of_children",
    "bonus_asked",
    "family_today",
    "guest_minutes_left",
    "intervals_asked",
    "must_see",
    "must_see_usage",
    "rules_of",
    "screen_of",
    "time_left",
]
