from collections.abc import Mapping
from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import AfterValidator

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
from appliance.chores.queries.proposals import SeenProposal, latest_proposals, proposal_of
from appliance.chores.rules.words import parse_repeat, repeat_text, repeat_words
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office, Reading
from appliance.household.models import Member
from appliance.household.queries.known import everyone_known
from appliance.web.forms import Form, filled, own_path, read_form, way_back
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
HERE = "/proposals"
OFTEN = (
    *("once", "daily", "monday to friday"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)


Back = Annotated[str, AfterValidator(lambda back: own_path(back, HERE))]


class AcceptanceForm(AcceptanceSent):
    back: Back = HERE


class AnswerForm(AnswerSent):
    back: Back = HERE


class ProposalPages(Controller):
    """Children have ideas, parents answer them."""

    path = HERE

    @get()
    async def proposals(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        blank = filled({"title": "", "points": 5, "repeat": "once", "note": ""})
        return await _show(request, office, blank)

    @post()
    async def propose(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, ProposalSent, request.user.language)
        if sent := form.model:
            try:
                async with office.work(request.user) as work:
                    await propose_chore(work, Idea(sent.title, sent.points, sent.repeat, sent.note))
                text = say(request.user.language, _("A parent will have a look at your idea."))
                return redirect(request, HERE, ShownToast(text, None))
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        return await _show(request, office, form, 422)

    @get("/{proposal_id:int}")
    async def proposal(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> Response[str]:
        return await _show_one(request, office, proposal_id)

    @post("/{proposal_id:int}/withdrawal")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await withdraw_proposal(work, proposal_id)
        return changed(request, await way_back(request, HERE), Toast(_("Your idea is taken back.")), "chores")

    @post("/{proposal_id:int}/acceptance")
    async def accept(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, AcceptanceForm, request.user.language)
        if sent := form.model:
            try:
                async with office.work(request.user) as work:
                    terms = Terms(sent.title, sent.points, sent.repeat)
                    made = await accept_proposal(work, proposal_id, sent.answer, terms)
                values = {"title": sent.title or made.title}
                toast = Toast(_("%(title)s is on the board."), values, _undo(proposal_id))
                return changed(request, sent.back, toast, "chores")
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        return await _show_one(request, office, proposal_id, form, 422)

    @post("/{proposal_id:int}/refusal")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, AnswerForm, request.user.language)
        if sent := form.model:
            async with office.work(request.user) as work:
                told = await decline_proposal(work, proposal_id, sent.answer)
            toast = Toast(_("Not this time: %(title)s."), {"title": told.title}, _undo(proposal_id))
            return changed(request, sent.back, toast, "chores")
        return await _show_one(request, office, proposal_id, form, 422)

    @post("/{proposal_id:int}/undo")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], proposal_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await reopen_proposal(work, proposal_id)
        toast = Toast(_("Taken back. It waits again."))
        return changed(request, await way_back(request, HERE), toast, "chores")


async def _show(request: AppRequest, office: Office, form: Form, status: int = 200) -> Response[str]:  # type: ignore[type-arg]
    async with office.reading(request.user) as look:
        found = await latest_proposals(look)
        people = await _people(look)
    return page(
        request,
        "chores/proposals.html",
        status,
        form=form,
        waiting=[one for one in found if one.state == "waiting"],
        answered=[one for one in found if one.state != "waiting"],
        often=_often(request),
        people=people,
    )


async def _show_one(
    request: AppRequest,
    office: Office,
    proposal_id: int,
    form: Form | None = None,  # type: ignore[type-arg]
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await proposal_of(look, proposal_id)
        people = await _people(look)
    return page(
        request,
        "chores/proposal.html",
        status,
        form=_typed(found, form),
        proposal=found,
        often=_often(request, repeat_text(found.repeat)),
        people=people,
    )


def _typed(found: SeenProposal, form: Form | None) -> Form:  # type: ignore[type-arg]
    """As it was proposed, unless a parent has typed something else."""
    stored = filled({"title": found.title, "points": found.points, "repeat": repeat_text(found.repeat)})
    if form is None:
        return stored
    form.values = {**stored.values, **form.values}
    return form


def _often(request: AppRequest, own: str = "") -> list[tuple[str, str]]:
    """How often, as it is sent and as it is read; with what a program may have proposed besides."""
    viewer = request.user
    today = viewer.today(request.app.state.office.clock())
    said = OFTEN if own in ("", *OFTEN) else (own, *OFTEN)
    return [(text, repeat_words(parse_repeat(text, today, viewer.zone), viewer.language)) for text in said]


async def _people(look: Reading) -> Mapping[int, Member]:
    return {member.id or 0: member for member in await everyone_known(look)}


def _undo(proposal_id: int) -> str:
    return f"{HERE}/{proposal_id}/undo"
