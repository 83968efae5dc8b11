from appliance.screen_time.pages.apps import AppChoices, AppPages
from appliance.screen_time.pages.days import DayPages
from appliance.screen_time.pages.device_import import ExportPages
from appliance.screen_time.pages.devices import MeasuredDeviceChanges, MeasuredDevicePages
from appliance.screen_time.pages.different import DifferentPages
from appliance.screen_time.pages.giving import GiftPages
from appliance.screen_time.pages.minutes import ScreenChanges, ScreenPages
from appliance.screen_time.pages.pausing import PausePages
from appliance.screen_time.pages.requests import AnswerPages, RequestPages
from appliance.screen_time.pages.rules import RulePages
from appliance.screen_time.pages.settings import ScreenSettings

PAGES = (
    DayPages,
    AppPages,
    AppChoices,
    ScreenPages,
    GiftPages,
    ScreenChanges,
    RulePages,
    PausePages,
    DifferentPages,
    ScreenSettings,
    MeasuredDevicePages,
    MeasuredDeviceChanges,
    ExportPages,
    RequestPages,
    AnswerPages,
)
