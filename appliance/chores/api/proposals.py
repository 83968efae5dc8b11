"""Ideas for chores, for other programs of the house."""

from datetime import datetime
from typing import Annotated, Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.chores.actions.proposals import (
    Idea,
    Terms,
    accept_proposal,
    decline_proposal,
    propose_chore,
    reopen_proposal,
    withdraw_proposal,
)
from appliance.chores.forms import AcceptanceSent, AnswerSent, ProposalSent
from appliance.chores.queries.proposals import SeenProposal, proposal_of, proposals_asked
from appliance.chores.rules.words import repeat_text
from appliance.core.paging import Page
from appliance.core.work import Office, Work
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest

State = Literal["waiting", "accepted", "declined", "withdrawn"]


class ProposalShown(BaseModel):
    """`chore_id`: what became of it, with the title and the points that it has now."""

    id: int
    member_id: int
    title: str
    points: int
    repeat: str
    note: str
    state: State
    answer: str
    chore_id: int | None
    chore_title: str | None
    chore_points: int | None
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None


class ProposalsApi(Controller):
    path = "/proposals"
    tags = ["Chores"]

    @get(summary="Ideas for chores, newest first: all for a parent, one's own for a child")
    async def proposals(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        in_state: Annotated[State | None, QueryParameter(name="state")] = None,
    ) -> Response[list[ProposalShown]]:
        async with office.reading(request.user) as look:
            found = await proposals_asked(look, in_state, page)
        return listed(request, found, _shown)

    @post(summary="Propose a chore and its points (children and teenagers)")
    async def propose(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ProposalSent]
    ) -> ProposalShown:
        async with office.work(request.user, "api") as work:
            made = await propose_chore(work, Idea(data.title, data.points, data.repeat, data.note))
            return await _again(work, made.id or 0)

    @get("/{proposal_id:int}", summary="One idea")
    async def proposal(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> ProposalShown:
        async with office.reading(request.user) as look:
            return _shown(await proposal_of(look, proposal_id))

    @post("/{proposal_id:int}/withdrawal", status_code=200, summary="Take one's own idea back")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> ProposalShown:
        async with office.work(request.user, "api") as work:
            await withdraw_proposal(work, proposal_id)
            return await _again(work, proposal_id)

    @post(
        "/{proposal_id:int}/acceptance",
        status_code=200,
        summary="Say yes: it becomes a chore, changed where a field is sent (parents)",
    )
    async def accept(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        proposal_id: FromPath[int],
        data: JSONBody[AcceptanceSent | None] = None,
    ) -> ProposalShown:
        sent = data or AcceptanceSent()
        async with office.work(request.user, "api") as work:
            terms = Terms(sent.title, sent.points, sent.repeat)
            await accept_proposal(work, proposal_id, sent.answer, terms)
            return await _again(work, proposal_id)

    @post("/{proposal_id:int}/refusal", status_code=200, summary="Say not this time, with a word (parents)")
    async def decline(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        proposal_id: FromPath[int],
        data: JSONBody[AnswerSent | None] = None,
    ) -> ProposalShown:
        async with office.work(request.user, "api") as work:
            await decline_proposal(work, proposal_id, data.answer if data else "")
            return await _again(work, proposal_id)

    @post(
        "/{proposal_id:int}/undo",
        status_code=200,
        summary="Take the answer back; it waits again, and its chore is put away (parents)",
    )
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> ProposalShown:
        async with office.work(request.user, "api") as work:
            await reopen_proposal(work, proposal_id)
            return await _again(work, proposal_id)


async def _again(work: Work, proposal_id: int) -> ProposalShown:
    return _shown(await proposal_of(work, proposal_id))


def _shown(proposal: SeenProposal) -> ProposalShown:
    facts = {name: getattr(proposal, name) for name in ProposalShown.model_fields}
    return ProposalShown(**{**facts, "repeat": repeat_text(proposal.repeat)})
