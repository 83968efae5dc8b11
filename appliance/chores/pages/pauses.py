from typing import Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import Field

from appliance.chores.actions import PausePlan, begin_pause, change_pause, end_pause
from appliance.chores.forms import Start
from appliance.chores.queries.pauses import pause_of, pauses_of
from appliance.core.errors import Invalid
from appliance.core.forms import RowId, Sent
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Role
from appliance.core.work import Office
from appliance.household.queries import members_of
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
PAUSES = "/chores/pauses"


class PauseForm(Sent):
    """`member` empty: everyone. `last` empty: until somebody ends it."""

    member: RowId | None = None
    kind: Literal["holiday", "sick", "away"]
    first: Start
    last: Start | None = None
    note: str = Field(default="", max_length=200)

    def plan(self) -> PausePlan:
        return PausePlan(self.kind, self.first, self.last, self.member, self.note)


class LastDaySent(Sent):
    last: Start | None = None


class PausePages(Controller):
    """Holiday, sickness, a week at grandma's: parents only."""

    path = PAUSES
    guards = [parents_only]

    @get()
    async def pauses(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        today = request.user.today(office.clock()).isoformat()
        return await _page(request, office, filled({"member": "", "kind": "holiday", "first": today}))

    @post()
    async def begin(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, PauseForm, request.user.language)
        if form.model is None:
            return await _page(request, office, form, 422)
        try:
            async with office.work(request.user) as work:
                await begin_pause(work, form.model.plan())
        except Invalid as refusal:
            return await _page(request, office, form.refuse(refusal, request.user.language), 422)
        sentence = _("The pause is noted. Nothing is due on its days.")
        return redirect(request, PAUSES, ShownToast(say(request.user.language, sentence), None))

    @get("/{pause_id:int}")
    async def pause(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            seen = await pause_of(look, pause_id)
        return await _one(request, office, pause_id, filled({"last": seen.last}))

    @post("/{pause_id:int}")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, LastDaySent, request.user.language)
        if form.model is None:
            return await _one(request, office, pause_id, form, 422)
        try:
            async with office.work(request.user) as work:
                await change_pause(work, pause_id, form.model.last)
        except Invalid as refusal:
            return await _one(request, office, pause_id, form.refuse(refusal, request.user.language), 422)
        sentence = _("Saved. What is due follows the pause.")
        return redirect(request, PAUSES, ShownToast(say(request.user.language, sentence), None))

    @post("/{pause_id:int}/end")
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], pause_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await end_pause(work, pause_id)
        toast = Toast(_("The pause is over. What is still to come is back."))
        return changed(request, PAUSES, toast, "chores")


async def _page(
    request: AppRequest,
    office: Office,
    form: Form,  # type: ignore[type-arg]
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        pauses = await pauses_of(look)
        members = await members_of(look)
    return page(
        request,
        "chores/pauses.html",
        status,
        form=form,
        pauses=pauses,
        people={member.id: member for member in members},
        at_home=[member for member in members if member.role != Role.GUEST],
    )


async def _one(
    request: AppRequest,
    office: Office,
    pause_id: int,
    form: Form,  # type: ignore[type-arg]
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        pause = await pause_of(look, pause_id)
        people = {member.id: member for member in await members_of(look)}
    return page(request, "chores/pause.html", status, form=form, pause=pause, people=people)
