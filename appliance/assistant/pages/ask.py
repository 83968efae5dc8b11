"""The chat of one member with the house."""

import json
from collections.abc import AsyncIterator

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, ServerSentEvent, ServerSentEventMessage

from appliance.assistant.actions.conversations import delete_conversation
from appliance.assistant.forms import QuestionTyped
from appliance.assistant.pages.confirmations import way_of
from appliance.assistant.pages.shown import shown_conversation
from appliance.assistant.queries.chat_models import chosen_model
from appliance.assistant.queries.conversations import answer_of, chats_of
from appliance.assistant.rules.sayings import suggestions
from appliance.assistant.turn import Assistant, News
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.registry import Registry
from appliance.core.signals import Signals, has_ended
from appliance.core.work import Office
from appliance.household.queries import children_of
from appliance.web.api.limits import ask_in_moderation
from appliance.web.forms import Form, read_form
from appliance.web.render import ShownToast, Toast, by_htmx, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
RECENT = 3  # earlier chats shown below an empty one


class AskPages(Controller):
    path = "/ask"

    @get()
    async def new_chat(
        self, request: AppRequest, office: NamedDependency[Office], assistant: NamedDependency[Assistant]
    ) -> Response[str]:
        return await show_empty(request, office, assistant, Form())

    @post(status_code=200, guards=[ask_in_moderation])
    async def ask_first(
        self, request: AppRequest, office: NamedDependency[Office], assistant: NamedDependency[Assistant]
    ) -> Page:
        form = await read_form(request, QuestionTyped, request.user.language)
        if form.model is None:
            return await show_empty(request, office, assistant, form, 422)
        asked = await assistant.ask(request.user, form.model.text, way=way_of(request))
        return redirect(request, f"/ask/{asked.conversation_id}")

    @get("/chats")
    async def earlier(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            chats = await chats_of(look)
        return page(request, "assistant/chats.html", chats=chats)

    @get("/{chat_id:int}")
    async def chat(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        chat_id: FromPath[int],
    ) -> Response[str]:
        return await show_chat(request, office, assistant, chat_id, Form())

    @post("/{chat_id:int}", status_code=200, guards=[ask_in_moderation])
    async def ask_on(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        chat_id: FromPath[int],
    ) -> Page:
        form = await read_form(request, QuestionTyped, request.user.language)
        if form.model is None:
            return await show_chat(request, office, assistant, chat_id, form, 422)
        await assistant.ask(request.user, form.model.text, chat_id, way_of(request))
        if by_htmx(request):
            return await show_chat(request, office, assistant, chat_id, Form())
        return redirect(request, f"/ask/{chat_id}")

    @post("/{chat_id:int}/deletion", status_code=200)
    async def delete(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await delete_conversation(work, chat_id)
        return redirect(
            request, "/ask/chats", ShownToast(say(request.user.language, _("The chat is deleted.")), None)
        )

    @get("/answers/{answer_id:int}/stream")
    async def stream(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> ServerSentEvent:
        """Pieces of an answer that is being given, as text in JSON; `done` when it lies on the page."""
        async with office.reading(request.user) as look:
            await answer_of(look, answer_id)
        return ServerSentEvent(told(request, assistant.listen(request.user, answer_id)))

    @post("/answers/{answer_id:int}/stop", status_code=200)
    async def stop(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> Page:
        async with office.reading(request.user) as look:
            answer = await answer_of(look, answer_id)
        await assistant.stop(request.user, answer_id)
        return changed(request, f"/ask/{answer.conversation_id}", Toast(_("Stopped.")), "chat")


async def told(request: AppRequest, news: AsyncIterator[News]) -> AsyncIterator[ServerSentEventMessage]:
    """Nothing more once the sign-in has ended."""
    signals: Signals = request.app.state.signals
    with signals.listening(request.user.family_id, str(request.auth.session_id)) as line:
        async for one in news:
            if has_ended(line):
                return
            yield _message(one)


def _message(one: News) -> ServerSentEventMessage:
    if one.kind == "silence":
        return ServerSentEventMessage(comment="still here")
    facts = {"text": one.text, "at": one.at, "position": one.position}
    return ServerSentEventMessage(event=one.kind, data=json.dumps(facts))


async def show_empty(
    request: AppRequest,
    office: Office,
    assistant: Assistant,
    form: Form[QuestionTyped],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        chats = await chats_of(look, RECENT)
        chosen = await chosen_model(look)
        children = await children_of(look) if request.user.cares else []
    return page(
        request,
        "assistant/new.html",
        status,
        form=form,
        chats=chats,
        chat_model=chosen,
        words_only=words_only(assistant),
        suggestions=suggested(request, children[0].name if children else ""),
    )


async def show_chat(
    request: AppRequest,
    office: Office,
    assistant: Assistant,
    chat_id: int,
    form: Form[QuestionTyped],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        said = await shown_conversation(look, assistant, chat_id, request.auth.hold)
    return page(
        request,
        "assistant/chat.html",
        status,
        form=form,
        chat_id=chat_id,
        said=said,
        words_only=words_only(assistant),
    )


def words_only(assistant: Assistant) -> bool:
    return assistant.models.ready and not assistant.models.finds_by_meaning


def suggested(request: AppRequest, child: str) -> list[str]:
    registry: Registry = request.app.state.registry
    tools = {tool.name for tool in registry.for_role(request.user.role)}
    chosen = suggestions(request.user.role, tools, child)
    return [say(request.user.language, sentence, child=child) for sentence in chosen]
