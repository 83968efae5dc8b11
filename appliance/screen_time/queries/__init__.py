from appliance.screen_time.queries.balance import (
    Balance,
    balances_of_children,
    family_today,
    must_see,
    time_left,
)
from appliance.screen_time.queries.history import (
    BonusLine,
    DayOfWeek,
    Look,
    Share,
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
    "must_see",
    "rules_of",
    "screen_of",
    "time_left",
]
