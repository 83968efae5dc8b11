from appliance.household.pages.devices import DevicePages, EnrolPages
from appliance.household.pages.displays import DisplayPages
from appliance.household.pages.family import FamilyPages, MemberPages
from appliance.household.pages.founding import FoundingCodePages, FoundPages
from appliance.household.pages.guests import GuestPages
from appliance.household.pages.homes import HomePages
from appliance.household.pages.invitations import InvitationPages
from appliance.household.pages.joining import JoinPages, JoinSelfPages
from appliance.household.pages.leaving import LeavingPages, OwnershipNotePages, OwnershipPages
from appliance.household.pages.looks import LooksPages, MemberLooksPages
from appliance.household.pages.me import MePages
from appliance.household.pages.pictures import PicturePages
from appliance.household.pages.settling import SettlingPages
from appliance.household.pages.setup import SetupPages
from appliance.household.pages.sign_in import SignInPages
from appliance.household.pages.sign_out import SignOutPages
from appliance.household.pages.standing import StandingPages
from appliance.household.pages.tokens import TokenPages

PAGES = (
    SetupPages,
    SettlingPages,
    SignInPages,
    SignOutPages,
    MePages,
    LooksPages,
    TokenPages,
    FamilyPages,
    MemberPages,
    MemberLooksPages,
    PicturePages,
    StandingPages,
    FoundPages,
    FoundingCodePages,
    GuestPages,
    HomePages,
    LeavingPages,
    OwnershipPages,
    OwnershipNotePages,
    InvitationPages,
    JoinPages,
    JoinSelfPages,
    DevicePages,
    DisplayPages,
    EnrolPages,
)
