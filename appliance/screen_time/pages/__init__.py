from appliance.screen_time.pages.minutes import GiftPages, ScreenChanges, ScreenPages
from appliance.screen_time.pages.settings import ScreenSettings

PAGES = (ScreenPages, GiftPages, ScreenChanges, ScreenSettings)
