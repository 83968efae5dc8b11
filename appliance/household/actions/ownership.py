"""The owner makes another parent an owner, beside them or in their place."""

from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.actions.secrets import own_keys, prove_oneself
from appliance.household.actions.tries import forget_tries
from appliance.household.credentials import Credentials
from appliance.household.events import OwnershipGiven, OwnershipNoted
from appliance.household.models import Member
from appliance.household.queries import member_of


async def hand_over(
    office: Office, credentials: Credentials, actor: Actor, member_id: int, password: str, *, stay: bool
) -> Member:
    """`stay`: both own the family then. Asked twice: what was allowed may have changed meanwhile."""
    async with office.reading(actor) as look:
        ask_to_hand_over(actor, await member_of(look, member_id))
    await prove_oneself(office, credentials, actor, password, "password")
    async with office.work(actor) as work:
        await forget_tries(work, own_keys(actor))
        me, other = await member_of(work, actor.member_id), await member_of(work, member_id)
        if not me.owner:
            raise NotAllowed(_("Only the owner of the family can do this."))
        ask_to_hand_over(actor, other)
        other.owner, other.made_owner_by = True, actor.member_id
        me.owner = stay
        work.db.add_all((me, other))
        await work.emit(
            OwnershipGiven(
                family_id=other.family_id, member_id=member_id, by_member_id=actor.member_id, stays=stay
            )
        )
    return other


async def note_ownership(work: Work) -> None:
    """Read by the one who was made an owner."""
    me = await member_of(work, work.actor.member_id)
    if me.made_owner_by is None:
        raise RuleBroken(_("There is nothing new to read."))
    me.made_owner_by = None
    work.db.add(me)
    await work.emit(OwnershipNoted(family_id=me.family_id, member_id=work.actor.member_id))


def ask_to_hand_over(actor: Actor, other: Member) -> None:
    if not policy.may_hand_over(actor, other):
        raise NotAllowed(_("Only an owner can make another parent the owner."))
