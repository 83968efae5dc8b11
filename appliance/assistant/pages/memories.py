"""What the family told: to see, to find, to correct and to forget."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.assistant.actions.memories import (
    change_visibility,
    correct_memory,
    forget_memory,
    save_memory,
)
from appliance.assistant.engine_room import Models
from appliance.assistant.forms import AudienceTyped, CorrectionTyped, MemoryTyped
from appliance.assistant.models import Audience
from appliance.assistant.policy import may_change_memory, may_show_memory_to
from appliance.assistant.queries.memories import memories_seen, memory_seen, search_memories
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.web.forms import Form, filled, read_form
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
MOST = 30  # of a search


class MemoryPages(Controller):
    path = "/memories"

    @get()
    async def all(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        q: FromQuery[str] = "",
    ) -> Response[str]:
        return await show_all(
            request, office, models, filled({"visible_to": Audience.PRIVATE.value}), q.strip()[:200]
        )

    @post(status_code=200)
    async def save(
        self, request: AppRequest, office: NamedDependency[Office], models: NamedDependency[Models]
    ) -> Page:
        form = await read_form(request, MemoryTyped, request.user.language)
        if form.model is None:
            return await show_all(request, office, models, form, status=422)
        sent = form.model
        meaning = await models.meaning_of(sent.text)
        try:
            async with office.work(request.user, "page") as work:
                await save_memory(work, sent.text, visible_to=sent.visible_to, meaning=meaning)
        except Invalid as wrong:
            refused = form.refuse(wrong, request.user.language)
            return await show_all(request, office, models, refused, status=422)
        return redirect(request, "/memories", told(request, _("I will remember that.")))

    @get("/{memory_id:int}")
    async def one(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Response[str]:
        return await show_one(request, office, memory_id)

    @post("/{memory_id:int}/correction", status_code=200)
    async def correct(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        memory_id: FromPath[int],
    ) -> Page:
        form = await read_form(request, CorrectionTyped, request.user.language)
        if form.model is None:
            return await show_one(request, office, memory_id, form, 422)
        meaning = await models.meaning_of(form.model.text)
        async with office.work(request.user, "page") as work:
            memory = await correct_memory(work, memory_id, form.model.text, meaning=meaning)
        return redirect(request, f"/memories/{memory.id}", told(request, _("Corrected.")))

    @post("/{memory_id:int}/visibility", status_code=200)
    async def show_to(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, AudienceTyped, request.user.language)
        if form.model is None:
            return await show_one(request, office, memory_id, status=422, seen_form=form)
        async with office.work(request.user, "page") as work:
            await change_visibility(work, memory_id, form.model.visible_to)
        return redirect(request, f"/memories/{memory_id}", told(request, _("Saved.")))

    @get("/{memory_id:int}/forgetting")
    async def ask_to_forget(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            found = await memory_seen(look, memory_id)
        return page(
            request,
            "assistant/forget.html",
            found=found,
            may_forget=may_change_memory(request.user, found.memory),
        )

    @post("/{memory_id:int}/forgetting", status_code=200)
    async def forget(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await forget_memory(work, memory_id)
        return changed(request, "/memories", Toast(_("Forgotten.")), "memory")


async def show_all(
    request: AppRequest,
    office: Office,
    models: Models,
    form: Form[MemoryTyped] | Form[BaseModel],
    wanted: str = "",
    status: int = 200,
) -> Response[str]:
    meaning = await models.meaning_of(wanted) if wanted else None
    async with office.reading(request.user) as look:
        found = await search_memories(look, wanted, meaning, MOST) if wanted else await memories_seen(look)
    me = request.user.member_id
    return page(
        request,
        "assistant/memories.html",
        status,
        form=form,
        wanted=wanted,
        found=found,
        mine=[one for one in found if one.memory.owner_id == me],
        shared=[one for one in found if one.memory.owner_id != me],
        words_only=models.ready and not models.finds_by_meaning,
    )


async def show_one(
    request: AppRequest,
    office: Office,
    memory_id: int,
    form: Form[CorrectionTyped] | None = None,
    status: int = 200,
    seen_form: Form[AudienceTyped] | None = None,
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await memory_seen(look, memory_id)
    memory = found.memory
    return page(
        request,
        "assistant/memory.html",
        status,
        found=found,
        form=form or filled({"text": memory.text}),
        seen_form=seen_form or filled({"visible_to": memory.visible_to}),
        may_change=may_change_memory(request.user, memory),
        may_show=may_show_memory_to(request.user, memory),
    )


def told(request: AppRequest, sentence: str) -> ShownToast:
    return ShownToast(say(request.user.language, sentence), None)
