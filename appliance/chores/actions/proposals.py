"""A child proposes a chore and its points; a parent accepts, changes or declines it."""

from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import update
from sqlmodel import col, func, select

from appliance.chores.actions.plans import ChorePlan, add_chore, put_away_chore
from appliance.chores.events import (
    ChoreProposed,
    ProposalAccepted,
    ProposalDeclined,
    ProposalReopened,
    ProposalWithdrawn,
)
from appliance.chores.models import Chore, Proposal
from appliance.chores.policy import may_answer_proposals, may_propose, may_see_proposal
from appliance.chores.rules.repeats import read_repeat, stored
from appliance.chores.rules.words import parse_repeat, repeat_text
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

MOST_WAITING = 5
LONGEST_WORD = 200
INSTEAD = {
    "waiting": _("This idea still waits for a parent."),
    "accepted": _("A parent has said yes to this idea already."),
    "declined": _("A parent has answered this idea already."),
    "withdrawn": _("This idea was taken back."),
}


@dataclass(frozen=True)
class Idea:
    """`repeat` as it is typed: `once`, `daily`, `tuesday, friday`."""

    title: str
    points: int
    repeat: str = "once"
    note: str = ""


@dataclass(frozen=True)
class Terms:
    """What a parent makes of an idea; None leaves it as it was proposed."""

    title: str | None = None
    points: int | None = None
    repeat: str | None = None


AS_PROPOSED = Terms()


class About(TypedDict):
    """The fields that every event of a proposal carries."""

    family_id: int
    proposal_id: int
    member_id: int
    title: str
    points: int


async def propose_chore(work: Work, idea: Idea) -> Proposal:
    if not may_propose(work.actor):
        raise NotAllowed(_("Parents add a chore at once. Ideas are for the children of the family."))
    await _not_too_many(work)
    proposal = Proposal(
        family_id=work.actor.family_id,
        member_id=work.actor.member_id,
        asked_at=work.now,
        note=_word(idea.note, "note"),
        **_checked(work, idea),  # type: ignore[arg-type]
    )
    work.db.add(proposal)
    await work.db.flush()
    await work.emit(ChoreProposed(**about(proposal)))
    return proposal


async def withdraw_proposal(work: Work, proposal_id: int) -> Proposal:
    proposal = await _proposal(work, proposal_id)
    if proposal.member_id != work.actor.member_id:
        raise NotAllowed(_("Only whoever had the idea can take it back."))
    await _decide(work, proposal, {"waiting"}, state="withdrawn")
    await work.emit(ProposalWithdrawn(**about(proposal)))
    return proposal


async def accept_proposal(
    work: Work, proposal_id: int, answer: str = "", terms: Terms = AS_PROPOSED
) -> Proposal:
    """It becomes a chore of whoever proposed it, from today on."""
    proposal = await _answered_by_a_parent(work, proposal_id)
    said = terms.repeat or repeat_text(read_repeat(proposal.repeat))
    plan = ChorePlan(
        title=terms.title or proposal.title,
        people=(proposal.member_id,),
        repeat=parse_repeat(said, work.today, work.actor.zone),
        points=proposal.points if terms.points is None else terms.points,
    )
    word = _word(answer, "answer")
    await _decide(work, proposal, {"waiting"}, state="accepted", answer=word)
    chore_id = await add_chore(work, plan)
    proposal.chore_id = chore_id
    work.db.add(proposal)
    await work.emit(ProposalAccepted(**about(proposal), chore_id=chore_id))
    return proposal


async def decline_proposal(work: Work, proposal_id: int, answer: str = "") -> Proposal:
    proposal = await _answered_by_a_parent(work, proposal_id)
    await _decide(work, proposal, {"waiting"}, state="declined", answer=_word(answer, "answer"))
    await work.emit(ProposalDeclined(**about(proposal)))
    return proposal


async def reopen_proposal(work: Work, proposal_id: int) -> Proposal:
    """A parent takes the answer back: it waits again, and the chore that it became is put away."""
    proposal = await _answered_by_a_parent(work, proposal_id)
    chore_id = proposal.chore_id
    await _decide(work, proposal, {"accepted", "declined"}, state="waiting", answer="", chore_id=None)
    if chore_id is not None and await _is_on_the_board(work, chore_id):
        await put_away_chore(work, chore_id)
    await work.emit(ProposalReopened(**about(proposal)))
    return proposal


def about(proposal: Proposal) -> About:
    assert proposal.id is not None
    return About(
        family_id=proposal.family_id,
        proposal_id=proposal.id,
        member_id=proposal.member_id,
        title=proposal.title,
        points=proposal.points,
    )


def _checked(work: Work, idea: Idea) -> dict[str, object]:
    title = " ".join(idea.title.split())
    wrong = {}
    if not 1 <= len(title) <= 80:
        wrong["title"] = _("A chore needs a name of at most 80 letters.")
    if not 0 <= idea.points <= 500:
        wrong["points"] = _("Points are a whole number from 0 to 500.")
    if wrong:
        raise Invalid(_("Not saved yet."), wrong)
    repeat = parse_repeat(idea.repeat, work.today, work.actor.zone)
    return {"title": title, "points": idea.points, "repeat": stored(repeat)}


def _word(said: str, field: str) -> str:
    if len(said) > LONGEST_WORD:
        raise Invalid(_("Not saved yet."), {field: _("Please say it in at most 200 letters.")})
    return said.strip()


async def _not_too_many(work: Work) -> None:
    mine = select(func.count()).where(
        Proposal.member_id == work.actor.member_id, col(Proposal.state) == "waiting"
    )
    if (await work.db.exec(mine)).one() >= MOST_WAITING:
        raise RuleBroken(_("Five ideas wait for a parent already. Let them answer first."))


async def _proposal(work: Work, proposal_id: int) -> Proposal:
    found = await work.db.exec(
        select(Proposal).where(Proposal.id == proposal_id, Proposal.family_id == work.actor.family_id)
    )
    proposal = found.first()
    if proposal is None or not may_see_proposal(work.actor, proposal.member_id):
        raise NotFound(_("We could not find that idea."))
    return proposal


async def _answered_by_a_parent(work: Work, proposal_id: int) -> Proposal:
    proposal = await _proposal(work, proposal_id)
    if not may_answer_proposals(work.actor):
        raise NotAllowed(_("Only a parent can answer an idea."))
    return proposal


async def _decide(work: Work, proposal: Proposal, before: set[str], **values: object) -> None:
    """Of two parents at once, one wins; the other reads what became of it."""
    parent = values["state"] in ("accepted", "declined")
    changed = await work.db.exec(
        update(Proposal)
        .where(col(Proposal.id) == proposal.id, col(Proposal.state).in_(before))
        .values(
            decided_by=work.actor.member_id if parent else None,
            decided_at=work.now if parent else None,
            **values,
        )
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount == 0:
        raise RuleBroken(INSTEAD[proposal.state])
    await work.db.refresh(proposal)


async def _is_on_the_board(work: Work, chore_id: int) -> bool:
    found = await work.db.exec(select(Chore.put_away_at).where(Chore.id == chore_id))
    return found.one() is None
