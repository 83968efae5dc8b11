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
from appliance.screen_time.queries.requests import (
    AskedRequests,
    KnownRequests,
    SeenRequest,
    called,
    parents_called,
    request_of,
    requests_asked,
    sense_until,
)

__all__ = [
    "AskedRequests",
    "AskedUse",
    "Balance",
    "BonusLine",
    "DayOfWeek",
    "KnownRequests",
    "Look",
    "SeenRequest",
    "Share",
    "app_map",
    "balances_of_children",
    "bonus_asked",
    "called",
    "family_today",
    "guest_minutes_left",
    "intervals_asked",
    "must_see",
    "must_see_usage",
    "parents_called",
    "request_of",
    "requests_asked",
    "rules_of",
    "screen_of",
    "sense_until",
    "time_left",
]
