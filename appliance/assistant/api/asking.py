"""Asking the assistant by API, and what was said before."""

from datetime import datetime

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.assistant.actions.conversations import delete_conversation
from appliance.assistant.forms import QuestionSent
from appliance.assistant.models import Utterance
from appliance.assistant.queries.confirmations import confirmation_at, further_answers
from appliance.assistant.queries.conversations import Chat, answer_of, chats_asked, said_asked
from appliance.assistant.turn import Assistant, Way
from appliance.core.paging import Page
from appliance.core.work import Office, Reading
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class ChoiceShown(BaseModel):
    """One of two or three readings: tap it by its number."""

    number: int
    text: str
    tool: str
    args: dict[str, str | int]


class AnswerShown(BaseModel):
    """`state` waiting: a chat model is still answering; ask again for this answer by its id.

    `missing`: what is asked for, to be said next. `confirmation`: what waits for a yes by its number.
    `further`: answers to further commands of the same sentence, each by its number.
    """

    id: int
    chat: int
    state: str
    text: str
    lines: list[str]
    by: str
    tool: str
    memories_used: list[int]
    about: int | None = None
    choices: list[ChoiceShown] = []
    missing: str = ""
    confirmation: int | None = None
    further: list[int] = []


class ChatShown(BaseModel):
    id: int
    first_words: str
    last_at: datetime


class SaidShown(BaseModel):
    """`speaker`: member or assistant. A text that rested on a forgotten memory is empty."""

    id: int
    speaker: str
    text: str
    lines: list[str]
    state: str
    by: str
    tool: str
    at: datetime


class AskApi(Controller):
    path = "/ask"
    tags = ["Assistant"]

    @post(summary="Ask or tell the assistant something; it acts with your rights")
    async def ask(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        data: JSONBody[QuestionSent],
    ) -> AnswerShown:
        asked = await assistant.ask(request.user, data.text, data.chat, way_of(request))
        async with office.reading(request.user) as look:
            return await answer_shown(look, asked.answer_id)

    @get("/answers/{answer_id:int}", summary="An answer, as far as it is given")
    async def answer(
        self, request: AppRequest, office: NamedDependency[Office], answer_id: FromPath[int]
    ) -> AnswerShown:
        async with office.reading(request.user) as look:
            return await answer_shown(look, answer_id)

    @post("/answers/{answer_id:int}/stop", status_code=200, summary="Stop an answer that is being given")
    async def stop(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> AnswerShown:
        async with office.reading(request.user) as look:
            await answer_of(look, answer_id)
        await assistant.stop(request.user, answer_id)
        async with office.reading(request.user) as look:
            return await answer_shown(look, answer_id)

    @get("/chats", summary="Your chats, the latest first")
    async def chats(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[ChatShown]]:
        async with office.reading(request.user) as look:
            return listed(request, await chats_asked(look, page), _chat)

    @get("/chats/{chat_id:int}", summary="What was said in a chat, the newest first")
    async def chat(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        chat_id: FromPath[int],
    ) -> Response[list[SaidShown]]:
        async with office.reading(request.user) as look:
            return listed(request, await said_asked(look, chat_id, page), _said)

    @delete("/chats/{chat_id:int}", summary="Delete a chat with all that was said in it")
    async def delete_chat(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await delete_conversation(work, chat_id)


def way_of(request: AppRequest) -> Way:
    return Way("api", request.auth.hold)


async def answer_shown(look: Reading, answer_id: int) -> AnswerShown:
    answer = await answer_of(look, answer_id)
    return AnswerShown(
        id=answer_id,
        chat=answer.conversation_id,
        state=answer.state,
        text=answer.text,
        lines=answer.lines,
        by=answer.by,
        tool=answer.tool,
        memories_used=answer.used,
        about=answer.about_id,
        choices=_choices(answer),
        missing=str(answer.asks.get("missing", "")),
        confirmation=await confirmation_at(look, answer_id),
        further=await further_answers(look, answer),
    )


def _choices(answer: Utterance) -> list[ChoiceShown]:
    """None once one of them is taken."""
    found = answer.asks.get("choices")
    if not isinstance(found, list) or answer.chosen:
        return []
    return [ChoiceShown.model_validate({"number": at, **one}) for at, one in enumerate(found, 1)]


def _chat(chat: Chat) -> ChatShown:
    return ChatShown.model_validate(chat, from_attributes=True)


def _said(said: Utterance) -> SaidShown:
    return SaidShown.model_validate(said, from_attributes=True)
