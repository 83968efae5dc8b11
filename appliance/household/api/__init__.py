from appliance.household.api.doors import DevicesApi, SignInsApi, TokensApi
from appliance.household.api.people import MeApi, MembersApi

API = (MeApi, MembersApi, DevicesApi, SignInsApi, TokensApi)
