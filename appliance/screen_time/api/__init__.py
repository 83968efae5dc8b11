from appliance.screen_time.api.history import HistoryApi
from appliance.screen_time.api.minutes import ScreenTimeApi

API = (ScreenTimeApi, HistoryApi)
