from appliance.screen_time.pages.minutes import GiftPages, ScreenChanges, ScreenPages

PAGES = (ScreenPages, GiftPages, ScreenChanges)
