from appliance.screen_time.api.history import HistoryApi
from appliance.screen_time.api.minutes import ScreenTimeApi
from appliance.screen_time.api.settings import ScreenPolicyApi

API = (ScreenTimeApi, HistoryApi, ScreenPolicyApi)
