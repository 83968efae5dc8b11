from appliance.household.api.displays import DisplaysApi
from appliance.household.api.doors import DevicesApi, SignInsApi, TokensApi
from appliance.household.api.foundings import FoundingsApi
from appliance.household.api.homes import HomesApi
from appliance.household.api.invitations import GuestsApi, InvitationsApi
from appliance.household.api.leaving import LeavingApi, OwnershipApi
from appliance.household.api.own import FamilyApi, MeApi
from appliance.household.api.people import MembersApi
from appliance.household.api.profiles import ProfilesApi
from appliance.household.api.standing import StandingApi

API = (
    MeApi,
    FamilyApi,
    MembersApi,
    ProfilesApi,
    StandingApi,
    DevicesApi,
    DisplaysApi,
    SignInsApi,
    TokensApi,
    InvitationsApi,
    GuestsApi,
    HomesApi,
    LeavingApi,
    OwnershipApi,
    FoundingsApi,
)
