"""What is known about screens: rules, devices, what they told, what was used, and what was asked for."""

from appliance.screen_time.models.apps import AppChoice
from appliance.screen_time.models.devices import (
    DeviceAccount,
    DeviceCode,
    DeviceQuiet,
    MeasuredDevice,
    OpenApp,
)
from appliance.screen_time.models.requests import TimeRequest
from appliance.screen_time.models.rules import ScreenException, ScreenPause, ScreenPolicy, ScreenRule, row_of
from appliance.screen_time.models.told import Bucket, ToldEvent
from appliance.screen_time.models.usage import (
    BonusMinutes,
    Kind,
    ScreenDay,
    ScreenLook,
    Source,
    UsageDay,
    UsageInterval,
)

__all__ = [
    "AppChoice",
    "BonusMinutes",
    "Bucket",
    "DeviceAccount",
    "DeviceCode",
    "DeviceQuiet",
    "Kind",
    "MeasuredDevice",
    "OpenApp",
    "ScreenDay",
    "ScreenException",
    "ScreenLook",
    "ScreenPause",
    "ScreenPolicy",
    "ScreenRule",
    "Source",
    "TimeRequest",
    "ToldEvent",
    "UsageDay",
    "UsageInterval",
    "row_of",
]
