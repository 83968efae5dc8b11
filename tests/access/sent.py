"""What is sent to a route that takes something: right in every field, so that only rights can refuse it."""

from tests.support.access import Sent

CHORE = {"title": "Sweep the hall", "people": ["{maya}"], "repeat": "daily", "points": 1}
REWARD = {"title": "A kite", "points": 20, "minutes": 0}
RULES = {"weekday_minutes": 45, "weekend_minutes": 60}
NEW = "kites over the hill"
PERSON = {"name": "Robin", "role": "child", "pin": "2604", "password": NEW, "face": "fox", "hue": "sky"}
FAMILY = {"name": "Rivera", "zone": "Europe/Berlin", "language": "en", "week_start": 0}
INVITATION = {"role": "guest", "name": "Robin", "days": 3, "guest_days": 5}
TARGET = {"server": "https://ntfy.example", "topic": "quiet-evenings"}
USED = {"start": "2026-03-10T13:00:00Z", "end": "2026-03-10T13:10:00Z", "app": "Chess"}
PLAN = {"hour": 4, "place": "", "daily": 8, "weekly": 3, "monthly": 2, "onward": "none", "onward_to": ""}
REASON = {"member": "{maya}", "amount": 5, "reason": "kind to a snail", "key": "snail-000001"}

PAGE_FORMS: dict[str, Sent] = {
    "POST /sign-in": {"name": "elena", "password": "not the password"},
    "POST /sign-in/members/{}/pin": {"pin": "0000"},
    "POST /sign-in/members/{}/password": {"password": "not the password"},
    "POST /setup": {"code": "AAAA"},
    "POST /setup/family": FAMILY,
    "POST /setup/you": {"name": "Robin", "password": NEW},
    "POST /setup/people": PERSON,
    "POST /enrol": {"code": "AAAA"},
    "POST /found/{}": FAMILY,
    "POST /found/{}/you": {"name": "Robin", "password": NEW},
    "POST /me/leaving": {"password": "not the password"},
    "POST /family/members/{}/ownership": {"password": "not the password", "stay": "true"},
    "POST /invitations": INVITATION,
    "POST /join/{}": {"name": "Robin", "face": "fox", "hue": "sky", "password": NEW},
    "POST /join/{}/me": {"name": "Robin"},
    "POST /family/members/{}/stay": {"until": "2026-03-20"},
    "POST /devices/links": {"name": "Hall tablet"},
    "POST /devices/{}": {"name": "Hall tablet"},
    "POST /devices/{}/display": {"shows": "true", "dim_from": "21:00", "dim_until": "06:00"},
    "POST /me/looks": {"face": "owl", "hue": "plum", "theme": "dark", "language": ""},
    "POST /tokens/{}/replacement": {"old": "day"},
    "POST /family/members/{}/looks": {"face": "owl", "hue": "plum", "reading": "full"},
    "POST /me/password": {"old": "not the password", "password": NEW},
    "POST /tokens": {"name": "Kitchen clock", "days": 30, "scope": "write"},
    "POST /family/settings": FAMILY,
    "POST /family/members": PERSON,
    "POST /family/members/{}": {"name": "Robin", "role": "child", "face": "fox", "hue": "sky"},
    "POST /family/members/{}/secret": {"pin": "2604"},
    "POST /chores": CHORE,
    "POST /chores/{}": CHORE,
    "POST /rewards": REWARD,
    "POST /rewards/{}": REWARD,
    "POST /rewards/points": REASON,
    "POST /screen/members/{}/rules": RULES,
    "POST /screen/members/{}/grants": {"minutes": 15},
    "POST /screen/members/{}/usage": {"app": "TV", "minutes": 10},
    "POST /ask": {"text": "tell me about kites"},
    "POST /ask/{}": {"text": "tell me about kites"},
    "POST /memories": {"text": "The kite is in the attic."},
    "POST /memories/{}/correction": {"text": "The kite is in the hall."},
    "POST /memories/{}/visibility": {"visible_to": "family"},
    "POST /occurrences/{}/return": {"note": "once more, please"},
    "POST /notifications/target": TARGET,
    "POST /backups/plan": {"nightly": "true", **PLAN},
    "POST /backups/kept/{}/download": {"password": "not the password"},
    "POST /backups/sheet": {"password": "not the password"},
    "POST /backups/sheet/confirmation": {"group": "{group}"},
}

