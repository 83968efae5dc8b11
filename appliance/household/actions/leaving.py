"""People leave. Their rows stay, so that the others keep their history."""

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.actions.invitations import end_invitations
from appliance.household.actions.members import owners_of
from appliance.household.actions.pictures import forget_picture
from appliance.household.actions.secrets import own_keys, prove_oneself
from appliance.household.actions.sessions import end_sign_ins
from appliance.household.actions.tokens import end_tokens
from appliance.household.actions.tries import forget_tries
from appliance.household.credentials import Credentials
from appliance.household.events import MemberLeft
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.household.rules import Ending


async def remove_member(work: Work, member_id: int) -> None:
    row = await member_of(work, member_id)
    if not policy.may_remove(work.actor):
        raise NotAllowed(_("Only the owner of the family can remove someone."))
    await _go(work, row)


async def leave_family(office: Office, credentials: Credentials, actor: Actor, secret: str) -> None:
    """By oneself, with one's own password, or a teen's PIN."""
    ask_to_leave(actor)
    await prove_oneself(office, credentials, actor, secret, "password")
    async with office.work(actor) as work:
        await forget_tries(work, own_keys(actor))
        await _go(work, await member_of(work, actor.member_id))


def ask_to_leave(actor: Actor) -> None:
    if not policy.may_leave(actor):
        raise NotAllowed(_("Talk with your parents about this."))


async def _go(work: Work, row: Member) -> None:
    assert row.id is not None
    if row.owner and await owners_of(work) < 2:
        raise RuleBroken(_("The last owner cannot leave. Make another parent the owner first."))
    row.left_at, row.password, row.pin, row.person, row.owner = work.now, "", "", "", False
    work.db.add(row)
    await forget_picture(work, row)
    await end_sign_ins(work, row.id, why=Ending.GONE)
    await end_tokens(work, row.id)
    await end_invitations(work, row.id)
    await work.emit(MemberLeft(family_id=row.family_id, member_id=row.id))
