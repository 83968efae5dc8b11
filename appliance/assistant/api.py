"""Memories and questions for other programs of the house."""

from datetime import datetime

from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from pydantic import BaseModel

from appliance.assistant.actions.memories import (
    change_visibility,
    correct_memory,
    forget_memory,
    save_memory,
)
from appliance.assistant.engine_room import Models
from appliance.assistant.forms import AudienceSent, CorrectionSent, MemorySent, QuestionSent
from appliance.assistant.models import Audience, Utterance
from appliance.assistant.queries.conversations import answer_of
from appliance.assistant.queries.memories import Remembered, memories_seen, memory_seen, search_memories
from appliance.assistant.turn import Assistant
from appliance.core.work import Office
from appliance.web.request import AppRequest


class MemoryShown(BaseModel):
    id: int
    text: str
    owner: str
    visible_to: Audience
    source: str
    told_at: datetime
    expires_at: datetime | None


class AnswerShown(BaseModel):
    """`state` waiting: a chat model is still answering; ask again for this answer by its id."""

    id: int
    chat: int
    state: str
    text: str
    lines: list[str]
    by: str
    tool: str
    memories_used: list[int]


class MemoryApi(Controller):
    path = "/memories"
    tags = ["memories"]

    @get(summary="Memories that you may see; with `q` the best matches first")
    async def list(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        q: FromQuery[str] = "",
    ) -> list[MemoryShown]:
        wanted = q.strip()[:200]
        meaning = await models.meaning_of(wanted) if wanted else None
        async with office.reading(request.user) as look:
            found = await search_memories(look, wanted, meaning, 30) if wanted else await memories_seen(look)
        return [shown(one) for one in found]

    @post(summary="Save a memory")
    async def save(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        models: NamedDependency[Models],
        data: JSONBody[MemorySent],
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
        data: JSONBody[CorrectionSent],
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
        data: JSONBody[AudienceSent],
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


class AskApi(Controller):
    path = "/ask"
    tags = ["ask"]

    @post(summary="Ask or tell the assistant something; it acts with your rights")
    async def ask(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        data: JSONBody[QuestionSent],
    ) -> AnswerShown:
        asked = await assistant.ask(request.user, data.text, data.chat)
        async with office.reading(request.user) as look:
            return answered(await answer_of(look, asked.answer_id))

    @get("/answers/{answer_id:int}", summary="An answer, as far as it is given")
    async def answer(
        self, request: AppRequest, office: NamedDependency[Office], answer_id: FromPath[int]
    ) -> AnswerShown:
        async with office.reading(request.user) as look:
            return answered(await answer_of(look, answer_id))


API = (MemoryApi, AskApi)


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


def answered(answer: Utterance) -> AnswerShown:
    return AnswerShown(
        id=answer.id or 0,
        chat=answer.conversation_id,
        state=answer.state,
        text=answer.text,
        lines=answer.lines,
        by=answer.by,
        tool=answer.tool,
        memories_used=answer.used,
    )
