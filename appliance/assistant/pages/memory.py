"""One memory: where it comes from, to correct, to limit, to show to others and to forget."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.assistant.actions.forgetting import forget_memory
from appliance.assistant.actions.keeping import confirm_memory, end_memory, end_of
from appliance.assistant.actions.memories import change_visibility, correct_memory
from appliance.assistant.engine_room import Models
from appliance.assistant.forms import AudienceTyped, CorrectionTyped, EndTyped
from appliance.assistant.models import Memory
from appliance.assistant.pages.memories import renamed, told
from appliance.assistant.policy import may_change_memory, may_show_memory_to
from appliance.assistant.queries.history import history_of
from appliance.assistant.queries.memories import memory_seen
from appliance.assistant.queries.pairs import pairs_open
from appliance.assistant.rules.ageing import days_unused, is_over, last_day
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.work import Office, Reading
from appliance.web.forms import Form, filled, read_form
from appliance.web.render import Toast, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect


class OneMemory(Controller):
    path = "/memories/{memory_id:int}"

    @get()
    async def one(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Response[str]:
        return await show_one(request, office, memory_id)

    @post("/correction", status_code=200)
    async def correct(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        memory_id: FromPath[int],
    ) -> Page:
        form = await read_form(request, CorrectionTyped, request.user.language)
        if form.model is None:
            return await show_one(request, office, memory_id, form=form, status=422)
        meaning = await models.meaning_of(form.model.text)
        async with office.work(request.user, "page") as work:
            memory = await correct_memory(work, memory_id, form.model.text, meaning=meaning)
        return redirect(request, f"/memories/{memory.id}", told(request, _("Corrected.")))

    @post("/visibility", status_code=200)
    async def show_to(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, AudienceTyped, request.user.language)
        if form.model is None:
            return await show_one(request, office, memory_id, seen_form=form, status=422)
        async with office.work(request.user, "page") as work:
            await change_visibility(work, memory_id, form.model.visible_to)
        return redirect(request, f"/memories/{memory_id}", told(request, _("Saved.")))

    @post("/end", status_code=200)
    async def end(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, EndTyped, request.user.language)
        if form.model is None:
            return await show_one(request, office, memory_id, end_form=form, status=422)
        until = form.model.until
        try:
            async with office.work(request.user, "page") as work:
                await end_memory(work, memory_id, end_of(until, request.user) if until else None)
        except Invalid as wrong:
            refused = form.refuse(Invalid(wrong.sentence, renamed(wrong)), request.user.language)
            return await show_one(request, office, memory_id, end_form=refused, status=422)
        return redirect(request, f"/memories/{memory_id}", told(request, _("Saved.")))

    @post("/confirmation", status_code=200)
    async def confirm(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await confirm_memory(work, memory_id)
        return changed(request, "/memories", Toast(_("Good. I go on remembering it.")), "memory")

    @get("/forgetting")
    async def ask_to_forget(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            found = await memory_seen(look, memory_id)
        may = may_change_memory(request.user, found.memory)
        return page(request, "assistant/forget.html", found=found, may_forget=may)

    @post("/forgetting", status_code=200)
    async def forget(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await forget_memory(work, memory_id)
        return changed(request, "/memories", Toast(_("Forgotten.")), "memory")


async def show_one(
    request: AppRequest,
    office: Office,
    memory_id: int,
    *,
    form: Form[CorrectionTyped] | None = None,
    seen_form: Form[AudienceTyped] | None = None,
    end_form: Form[EndTyped] | None = None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await memory_seen(look, memory_id)
        shown = await _besides(look, found.memory)
    last = last_day(found.memory, request.user.zone)
    shown |= {
        "found": found,
        "last_day": last,
        "form": form or filled({"text": found.memory.text}),
        "seen_form": seen_form or filled({"visible_to": found.memory.visible_to}),
        "end_form": end_form or filled({"until": last.isoformat() if last else ""}),
    }
    return page(request, "assistant/memory.html", status, **shown)


async def _besides(look: Reading, memory: Memory) -> dict[str, object]:
    return {
        "wordings": await history_of(look, memory),
        "pairs": await pairs_open(look, 3, memory.id),
        "over": is_over(memory, look.now),
        "unused": days_unused(memory, look.now),
        "may_change": may_change_memory(look.viewer, memory),
        "may_show": may_show_memory_to(look.viewer, memory),
    }
