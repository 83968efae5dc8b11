"""What happens to screen time, told to whoever listens."""

from appliance.screen_time.events.minutes import (
    LimitChanged,
    MinutesGiven,
    MinutesTakenBack,
    UsageStored,
    UsageTakenBack,
)
from appliance.screen_time.events.settings import ScreenPolicyChanged

__all__ = [
    "LimitChanged",
    "MinutesGiven",
    "MinutesTakenBack",
    "ScreenPolicyChanged",
    "UsageStored",
    "UsageTakenBack",
]
