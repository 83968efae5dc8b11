"""What happens to screen time, told to whoever listens."""

from appliance.screen_time.events.minutes import (
    LimitChanged,
    MinutesGiven,
    MinutesTakenBack,
    UsageStored,
    UsageTakenBack,
)

__all__ = ["LimitChanged", "MinutesGiven", "MinutesTakenBack", "UsageStored", "UsageTakenBack"]
