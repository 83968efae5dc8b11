"""Someone lives here and cannot come in for now; what they did stays."""

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import LANGUAGES
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.members import owners_of
from appliance.household.actions.sessions import end_sign_ins
from appliance.household.actions.tokens import end_tokens
from appliance.household.events import MemberChanged, MemberDisabled, MemberEnabled
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.household.rules import Ending


async def disable_member(work: Work, member_id: int) -> Member:
    """Their sign-ins and keys end at once; password and PIN are kept for the day they come back."""
    row = await _asked_for(work, member_id)
    if row.disabled_at is not None:
        raise RuleBroken(_("%(name)s cannot sign in already."), name=row.name)
    if row.owner and await owners_of(work) < 2:
        raise RuleBroken(_("The last owner must be able to sign in. Make another parent the owner first."))
    row.disabled_at = work.now
    work.db.add(row)
    await end_sign_ins(work, member_id, why=Ending.DISABLED)
    await end_tokens(work, member_id)
    await work.emit(MemberDisabled(family_id=row.family_id, member_id=member_id))
    return row


async def enable_member(work: Work, member_id: int) -> Member:
    row = await _asked_for(work, member_id)
    if row.disabled_at is None:
        raise RuleBroken(_("%(name)s can sign in already."), name=row.name)
    row.disabled_at = None
    work.db.add(row)
    await work.emit(MemberEnabled(family_id=row.family_id, member_id=member_id))
    return row


async def set_owner(work: Work, member_id: int, owner: bool) -> None:
    """By the house itself, for a family whose owner cannot come in; owners hand over with their password."""
    row = await _by_the_house(work, member_id)
    if owner and row.role != Role.PARENT:
        raise RuleBroken(_("Only a parent can own the family."))
    if not owner and row.owner and await owners_of(work) < 2:
        raise RuleBroken(_("The last owner cannot leave. Make another parent the owner first."))
    row.owner = owner
    await _changed(work, row, "owner")


async def set_language(work: Work, member_id: int, language: str) -> None:
    row = await _by_the_house(work, member_id)
    row.language = language if language in LANGUAGES else ""
    await _changed(work, row, "language")


async def _by_the_house(work: Work, member_id: int) -> Member:
    if not work.actor.is_house:
        raise NotAllowed(_("Only the owner of the family can change a parent."))
    return await member_of(work, member_id)


async def _changed(work: Work, row: Member, fields: str) -> None:
    work.db.add(row)
    await work.emit(MemberChanged(family_id=row.family_id, member_id=row.id or 0, fields=fields))


async def _asked_for(work: Work, member_id: int) -> Member:
    row = await member_of(work, member_id)
    if not policy.may_disable(work.actor, row):
        raise NotAllowed(_("Only the owner of the family can change a parent."))
    return row
