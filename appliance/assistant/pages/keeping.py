"""Whether anything is remembered, pairs to decide about, and all of one's own: to take along or to erase."""

from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from appliance.assistant.actions.forgetting import erase_mine
from appliance.assistant.actions.keeping import pause_remembering, resume_remembering
from appliance.assistant.actions.pairs import join_pair, part_pair
from appliance.assistant.forms import ErasureTyped, KeptTyped
from appliance.assistant.pages.exported import Kind, as_file
from appliance.assistant.pages.memories import told
from appliance.assistant.policy import may_save_memory
from appliance.assistant.queries.export import Scope, exported
from appliance.assistant.queries.overview import overview_of
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.web.forms import read_form
from appliance.web.render import Toast, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
KEEPING = "/memories/keeping"


class MemoryKeeping(Controller):
    path = "/memories"

    @get("/keeping")
    async def keeping(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            overview = await overview_of(look, "")
        may = may_save_memory(request.user)
        return page(request, "assistant/keeping.html", overview=overview, may_save=may)

    @post("/pause", status_code=200)
    async def pause(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        async with office.work(request.user, "page") as work:
            await pause_remembering(work)
        return changed(request, KEEPING, Toast(_("Nothing new that you tell is remembered.")), "memory")

    @post("/pause/end", status_code=200)
    async def resume(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        async with office.work(request.user, "page") as work:
            await resume_remembering(work)
        return changed(request, KEEPING, Toast(_("I remember again what you tell me.")), "memory")

    @post("/pairs/{pair_id:int}/joining", status_code=200)
    async def join(
        self, request: AppRequest, office: NamedDependency[Office], pair_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, KeptTyped, request.user.language)
        if form.model is None:
            raise Invalid(_("Choose one of the two."), {"keep": _("Choose one of the two.")})
        async with office.work(request.user, "page") as work:
            kept = await join_pair(work, pair_id, form.model.keep)
        where = f"/memories/{kept.id}"
        return redirect(request, where, told(request, _("Only this one is left. The other is its history.")))

    @post("/pairs/{pair_id:int}/parting", status_code=200)
    async def part(
        self, request: AppRequest, office: NamedDependency[Office], pair_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await part_pair(work, pair_id)
        return changed(request, "/memories", Toast(_("Both stay.")), "memory")

    @get("/export")
    async def export(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        kind: Annotated[Kind, QueryParameter()] = Kind.TEXT,
        of: Annotated[Scope, QueryParameter()] = Scope.MINE,
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            rows = await exported(look, of)
        return as_file(rows, kind, request.user)

    @get("/erasure")
    async def ask_to_erase(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            overview = await overview_of(look, "")
        return page(request, "assistant/erase.html", overview=overview)

    @post("/erasure", status_code=200)
    async def erase(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        form = await read_form(request, ErasureTyped, request.user.language)
        if form.model is None:
            raise Invalid(_("Please look again before you erase them."))
        async with office.work(request.user, "page") as work:
            await erase_mine(work, form.model.count)
        return redirect(request, "/memories", told(request, _("All that you told me is erased.")))
