from appliance.screen_time.api.alerts import AlertAnswersApi
from appliance.screen_time.api.apps import AppsApi, ChoicesApi
from appliance.screen_time.api.days import ScreenDaysApi
from appliance.screen_time.api.device import DeviceApi, EnrolmentApi
from appliance.screen_time.api.device_import import ExportApi
from appliance.screen_time.api.devices import MeasuredDeviceChangesApi, MeasuredDevicesApi
from appliance.screen_time.api.history import HistoryApi
from appliance.screen_time.api.minutes import ScreenTimeApi
from appliance.screen_time.api.requests import RequestsApi
from appliance.screen_time.api.rules import RulesApi
from appliance.screen_time.api.settings import ScreenPolicyApi

API = (
    ScreenDaysApi,
    AppsApi,
    ChoicesApi,
    ScreenTimeApi,
    RulesApi,
    HistoryApi,
    ScreenPolicyApi,
    MeasuredDevicesApi,
    MeasuredDeviceChangesApi,
    ExportApi,
    DeviceApi,
    EnrolmentApi,
    RequestsApi,
    AlertAnswersApi,
)
