"""What happens to screen time, told to whoever listens."""

from appliance.screen_time.events.apps import AppChoiceForgotten, AppChosen
from appliance.screen_time.events.days import OldUsageForgotten
from appliance.screen_time.events.devices import (
    DeviceAccountAssigned,
    MeasuredDeviceChanged,
    MeasuredDeviceCodeMade,
    MeasuredDeviceEnrolled,
    MeasuredDeviceKeysReplaced,
    MeasuredDeviceRevoked,
)
from appliance.screen_time.events.importing import ExportBroughtIn
from appliance.screen_time.events.minutes import (
    MinutesGiven,
    MinutesTakenBack,
    UsageStored,
    UsageTakenBack,
)
from appliance.screen_time.events.requests import (
    AnswerRead,
    RequestEvent,
    RequestLapsed,
    RequestWithdrawn,
    TimeAnswered,
    TimeAsked,
    TimeAskedAgain,
)
from appliance.screen_time.events.rules import (
    ExceptionAdded,
    ExceptionEnded,
    RulesChanged,
    ScreensPaused,
    ScreensResumed,
)
from appliance.screen_time.events.settings import ScreenPolicyChanged
from appliance.screen_time.events.silence import DeviceSilenceSet, DeviceSpokeAgain, DeviceWentQuiet

__all__ = [
    "AnswerRead",
    "AppChoiceForgotten",
    "AppChosen",
    "DeviceAccountAssigned",
    "DeviceSilenceSet",
    "DeviceSpokeAgain",
    "DeviceWentQuiet",
    "ExceptionAdded",
    "ExceptionEnded",
    "ExportBroughtIn",
    "MeasuredDeviceChanged",
    "MeasuredDeviceCodeMade",
    "MeasuredDeviceEnrolled",
    "MeasuredDeviceKeysReplaced",
    "MeasuredDeviceRevoked",
    "MinutesGiven",
    "MinutesTakenBack",
    "OldUsageForgotten",
    "RequestEvent",
    "RequestLapsed",
    "RequestWithdrawn",
    "RulesChanged",
    "ScreenPolicyChanged",
    "ScreensPaused",
    "ScreensResumed",
    "TimeAnswered",
    "TimeAsked",
    "TimeAskedAgain",
    "UsageStored",
    "UsageTakenBack",
]
