"""Pairs of memories, the pause, the file of memories and erasing them, by API."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.assistant.actions.forgetting import erase_mine
from appliance.assistant.actions.keeping import pause_remembering, resume_remembering
from appliance.assistant.actions.pairs import join_pair, part_pair
from appliance.assistant.api.memories import MemoryShown, shown
from appliance.assistant.forms import ErasureTyped, KeptTyped
from appliance.assistant.queries.export import ExportedMemory, Scope, exported
from appliance.assistant.queries.memories import memory_seen
from appliance.assistant.queries.overview import overview_of
from appliance.assistant.queries.pairs import Two, pairs_open
from appliance.core.work import Office
from appliance.web.request import AppRequest


class PairShown(BaseModel):
    """`likeness`: near, they say nearly the same; contrary, different things about the same."""

    id: int
    likeness: str
    newer: int
    newer_text: str
    older: int
    older_text: str


class KeepingShown(BaseModel):
    """`paused_since` null: what you tell is remembered. `mine`: how many memories are yours."""

    paused_since: datetime | None
    mine: int
    all: int


class ErasedShown(BaseModel):
    erased: int


class MemoryKeepingApi(Controller):
    path = "/memories"
    tags = ["Memories"]

    @get("/pairs", summary="Pairs of your memories of which perhaps one should stay")
    async def pairs(self, request: AppRequest, office: NamedDependency[Office]) -> list[PairShown]:
        async with office.reading(request.user) as look:
            return [paired(two) for two in await pairs_open(look, 50)]

    @post(
        "/pairs/{pair_id:int}/joining",
        status_code=200,
        summary="Keep one of a pair; the other is its history",
    )
    async def join(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        pair_id: FromPath[int],
        data: JSONBody[KeptTyped],
    ) -> MemoryShown:
        async with office.work(request.user, "api") as work:
            kept = await join_pair(work, pair_id, data.keep)
            return shown(await memory_seen(work, kept.id or 0))

    @post("/pairs/{pair_id:int}/parting", status_code=204, summary="Keep both of a pair")
    async def part(
        self, request: AppRequest, office: NamedDependency[Office], pair_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await part_pair(work, pair_id)

    @get("/keeping", summary="Whether what you tell is remembered, and how much is")
    async def keeping(self, request: AppRequest, office: NamedDependency[Office]) -> KeepingShown:
        async with office.reading(request.user) as look:
            return KeepingShown.model_validate(await overview_of(look, ""), from_attributes=True)

    @put("/pause", status_code=204, summary="Remember nothing new that you tell")
    async def pause(self, request: AppRequest, office: NamedDependency[Office]) -> None:
        async with office.work(request.user, "api") as work:
            await pause_remembering(work)

    @delete("/pause", summary="Remember again what you tell")
    async def resume(self, request: AppRequest, office: NamedDependency[Office]) -> None:
        async with office.work(request.user, "api") as work:
            await resume_remembering(work)

    @get("/export", summary="Your memories with their history; the family's, for an owner")
    async def export(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        of: Annotated[Scope, QueryParameter()] = Scope.MINE,
    ) -> list[ExportedMemory]:
        async with office.reading(request.user) as look:
            return await exported(look, of)

    @post("/erasure", status_code=200, summary="Forget all that you told; `count` is how many that are")
    async def erase(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[ErasureTyped]
    ) -> ErasedShown:
        async with office.work(request.user, "api") as work:
            return ErasedShown(erased=await erase_mine(work, data.count))


def paired(two: Two) -> PairShown:
    return PairShown(
        id=two.id,
        likeness=two.pair.likeness,
        newer=two.newer.id or 0,
        newer_text=two.newer.text,
        older=two.older.id or 0,
        older_text=two.older.text,
    )
