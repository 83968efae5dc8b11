from appliance.household.api.displays import DisplaysApi
from appliance.household.api.doors import DevicesApi, SignInsApi, TokensApi
from appliance.household.api.invitations import GuestsApi, InvitationsApi
from appliance.household.api.people import MeApi, MembersApi
from appliance.household.api.profiles import ProfilesApi

API = (
    MeApi,
    MembersApi,
    ProfilesApi,
    DevicesApi,
    DisplaysApi,
    SignInsApi,
    TokensApi,
    InvitationsApi,
    GuestsApi,
)
