from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import AfterValidator, Field

from appliance.chores.actions import approve, complete, send_back, undo
from appliance.chores.models import Occurrence
from appliance.chores.policy import may_complete, may_decide, may_take_back, may_undo_completion
from appliance.chores.queries import Duty, chore_named, duty_of
from appliance.chores.rules.pictures import hue_for
from appliance.chores.rules.states import State, is_time
from appliance.chores.rules.words import repeat_words
from appliance.core.errors import Invalid
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Reading
from appliance.household.queries import member_of
from appliance.household.queries.known import everyone_known
from appliance.web.forms import Form, own_path, read_form
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


WEEK = "/chores"


class StepForm(Sent):
    back: Annotated[str, AfterValidator(lambda back: own_path(back, WEEK))] = WEEK
    member: RowId | None = None
    note: str = Field(default="", max_length=200)


class OccurrencePages(Controller):
    path = "/occurrences/{occurrence_id:int}"

    @get()
    async def occurrence(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Response[str]:
        return await show_occurrence(request, office, occurrence_id, Form())

    @post("/completion")
    async def complete(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            done = await complete(work, occurrence_id, form.member)
        sentence = _said_done(request.user, done)
        return _changed(request, form, sentence, done, "points", "screen_time")

    @post("/approval")
    async def approve(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            done = await approve(work, occurrence_id, form.member)
            name = (await member_of(work, done.assignee_id or 0)).name
        paid = (
            counted("Approved. %(name)s gets %(points)s point.", "Approved. %(name)s gets %(points)s points.")
            if done.points
            else _("Approved: %(title)s.")
        )
        values = {"name": name, "points": done.points, "title": done.title}
        return _changed(request, form, paid, done, "points", "screen_time", **values)

    @post("/return")
    async def send_back(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, StepForm, request.user.language)
        if form.model is None:
            return await show_occurrence(request, office, occurrence_id, form, 422)
        async with office.work(request.user) as work:
            done = await send_back(work, occurrence_id, form.model.note)
        return _changed(request, form.model, _("Sent back: %(title)s."), done, title=done.title)

    @post("/undo")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        form = await _step(request)
        async with office.work(request.user) as work:
            await undo(work, occurrence_id)
        return changed(request, form.back, Toast(_("Taken back.")), "chores", "points", "screen_time")


async def show_occurrence(
    request: AppRequest, office: Office, occurrence_id: int, form: Form[StepForm], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        duty = await duty_of(look, occurrence_id)
        people = {member.id: member for member in await everyone_known(look)}
        chore = await chore_named(look, duty.chore_id)
    return page(
        request,
        "chores/occurrence.html",
        status,
        duty=duty,
        people=people,
        repeat=repeat_words(chore.repeat, request.user.language),
        hue=hue_for(duty.picture),
        may=steps_for(look, duty),
        form=form,
    )


def steps_for(look: Reading, duty: Duty) -> dict[str, bool]:
    """Which buttons would work for this viewer now."""
    viewer, decides = look.viewer, may_decide(look.viewer)
    its_day = is_time(duty.day, look.today)
    own = may_complete(viewer, duty.member_id, duty.people) and duty.is_for(viewer.member_id)
    theirs = may_undo_completion(viewer, duty.done_by, duty.member_id)
    by_itself = duty.state is State.APPROVED and duty.approved_by == 0
    return {
        "complete": own and duty.is_to_do and its_day,
        "approve": decides and duty.state is not State.APPROVED and its_day,
        "send_back": decides and duty.state is State.WAITING,
        "undo": (theirs and (duty.state is State.WAITING or by_itself))
        or (duty.state is State.APPROVED and may_take_back(viewer, duty.approved_by))
        or (duty.sent_back and may_take_back(viewer, duty.returned_by)),
    }


async def _step(request: AppRequest) -> StepForm:
    """Of a button, which has nothing to fill in: what it does not send, no person sent."""
    form = await read_form(request, StepForm, request.user.language)
    if form.model is None:
        raise Invalid(_("We could not read what was sent."), form.errors)
    return form.model


def _said_done(actor: Actor, done: Occurrence) -> str:
    if done.state == State.APPROVED:
        return _("Done: %(title)s.")
    if actor.is_child:
        return _("Well done! Now a parent has a look.")
    return _("Done. It waits for a parent.")


def _changed(
    request: AppRequest, form: StepForm, sentence: str, done: Occurrence, *topics: str, **values: object
) -> Answer:
    toast = Toast(sentence, values or {"title": done.title}, f"/occurrences/{done.id}/undo")
    return changed(request, form.back, toast, "chores", *topics)
