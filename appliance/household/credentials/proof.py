"""From what was typed to what a verb takes: checked, then hashed, before any transaction."""

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.household.credentials.hashing import Credentials, Hashed
from appliance.household.credentials.passwords import check_password
from appliance.household.credentials.pins import check_pin


async def hashed_password(credentials: Credentials, password: str | None, *names: str) -> Hashed:
    if not password:
        sentence = _("A parent needs a password.")
        raise Invalid(sentence, errors={"password": sentence})
    check_password(password, *names)
    return await credentials.password(password)


async def hashed_pin(credentials: Credentials, kind: str, pin: str) -> Hashed:
    """Refusals are about the field that was filled in: `pin`, or `pictures`."""
    if not pin:
        sentence = _("Give them a PIN, or four pictures.")
        raise Invalid(sentence, errors={"pin": sentence})
    try:
        check_pin(kind, pin)
    except Invalid as refusal:
        field = "pictures" if kind == "pictures" else "pin"
        raise Invalid(refusal.sentence, errors={field: refusal.sentence}) from refusal
    return await credentials.pin(pin)
