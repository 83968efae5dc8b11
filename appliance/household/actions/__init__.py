"""The verbs of the household. Secrets come hashed: hashing is slow, and a verb is a write transaction."""

from appliance.household.actions.devices import (
    enrol_device,
    enrol_this_browser,
    make_enrolment_link,
    rename_device,
    revoke_device,
)
from appliance.household.actions.family import NewFamily, add_family, change_family, found_family
from appliance.household.actions.founding import (
    found_another_family,
    make_founding_code,
    revoke_founding_code,
)
from appliance.household.actions.guests import change_guest_time, end_guest_time
from appliance.household.actions.homes import visit_family
from appliance.household.actions.invitations import (
    NewInvitation,
    accept_invitation,
    invite,
    join_as_oneself,
    revoke_invitation,
)
from appliance.household.actions.leaving import leave_family, remove_member
from appliance.household.actions.members import (
    MemberChange,
    NewMember,
    add_member,
    change_member,
)
from appliance.household.actions.ownership import hand_over, note_ownership
from appliance.household.actions.pictures import remove_picture, set_picture
from appliance.household.actions.profiles import Profile, change_profile
from appliance.household.actions.secrets import (
    change_own_password,
    set_password,
    set_pin,
)
from appliance.household.actions.sessions import Entry, revoke_sign_in, sign_out, sign_out_elsewhere
from appliance.household.actions.sign_in import Claim, Visitor, sign_in_with_password, sign_in_with_pin
from appliance.household.actions.tokens import make_token, revoke_token

__all__ = [
    "Claim",
    "Entry",
    "MemberChange",
    "NewFamily",
    "NewInvitation",
    "NewMember",
    "Profile",
    "Visitor",
    "accept_invitation",
    "add_family",
    "add_member",
    "change_family",
    "change_guest_time",
    "change_member",
    "change_own_password",
    "change_profile",
    "end_guest_time",
    "enrol_device",
    "enrol_this_browser",
    "found_another_family",
    "found_family",
    "hand_over",
    "invite",
    "join_as_oneself",
    "leave_family",
    "make_enrolment_link",
    "make_founding_code",
    "make_token",
    "note_ownership",
    "remove_member",
    "remove_picture",
    "rename_device",
    "revoke_device",
    "revoke_founding_code",
    "revoke_invitation",
    "revoke_sign_in",
    "revoke_token",
    "set_password",
    "set_picture",
    "set_pin",
    "sign_in_with_password",
    "sign_in_with_pin",
    "sign_out",
    "sign_out_elsewhere",
    "visit_family",
]
