from typing import Annotated, Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from pydantic import AfterValidator, Field

from appliance.chores.actions import (
    approve,
    claim,
    complete,
    excuse,
    let_go,
    release,
    send_back,
    skip,
    undo,
)
from appliance.chores.models import Occurrence
from appliance.chores.pages.shown import show_occurrence
from appliance.chores.queries.story import undo_href
from appliance.chores.rules.pay import Pay
from appliance.chores.rules.states import State
from appliance.core.errors import Invalid
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.queries import member_of
from appliance.web.forms import Form, own_path, read_form
from appliance.web.render import Toast, changed
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


WEEK = "/chores"


class StepForm(Sent):
    back: Annotated[str, AfterValidator(lambda back: own_path(back, WEEK))] = WEEK
    member: RowId | None = None
    note: str = Field(default="", max_length=200)
    pay: Pay | None = None
    step: RowId | None = None


class EndingForm(StepForm):
    how: Literal["skip", "excuse", "miss"]


ENDINGS = {
    "skip": (skip, _("Skipped: %(title)s.")),
    "excuse": (excuse, _("Excused: %(title)s.")),
    "miss": (let_go, _("Let go: %(title)s.")),
}


class OccurrencePages(Controller):
    path = "/occurrences/{occurrence_id:int}"

    @get()
    async def occurrence(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Response[str]:
        return await show_occurrence(request, office, occurrence_id, Form())

    @post("/claim")
    async def claim(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            done = await claim(work, occurrence_id, form.member)
            back = await undo_href(work, occurrence_id)
        return _changed(request, form, _("Taken: %(title)s."), done, back)

    @post("/release")
    async def release(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            done = await release(work, occurrence_id)
            back = await undo_href(work, occurrence_id)
        return _changed(request, form, _("Up for grabs again: %(title)s."), done, back)

    @post("/completion")
    async def complete(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            done = await complete(work, occurrence_id, form.member)
            back = await undo_href(work, occurrence_id)
        sentence = said_done(request.user, done)
        return _changed(request, form, sentence, done, back, "points", "screen_time")

    @post("/approval")
    async def approve(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            done = await approve(work, occurrence_id, form.member, form.pay)
            back = await undo_href(work, occurrence_id)
            name = (await member_of(work, done.assignee_id or 0)).name
        paid = (
            counted("Approved. %(name)s gets %(points)s point.", "Approved. %(name)s gets %(points)s points.")
            if done.paid
            else _("Approved: %(title)s.")
        )
        values = {"name": name, "points": done.paid, "title": done.title}
        return _changed(request, form, paid, done, back, "points", "screen_time", **values)

    @post("/return")
    async def send_back(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, StepForm, request.user.language)
        if form.model is None:
            return await show_occurrence(request, office, occurrence_id, form, 422)
        async with office.work(request.user) as work:
            done = await send_back(work, occurrence_id, form.model.note)
            back = await undo_href(work, occurrence_id)
        return _changed(request, form.model, _("Sent back: %(title)s."), done, back, title=done.title)

    @post("/ending")
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, EndingForm, request.user.language)
        if form.model is None:
            return await show_occurrence(request, office, occurrence_id, form, 422)
        verb, sentence = ENDINGS[form.model.how]
        async with office.work(request.user) as work:
            done = await verb(work, occurrence_id, form.model.note)
            back = await undo_href(work, occurrence_id)
        return _changed(request, form.model, sentence, done, back, title=done.title)

    @post("/undo")
    async def undo(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        step: FromQuery[int | None] = None,
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            await undo(work, occurrence_id, form.step or step)
        return changed(request, form.back, Toast(_("Taken back.")), "chores", "points", "screen_time")


async def _step(request: AppRequest) -> StepForm:
    """Of a button, which has nothing to fill in: what it does not send, no person sent."""
    form = await read_form(request, StepForm, request.user.language)
    if form.model is None:
        raise Invalid(_("We could not read what was sent."), form.errors)
    return form.model


def said_done(actor: Actor, done: Occurrence) -> str:
    if done.state == State.APPROVED:
        return _("Done: %(title)s.")
    if actor.is_child:
        return _("Well done! Now a parent has a look.")
    return _("Done. It waits for a parent.")


def _changed(
    request: AppRequest,
    form: StepForm,
    sentence: str,
    done: Occurrence,
    back: str,
    *topics: str,
    **values: object,
) -> Answer:
    toast = Toast(sentence, values or {"title": done.title}, back)
    return changed(request, form.back, toast, "chores", *topics)
