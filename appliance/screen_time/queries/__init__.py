from appliance.screen_time.queries.apps import app_map
from appliance.screen_time.queries.asking import Asking, asking_of, own_requests
from appliance.screen_time.queries.balance import (
    Balance,
    balances_of_children,
    family_today,
    guest_minutes_left,
    must_see,
    time_left,
)
from appliance.screen_time.queries.child import ChildScreen, screen_of
from appliance.screen_time.queries.days import DayOfWeek
from appliance.screen_time.queries.different import SeenDays, different_days
from appliance.screen_time.queries.history import (
    BonusLine,
    SetRule,
    must_see_usage,
    rules_of,
)
from appliance.screen_time.queries.lists import AskedUse, bonus_asked, intervals_asked
from appliance.screen_time.queries.people import setters_of
from appliance.screen_time.queries.requests import (
    AskedRequests,
    KnownRequests,
    SeenRequest,
    parents_called,
    request_of,
    requests_asked,
    seen,
    sense_until,
)
from appliance.screen_time.queries.room import room_to_give

__all__ = [
    "AskedRequests",
    "AskedUse",
    "Asking",
    "Balance",
    "BonusLine",
    "ChildScreen",
    "DayOfWeek",
    "KnownRequests",
    "SeenDays",
    "SeenRequest",
    "SetRule",
    "app_map",
    "asking_of",
    "balances_of_children",
    "bonus_asked",
    "different_days",
    "family_today",
    "guest_minutes_left",
    "intervals_asked",
    "must_see",
    "must_see_usage",
    "own_requests",
    "parents_called",
    "request_of",
    "requests_asked",
    "room_to_give",
    "rules_of",
    "screen_of",
    "seen",
    "sense_until",
    "setters_of",
    "time_left",
]
