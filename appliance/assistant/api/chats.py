"""Chats for programs: one's own, and what parents may see of their children's."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.assistant.actions.chats import delete_all_chats, rename_chat, see_chat
from appliance.assistant.actions.conversations import delete_conversation
from appliance.assistant.actions.readings import read_chat
from appliance.assistant.forms import AllOfThem, TitleTyped
from appliance.assistant.models import Utterance
from appliance.assistant.queries.children import SeenChat, chats_seen, said_openly, whose_chats
from appliance.assistant.queries.conversations import Chat, chats_asked, said_asked
from appliance.assistant.queries.frames import frame_of
from appliance.assistant.rules.privacy import as_parents_read
from appliance.core.i18n import say
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest

Words = Annotated[str, QueryParameter(max_length=80, description="Words that were said in it, or its title")]


class ChatShown(BaseModel):
    """`title` is empty until somebody renames it; `unread`: an answer came that nobody has looked at."""

    id: int
    title: str
    first_words: str
    last_at: datetime
    unread: bool


class ChatDetails(BaseModel):
    """`goes_at`: when it is thrown away. `read_at`: when a parent read it last, `read_by` their name."""

    id: int
    title: str
    last_at: datetime
    unread: bool
    goes_at: datetime | None
    read_at: datetime | None
    read_by: str


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


class ChatTopics(BaseModel):
    """`open`: something of it may be read."""

    id: int
    last_at: datetime
    questions: int
    topics: list[str]
    open: bool


class ChatsApi(Controller):
    path = "/chats"
    tags = ["Assistant"]

    @get(summary="Your chats, the latest first; `q` finds those in which all words were said")
    async def chats(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        q: Words = "",
    ) -> Response[list[ChatShown]]:
        async with office.reading(request.user) as look:
            return listed(request, await chats_asked(look, page, q), _chat)

    @post("/deletion", status_code=204, summary="Delete all your chats; `count`: how many there are")
    async def delete_all(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[AllOfThem]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await delete_all_chats(work, data.count)

    @get("/{chat_id:int}", summary="A chat, without what was said in it")
    async def chat(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> ChatDetails:
        return await _details(request, office, chat_id)

    @patch("/{chat_id:int}", summary="Rename a chat; without a title it is called by its first question")
    async def rename(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        chat_id: FromPath[int],
        data: JSONBody[TitleTyped],
    ) -> ChatDetails:
        async with office.work(request.user, "api") as work:
            await rename_chat(work, chat_id, data.title)
        return await _details(request, office, chat_id)

    @post("/{chat_id:int}/reading", status_code=200, summary="Its answers have been read")
    async def see(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> ChatDetails:
        async with office.work(request.user, "api") as work:
            await see_chat(work, chat_id)
        return await _details(request, office, chat_id)

    @delete("/{chat_id:int}", summary="Delete a chat with all that was said in it")
    async def delete_chat(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await delete_conversation(work, chat_id)

    @get("/{chat_id:int}/said", summary="What was said in a chat, the newest first")
    async def said(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        chat_id: FromPath[int],
    ) -> Response[list[SaidShown]]:
        async with office.reading(request.user) as look:
            return listed(request, await said_asked(look, chat_id, page), _said)


class ChildrensChatsApi(Controller):
    path = "/members/{member_id:int}/chats"
    tags = ["Assistant"]

    @get(summary="When and about what a child asked the house (parents, where the family decided so)")
    async def topics(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member_id: FromPath[int],
    ) -> Response[list[ChatTopics]]:
        async with office.reading(request.user) as look:
            part = await chats_seen(look, await whose_chats(look, member_id), page)
        return listed(request, part, lambda chat: _topics(chat, request.user.language))

    @post(
        "/{chat_id:int}/reading",
        status_code=200,
        summary="Read a child's chat (parents, where the family decided so); the child is shown that you did",
    )
    async def read(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        chat_id: FromPath[int],
    ) -> list[SaidShown]:
        async with office.work(request.user, "api") as work:
            await read_chat(work, member_id, chat_id)
            return [_said(one) for one in as_parents_read(await said_openly(work, chat_id))]


async def _details(request: AppRequest, office: Office, chat_id: int) -> ChatDetails:
    async with office.reading(request.user) as look:
        frame = await frame_of(look, chat_id)
    return ChatDetails(
        id=chat_id,
        title=frame.chat.title,
        last_at=frame.chat.last_at,
        unread=frame.chat.unread,
        goes_at=frame.goes_at,
        read_at=frame.read_at,
        read_by=frame.read_by,
    )


def _chat(chat: Chat) -> ChatShown:
    return ChatShown.model_validate(chat, from_attributes=True)


def _said(said: Utterance) -> SaidShown:
    return SaidShown.model_validate(said, from_attributes=True)


def _topics(chat: SeenChat, language: str) -> ChatTopics:
    topics = [say(language, topic) for topic in chat.topics]
    return ChatTopics(**{**vars(chat), "topics": topics})
