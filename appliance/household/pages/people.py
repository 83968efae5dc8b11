"""From a person's form to the verb's words: set-up and family page ask the same questions."""

from collections.abc import Sequence

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.household import policy
from appliance.household.actions import NewMember
from appliance.household.credentials import Credentials
from appliance.household.credentials.proof import hashed_password, hashed_pin
from appliance.household.forms import PersonSent
from appliance.household.models import Member
from appliance.household.rules import free_looks
from appliance.web.forms import Form, filled


async def person_to_add(credentials: Credentials, sent: PersonSent, family_name: str) -> NewMember:
    """Hashes what they sign in with: a parent's password, a teen's or child's PIN."""
    if sent.role == "parent":
        password = await hashed_password(credentials, sent.password, sent.name, family_name)
        return _person(sent, NewMember(name=sent.name, role=sent.role, password=password))
    pin = await hashed_pin(credentials, sent.pin_kind, sent.pin_sent)
    return _person(sent, NewMember(name=sent.name, role=sent.role, pin=pin, pin_kind=sent.pin_kind))


def _person(sent: PersonSent, proof: NewMember) -> NewMember:
    return NewMember(
        name=sent.name,
        role=sent.role,
        born=sent.born,
        called=sent.called_names,
        face=sent.face,
        hue=sent.hue,
        password=proof.password,
        pin=proof.pin,
        pin_kind=proof.pin_kind,
    )


def empty_person(members: Sequence[Member]) -> Form[PersonSent]:
    """The next one is most likely a child, in a colour that is still free."""
    face, hue = free_looks(members)
    return Form(values=filled({"role": "child", "face": face, "hue": hue}).values)


def check_kind(member: Member, kind: str) -> None:
    """A PIN for whom it fits."""
    if not policy.may_have_pin(member.role) and kind != "password":
        raise Invalid(_("A parent has a password, not a PIN."))
