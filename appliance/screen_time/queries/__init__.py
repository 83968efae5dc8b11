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

__all__ = [
    "Balance",
    "BonusLine",
    "DayOfWeek",
    "Look",
    "Share",
    "balances_of_children",
    "family_today",
    "guest_minutes_left",
    "must_see",
    "must_see_usage",
    "rules_of",
    "screen_of",
    "time_left",
]
