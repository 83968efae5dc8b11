"""`I did it`, `yes` and `not yet`. Each is one conditional update: of two at once, one wins."""

from collections.abc import Collection
from typing import TypedDict

from sqlalchemy import update
from sqlmodel import col, select

from appliance.chores.actions.making import make_for
from appliance.chores.events import OccurrenceApproved, OccurrenceCompleted, OccurrenceSentBack
from appliance.chores.models import Chore, Occurrence
from appliance.chores.policy import approves_itself, may_complete, may_decide, may_decide_for
from appliance.chores.rules.repeats import Mode, read_repeat
from appliance.chores.rules.states import LEGAL, State, Step, approval_cause, is_time
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

INSTEAD = {
    State.OPEN: _("Nobody has said yet that this is done."),
    State.CLAIMED: _("Nobody has said yet that this is done."),
    State.SENT_BACK: _("This was sent back already."),
    State.SKIPPED: _("A parent has let this one be skipped."),
    State.EXCUSED: _("Nobody has to do this one."),
    State.WAITING: _("This waits for a parent already."),
    State.APPROVED: _("This is done already."),
    State.MISSED: _("The time for this one is over. A parent can still say yes."),
}


class About(TypedDict):
    """The fields that every event of an occurrence carries."""

    family_id: int
    occurrence_id: int
    chore_id: int
    title: str
    member_id: int


async def complete(work: Work, occurrence_id: int, member_id: int | None = None) -> Occurrence:
    """`member_id`: for whom a parent or a guest says so; left out, it is whose chore it is, or the actor."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    _asks_for_own(work, occurrence, chore)
    _in_time(work, occurrence)
    who = _whose(work, occurrence, chore, member_id)
    said = {"done_by": work.actor.member_id, "done_at": work.now, "assignee_id": who}
    await change(work, occurrence, LEGAL[Step.COMPLETE], state=State.WAITING, **said)
    itself = approves_itself(work.actor, who, chore.auto_approve)
    await work.emit(OccurrenceCompleted(**about(occurrence), points=occurrence.points, waiting=not itself))
    if itself:
        await _approve(work, occurrence, chore, who, 0 if chore.auto_approve else work.actor.member_id)
    return occurrence


async def approve(work: Work, occurrence_id: int, member_id: int | None = None) -> Occurrence:
    """Also of one that nobody ticked off; `member_id` says who did it where it is up for grabs."""
    occurrence, chore = await occurrence_of(work, occurrence_id)
    _decides(work)
    _in_time(work, occurrence)
    who = _whose(work, occurrence, chore, member_id)
    if not may_decide_for(work.actor, who):
        raise NotAllowed(_("Nobody says yes to themselves. Ask a parent."))
    await _approve(work, occurrence, chore, who, work.actor.member_id)
    return occurrence


async def send_back(work: Work, occurrence_id: int, note: str = "") -> Occurrence:
    occurrence, _chore = await occurrence_of(work, occurrence_id)
    _decides(work)
    if len(note) > 200:
        raise Invalid(_("Not saved yet."), {"note": _("Please say it in at most 200 letters.")})
    sent = {"returned_by": work.actor.member_id, "returned_at": work.now, "note": note.strip()}
    await change(work, occurrence, LEGAL[Step.SEND_BACK], state=State.SENT_BACK, **sent)
    await work.emit(OccurrenceSentBack(**about(occurrence), by_member_id=work.actor.member_id))
    return occurrence


async def occurrence_of(work: Work, occurrence_id: int) -> tuple[Occurrence, Chore]:
    found = await work.db.exec(
        select(Occurrence, Chore)
        .join(Chore, col(Chore.id) == Occurrence.chore_id)
        .where(Occurrence.id == occurrence_id, Occurrence.family_id == work.actor.family_id)
    )
    row = found.first()
    if row is None:
        raise NotFound(_("We could not find that chore."))
    return row[0], row[1]


async def change(work: Work, occurrence: Occurrence, legal: Collection[State], **values: object) -> None:
    """Refuses, saying what became of it, where the row has left its legal states or was decided anew."""
    values |= {"since": work.now, "state_by": work.actor.member_id}
    changed = await work.db.exec(
        update(Occurrence)
        .where(col(Occurrence.id) == occurrence.id, col(Occurrence.round) == occurrence.round)
        .where(col(Occurrence.state).in_(legal))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount == 0:
        raise RuleBroken(INSTEAD[State(occurrence.state)])
    await work.db.refresh(occurrence)


def about(occurrence: Occurrence) -> About:
    assert occurrence.id is not None
    return About(
        family_id=occurrence.family_id,
        occurrence_id=occurrence.id,
        chore_id=occurrence.chore_id,
        title=occurrence.title,
        member_id=occurrence.assignee_id or 0,
    )


async def _approve(work: Work, occurrence: Occurrence, chore: Chore, who: int, by: int) -> None:
    decided = {"approved_by": by, "approved_at": work.now, "round": occurrence.round + 1}
    decided |= {"paid": occurrence.points, "paid_minutes": occurrence.bonus_minutes}
    await change(work, occurrence, LEGAL[Step.APPROVE], state=State.APPROVED, assignee_id=who, **decided)
    if read_repeat(chore.repeat).mode is Mode.AFTER_DONE and chore.put_away_at is None:
        await make_for(work, chore)
    facts = about(occurrence)
    await work.emit(
        OccurrenceApproved(
            **facts,
            points=occurrence.points,
            bonus_minutes=occurrence.bonus_minutes,
            day=occurrence.due_local,
            cause=approval_cause(facts["occurrence_id"], occurrence.round),
            by_member_id=by,
        )
    )


def _asks_for_own(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    me, assignee = work.actor.member_id, occurrence.assignee_id
    if may_complete(work.actor, assignee, chore.people):
        return
    if chore.way == "pool" and me in chore.people:
        raise RuleBroken(_("Somebody else was faster with this one."))
    raise NotAllowed(_("This chore is not yours."))


def _in_time(work: Work, occurrence: Occurrence) -> None:
    if not is_time(occurrence.due_local, work.today):
        raise RuleBroken(_("It is not time for this one yet. Its day is still to come."))


def _decides(work: Work) -> None:
    if not may_decide(work.actor):
        raise NotAllowed(_("Only a parent can say yes to that."))


def _whose(work: Work, occurrence: Occurrence, chore: Chore, member_id: int | None) -> int:
    if occurrence.assignee_id is not None:
        if member_id not in (None, occurrence.assignee_id):
            raise Invalid(_("Not saved yet."), {"member": _("This one is somebody else's.")})
        return occurrence.assignee_id
    who = member_id if member_id is not None and work.actor.cares else work.actor.member_id
    if who not in chore.people:
        raise Invalid(_("Please say who did it."), {"member": _("Please say who did it.")})
    return who
