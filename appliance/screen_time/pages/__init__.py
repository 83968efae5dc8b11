from appliance.screen_time.pages.apps import AppChoices, AppPages
from appliance.screen_time.pages.days import DayPages
from appliance.screen_time.pages.devices import MeasuredDeviceChanges, MeasuredDevicePages
from appliance.screen_time.pages.minutes import GiftPages, ScreenChanges, ScreenPages
from appliance.screen_time.pages.requests import AnswerPages, RequestPages
from appliance.screen_time.pages.settings import ScreenSettings

PAGES = (
    DayPages,
    AppPages,
    AppChoices,
    ScreenPages,
    GiftPages,
    ScreenChanges,
    ScreenSettings,
    MeasuredDevicePages,
    MeasuredDeviceChanges,
    RequestPages,
    AnswerPages,
)
