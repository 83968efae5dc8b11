"""What is remembered, by API."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
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
from appliance.assistant.queries.memories import Remembered, memories_asked, memory_seen, search_memories
from appliance.core.paging import Page, Part
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class MemoryShown(BaseModel):
    id: int
    text: str
    owner: str
    visible_to: Audience
    source: str
    told_at: datetime
    expires_at: datetime | None


class MemoryApi(Controller):
    path = "/memories"
    tags = ["Memories"]

    @get(summary="Memories that you may see, newest first; with `q` the best matches alone, on one page")
    async def list(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        page: NamedDependency[Page],
        q: Annotated[str, QueryParameter(max_length=200)] = "",
        visibility: Annotated[Audience | None, QueryParameter()] = None,
    ) -> Response[list[MemoryShown]]:
        wanted = q.strip()
        meaning = await models.meaning_of(wanted) if wanted else None
        async with office.reading(request.user) as look:
            if not wanted:
                return listed(request, await memories_asked(look, visibility, page), shown)
            found = await search_memories(look, wanted, meaning, page.size)
        best = [one for one in found if visibility in (None, one.memory.visible_to)]
        return listed(request, Part(best), shown)

    @post(summary="Save a memory")
    async def save(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        data: JSONBody[MemoryTyped],
    ) -> MemoryShown:
        meaning = await models.meaning_of(data.text)
        async with office.work(request.user, "api") as work:
            memory = await save_memory(work, data.text, visible_to=data.visible_to, meaning=meaning)
            return shown(await memory_seen(work, memory.id or 0))

    @get("/{memory_id:int}", summary="One memory")
    async def one(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> MemoryShown:
        async with office.reading(request.user) as look:
            return shown(await memory_seen(look, memory_id))

    @put("/{memory_id:int}", summary="Correct a memory: it gets a new id")
    async def correct(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        memory_id: FromPath[int],
        data: JSONBody[CorrectionTyped],
    ) -> MemoryShown:
        meaning = await models.meaning_of(data.text)
        async with office.work(request.user, "api") as work:
            memory = await correct_memory(work, memory_id, data.text, meaning=meaning)
            return shown(await memory_seen(work, memory.id or 0))

    @put("/{memory_id:int}/visibility", summary="Choose who may see a memory of your own")
    async def show_to(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        memory_id: FromPath[int],
        data: JSONBody[AudienceTyped],
    ) -> MemoryShown:
        async with office.work(request.user, "api") as work:
            await change_visibility(work, memory_id, data.visible_to)
            return shown(await memory_seen(work, memory_id))

    @delete("/{memory_id:int}", summary="Forget a memory, with all its earlier wordings")
    async def forget(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await forget_memory(work, memory_id)


def shown(found: Remembered) -> MemoryShown:
    memory = found.memory
    return MemoryShown(
        id=found.id,
        text=memory.text,
        owner=found.owner.name,
        visible_to=Audience(memory.visible_to),
        source=memory.source,
        told_at=memory.created_at,
        expires_at=memory.expires_at,
    )
