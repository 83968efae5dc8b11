"""What is remembered, by API."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.assistant.actions.forgetting import forget_memory
from appliance.assistant.actions.keeping import confirm_memory, end_memory
from appliance.assistant.actions.memories import change_visibility, correct_memory, save_memory
from appliance.assistant.engine_room import Models
from appliance.assistant.forms import AudienceTyped, CorrectionTyped, EndSent, MemorySent
from appliance.assistant.models import Audience
from appliance.assistant.queries.history import Wording, history_of
from appliance.assistant.queries.memories import (
    Remembered,
    Standing,
    Wanted,
    Whose,
    memories_asked,
    memory_seen,
)
from appliance.assistant.queries.searching import search_memories
from appliance.core.paging import Page, Part
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class MemoryShown(BaseModel):
    """`source`: told, said or guessed; a guess without `confirmed_at` waits for a yes. `fit`: of a search."""

    id: int
    text: str
    owner: str
    visible_to: Audience
    source: str
    told_at: datetime
    expires_at: datetime | None
    confirmed_at: datetime | None
    last_used_at: datetime | None
    fit: str | None = None


class TellingShown(BaseModel):
    """`door`: page, api, ask or demo; empty where nobody noted it. `chat`: only to whoever spoke there."""

    by: str
    at: datetime
    door: str
    chat: int | None


class WordingShown(BaseModel):
    """A wording that was corrected or joined, or the one of today; and who told it."""

    id: int
    text: str
    at: datetime
    told: list[TellingShown]


Wordings = list[WordingShown]


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
        whose: Annotated[Whose | None, QueryParameter()] = None,
        standing: Annotated[Standing, QueryParameter()] = Standing.VALID,
    ) -> Response[list[MemoryShown]]:
        asked, wanted = q.strip(), Wanted(visibility, whose, standing)
        meaning = await models.meaning_of(asked) if asked else None
        async with office.reading(request.user) as look:
            if not asked:
                return listed(request, await memories_asked(look, wanted, page), shown)
            found = await search_memories(look, asked, meaning, page.size, wanted)
        return listed(request, Part(found), shown)

    @post(summary="Save a memory; what you have told before is not kept twice")
    async def save(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        data: JSONBody[MemorySent],
    ) -> MemoryShown:
        meaning = await models.meaning_of(data.text)
        async with office.work(request.user, "api") as work:
            memory = await save_memory(
                work, data.text, visible_to=data.visible_to, meaning=meaning, expires_at=data.expires_at
            )
            return shown(await memory_seen(work, memory.id or 0))

    @get("/{memory_id:int}", summary="One memory")
    async def one(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> MemoryShown:
        async with office.reading(request.user) as look:
            return shown(await memory_seen(look, memory_id))

    @get("/{memory_id:int}/history", summary="Its wordings, the newest first, and who told them")
    async def history(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> Wordings:
        async with office.reading(request.user) as look:
            return [
                worded(one) for one in await history_of(look, (await memory_seen(look, memory_id)).memory)
            ]

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

    @put("/{memory_id:int}/end", summary="Say until when a memory holds")
    async def end(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        memory_id: FromPath[int],
        data: JSONBody[EndSent],
    ) -> MemoryShown:
        async with office.work(request.user, "api") as work:
            await end_memory(work, memory_id, data.expires_at)
            return shown(await memory_seen(work, memory_id))

    @post("/{memory_id:int}/confirmation", status_code=200, summary="Say that a memory of your own is right")
    async def confirm(
        self, request: AppRequest, office: NamedDependency[Office], memory_id: FromPath[int]
    ) -> MemoryShown:
        async with office.work(request.user, "api") as work:
            await confirm_memory(work, memory_id)
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
        confirmed_at=memory.confirmed_at,
        last_used_at=memory.last_used_at,
        fit=found.fit.value if found.fit else None,
    )


def worded(wording: Wording) -> WordingShown:
    memory = wording.memory
    told = [TellingShown.model_validate(one, from_attributes=True) for one in wording.told]
    return WordingShown(id=memory.id or 0, text=memory.text, at=memory.created_at, told=told)
