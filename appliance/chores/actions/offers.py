"""Somebody else does it this time: a child asks and the other one agrees, or a parent gives it to them."""

from appliance.chores.actions.steps import NOBODY_ASKED, about, change, occurrence_of
from appliance.chores.events import (
    OccurrenceHandedOver,
    OccurrenceOffered,
    OfferDeclined,
    OfferWithdrawn,
)
from appliance.chores.models import Occurrence
from appliance.chores.policy import may_hand_over, may_offer, may_withdraw_offer
from appliance.chores.rules.states import State, Step
from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG, Role
from appliance.core.work import Work
from appliance.household.queries import members_of


async def offer_occurrence(work: Work, occurrence_id: int, member_id: int) -> Occurrence:
    """Asks a brother or sister. Until they say yes, it stays with whoever asks."""
    occurrence, _chore = await occurrence_of(work, occurrence_id)
    if not may_offer(work.actor, occurrence.assignee_id):
        raise NotAllowed(_("This chore is not yours."))
    if occurrence.offered_to is not None:
        raise RuleBroken(_("Somebody is asked already. Take that back first."))
    await _must_be_another(work, occurrence, member_id, YOUNG)
    await change(work, occurrence, Step.OFFER, offered_to=member_id, offered_at=work.now)
    await work.emit(OccurrenceOffered(**about(occurrence), to_member_id=member_id))
    return occurrence


async def withdraw_offer(work: Work, occurrence_id: int) -> Occurrence:
    occurrence, _chore = await occurrence_of(work, occurrence_id)
    if not may_withdraw_offer(work.actor, occurrence.assignee_id):
        raise NotAllowed(_("Only whoever asked can take it back."))
    if occurrence.offered_to is None:
        raise RuleBroken(_("Nobody is asked any more."))
    asked = occurrence.offered_to
    await change(work, occurrence, Step.WITHDRAW, **NOBODY_ASKED)
    await work.emit(OfferWithdrawn(**about(occurrence), to_member_id=asked))
    return occurrence


async def accept_offer(work: Work, occurrence_id: int) -> Occurrence:
    """It is theirs now, with its points; what was ticked off already stays so."""
    occurrence = await _asked(work, occurrence_id)
    await _give(work, occurrence, work.actor.member_id, Step.ACCEPT)
    return occurrence


async def decline_offer(work: Work, occurrence_id: int) -> Occurrence:
    occurrence = await _asked(work, occurrence_id)
    await change(work, occurrence, Step.DECLINE, **NOBODY_ASKED)
    await work.emit(OfferDeclined(**about(occurrence), to_member_id=work.actor.member_id))
    return occurrence


async def hand_over(work: Work, occurrence_id: int, member_id: int) -> Occurrence:
    """A parent need not ask."""
    occurrence, _chore = await occurrence_of(work, occurrence_id)
    if not may_hand_over(work.actor):
        raise NotAllowed(_("Only a parent can give it to somebody else at once. You can ask them."))
    await _must_be_another(work, occurrence, member_id, (*YOUNG, Role.PARENT))
    await _give(work, occurrence, member_id, Step.HAND_OVER)
    return occurrence


async def _asked(work: Work, occurrence_id: int) -> Occurrence:
    occurrence, _chore = await occurrence_of(work, occurrence_id)
    if occurrence.offered_to != work.actor.member_id:
        raise NotAllowed(_("Nobody asks you to do this one."))
    return occurrence


async def _give(work: Work, occurrence: Occurrence, member_id: int, step: Step) -> None:
    """Whatever somebody had taken from a pool is taken by the other one now."""
    before = occurrence.assignee_id or 0
    values: dict[str, object] = {"assignee_id": member_id, **NOBODY_ASKED}
    if occurrence.state == State.CLAIMED:
        values |= {"claimed_by": work.actor.member_id, "claimed_at": work.now}
    await change(work, occurrence, step, **values)
    await work.emit(OccurrenceHandedOver(**about(occurrence), from_member_id=before))


async def _must_be_another(
    work: Work, occurrence: Occurrence, member_id: int, roles: tuple[Role, ...]
) -> None:
    home = {member.id for member in await members_of(work) if member.role in roles}
    if member_id not in home or member_id == occurrence.assignee_id:
        sentence = _("Please choose somebody else of the family.")
        raise Invalid(_("Not saved yet."), {"member": sentence})