API_BODIES: dict[str, Sent] = {
    "POST /members": {**PERSON, "called": ["rob"]},
    "PUT /me/password": {"old": "not the password", "password": NEW},
    "PATCH /family": {"name": "Riverside"},
    "PATCH /members/{}": {"name": "Robin"},
    "POST /tokens/{}/replacement": {"old": "day"},
    "PUT /members/{}/profile": {"face": "owl", "hue": "plum", "week_start": 6},
    "PATCH /devices/{}": {"name": "Hall tablet"},
    "PUT /members/{}/password": {"password": NEW},
    "PUT /members/{}/pin": {"pin": "2604"},
    "POST /me/leaving": {"password": "not the password"},
    "POST /members/{}/ownership": {"password": "not the password", "stay": True},
    "PUT /members/{}/stay": {"until": "2026-03-20T20:00:00Z"},
    "POST /invitations": INVITATION,
    "POST /devices/links": {"name": "Hall tablet"},
    "PUT /devices/{}/display": {"shows": True, "dim_from": "21:00", "dim_until": "06:00"},
    "POST /tokens": {"name": "Kitchen clock"},
    "POST /chores": CHORE,
    "PUT /chores/{}": CHORE,
    "POST /occurrences/{}/claim": {},
    "POST /occurrences/{}/approval": {},
    "POST /occurrences/{}/return": {"note": "once more, please"},
    "POST /points": {"member_id": "{maya}", "amount": 5, "reason": "kind to a snail", "key": "snail-000001"},
    "POST /rewards": REWARD,
    "PUT /rewards/{}": REWARD,
    "PUT /screen-time/members/{}/rules": RULES,
    "POST /screen-time/members/{}/usage": {"device": "phone", "intervals": [USED]},
    "POST /screen-time/members/{}/grants": {"minutes": 15},
    "POST /screen-time/members/{}/intervals": {"app": "TV", "minutes": 10},
    "POST /ask": {"text": "tell me about kites"},
    "POST /memories": {"text": "The kite is in the attic."},
    "PUT /memories/{}": {"text": "The kite is in the hall."},
    "PUT /memories/{}/visibility": {"visible_to": "family"},
    "PUT /notifications/target": TARGET,
    "POST /backups/runs": {"kind": "backup"},
    "PUT /backups/plan": {"nightly": True, **PLAN},
    "POST /backups/kept/{}/download": {"password": "not the password"},
    "POST /backups/sheet": {"password": "not the password"},
    "POST /backups/sheet/confirmation": {"group": "{group}"},
}

FORGED: Sent = {
    "id": 1,
    "family_id": "{okafors}",
    "member_id": "{leo}",
    "owner_id": "{leo}",
    "owner": True,
    "role": "parent",
    "points": 9999,
    "amount": 9999,
    "state": "approved",
    "auto_approve": True,
    "approved": True,
    "approved_by": "{elena}",
    "decided_by": "{elena}",
    "created_by": "{elena}",
    "created_at": "2020-01-01T00:00:00Z",
    "scopes": ["read", "write"],
    "expires_at": "2099-01-01T00:00:00Z",
    "enrolled": True,
    "may_write": True,
}
"""What a clever thirteen-year-old adds to a form; where a field is the route's own it is left out."""

OWN_FIELDS = {
    "POST /chores": {"auto_approve"},
    "POST /chores/{}": {"auto_approve"},
    "PUT /chores/{}": {"auto_approve"},
    "POST /tokens": {"scopes"},
    "PATCH /members/{}": {"role"},
    "POST /occurrences/{}/claim": {"member_id"},
    "POST /occurrences/{}/approval": {"member_id"},
}
"""Which of these a route takes without being sent them by the table."""
