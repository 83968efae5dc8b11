"""`Yes` and `not yet`, by a parent or by whoever looks after the children."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from appliance.chores.actions.following import go_on
from appliance.chores.actions.steps import about, change, occurrence_of
from appliance.chores.actions.whose import its_day, whose
from appliance.chores.events import OccurrenceApproved, OccurrenceSentBack
from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import may_decide, may_decide_for
from appliance.chores.rules.pay import Pay, may_choose, paid, pay_for, was_late
from appliance.chores.rules.states import State, Step, approval_cause
from appliance.core.errors import Invalid, NotAllowed, NotFound, Refusal
from appliance.core.i18n import mark as _
from appliance.core.work import Work

LATE = _("This was done after its time. Please say what it brings: all of it, half, or nothing.")
AGREED = _("This one pays what was agreed.")


@dataclass(frozen=True)
class Answered:
    """What came of one of several; `refused` is None where it is approved now."""

    occurrence_id: int
    title: str
    refused: Refusal | None = None


async def approve(
    work: Work, occurrence_id: int, member_id: int | None = None, pay: Pay | None = None
) -> Occurrence:
    """Also of one that nobody ticked off; `member_id` says who did it where it is up for grabs.

    `pay` is a parent's choice where it was done after its time and the family has agreed on half or on
    asking.
    """
    occurrence, chore = await occurrence_of(work, occurrence_id)
    _decides(work)
    its_day(work, occurrence)
    who = whose(work, occurrence, chore, member_id)
    if not may_decide_for(work.actor, who):
        raise NotAllowed(_("Nobody says yes to themselves. Ask a parent."))
    brings = yes(work, occurrence, _pay(work, occurrence, chore, pay), work.actor.member_id)
    await change(work, occurrence, Step.APPROVE, assignee_id=who, **brings)
    await follow_yes(work, occurrence, chore)
    return occurrence


async def approve_all(work: Work, occurrence_ids: Sequence[int]) -> list[Answered]:
    """Each by itself: what cannot be approved leaves the others as they are, and says why."""
    _decides(work)
    ids = list(dict.fromkeys(occurrence_ids))
    found = await work.db.exec(
        select(Occurrence.id, Occurrence.title)
        .where(Occurrence.family_id == work.actor.family_id)
        .where(col(Occurrence.id).in_(ids))
    )
    titles = {number: title for number, title in found.all() if number is not None}
    if not titles:
        raise NotFound(_("We could not find that chore."))
    return [await _answer(work, number, titles.get(number, "")) for number in ids]


async def send_back(work: Work, occurrence_id: int, note: str = "") -> Occurrence:
    occurrence, _chore = await occurrence_of(work, occurrence_id)
    _decides(work)
    if len(note) > 200:
        raise Invalid(_("Not saved yet."), {"note": _("Please say it in at most 200 letters.")})
    sent = {"returned_by": work.actor.member_id, "returned_at": work.now, "note": note.strip()}
    await change(work, occurrence, Step.SEND_BACK, note.strip(), state=State.SENT_BACK, **sent)
    await work.emit(OccurrenceSentBack(**about(occurrence), by_member_id=work.actor.member_id))
    return occurrence


def yes(work: Work, occurrence: Occurrence, pay: Pay, by: int) -> dict[str, object]:
    """The columns of a yes. `by` 0: it approved itself."""
    points, minutes = paid(occurrence.points, occurrence.bonus_minutes, pay)
    return {
        "state": State.APPROVED,
        "approved_by": by,
        "approved_at": work.now,
        "paid": points,
        "paid_minutes": minutes,
        "round": occurrence.round + 1,
    }


async def follow_yes(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    await go_on(work, chore)
    facts = about(occurrence)
    await work.emit(
        OccurrenceApproved(
            **facts,
            points=occurrence.paid,
            bonus_minutes=occurrence.paid_minutes,
            day=occurrence.due_local,
            cause=approval_cause(facts["occurrence_id"], occurrence.round),
            by_member_id=occurrence.approved_by or 0,
        )
    )


async def _answer(work: Work, occurrence_id: int, title: str) -> Answered:
    try:
        async with work.db.begin_nested():
            await approve(work, occurrence_id)
    except Refusal as refusal:
        return Answered(occurrence_id, title, refusal)
    return Answered(occurrence_id, title)


def _pay(work: Work, occurrence: Occurrence, chore: Chore, chosen: Pay | None) -> Pay:
    if occurrence.points == occurrence.bonus_minutes == 0:
        return Pay.FULL
    late = was_late(occurrence.done_at, occurrence.due_at, work.now)
    if chosen not in (None, Pay.FULL) and not may_choose(chore.overdue, late):
        raise Invalid(_("Not saved yet."), {"pay": AGREED})
    pay = pay_for(chore.overdue, late, chosen)
    if pay is None:
        raise Invalid(LATE, {"pay": LATE})
    return pay


def _decides(work: Work) -> None:
    if not may_decide(work.actor):
        raise NotAllowed(_("Only a parent can say yes to that."))
