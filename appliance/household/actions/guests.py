"""How long a guest stays: parents make it longer or end it at once."""

from datetime import datetime, timedelta

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.sessions import end_sign_ins
from appliance.household.actions.tokens import end_tokens
from appliance.household.events import GuestTimeChanged
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.household.rules import Ending

LONGEST_STAY = timedelta(days=366)


async def change_guest_time(work: Work, member_id: int, until: datetime) -> Member:
    row = await _guest(work, member_id)
    if not work.now < until <= work.now + LONGEST_STAY:
        sentence = _("Choose a day from today to a year from now.")
        raise Invalid(sentence, errors={"until": sentence})
    return await _set(work, row, until)


async def end_guest_time(work: Work, member_id: int) -> Member:
    """At once: whoever is signed in as this guest is out."""
    row = await _guest(work, member_id)
    await end_sign_ins(work, member_id, why=Ending.STAY)
    await end_tokens(work, member_id)
    return await _set(work, row, work.now)


async def _set(work: Work, row: Member, until: datetime) -> Member:
    row.guest_until = until
    work.db.add(row)
    await work.emit(GuestTimeChanged(family_id=row.family_id, member_id=row.id or 0, until=until))
    return row


async def _guest(work: Work, member_id: int) -> Member:
    row = await member_of(work, member_id)
    if not policy.may_change_guest_time(work.actor, row):
        raise NotAllowed(_("Only a parent can change how long a guest stays."))
    return row
