"""The chat of one member with the house."""

import json
from collections.abc import AsyncIterator, Sequence

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, ServerSentEvent, ServerSentEventMessage

from appliance.assistant.forms import QuestionTyped
from appliance.assistant.pages.confirmations import way_of
from appliance.assistant.pages.shown import ShownUtterance, shown_conversation
from appliance.assistant.queries.conversations import answer_of, chats_of, turn_of
from appliance.assistant.queries.frames import frame_of, terms_of
from appliance.assistant.queries.moment import moment_of
from appliance.assistant.turn import Assistant, News
from appliance.core.i18n import mark as _
from appliance.core.signals import Signals, has_ended
from appliance.core.work import Office
from appliance.web.api.limits import ask_in_moderation
from appliance.web.api.pages import Row
from appliance.web.forms import Form, read_form
from appliance.web.render import Toast, by_htmx, changed, page, redirect
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

    @get("/{chat_id:int}")
    async def chat(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        chat_id: FromPath[int],
        change: FromQuery[Row] = None,
    ) -> Response[str]:
        return await show_chat(request, office, assistant, chat_id, Form(), rewords=change or 0)

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

    @post("/questions/{question_id:int}/rewording", status_code=200, guards=[ask_in_moderation])
    async def reword(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        question_id: FromPath[int],
    ) -> Page:
        """The last question of a chat, in other words."""
        form = await read_form(request, QuestionTyped, request.user.language)
        async with office.reading(request.user) as look:
            question, _answers = await turn_of(look, question_id)
        chat_id = question.conversation_id
        if form.model is None:
            return await show_chat(request, office, assistant, chat_id, form, 422, question_id)
        await assistant.reword(request.user, question_id, form.model.text, way_of(request))
        return redirect(request, f"/ask/{chat_id}")

    @get("/answers/{answer_id:int}/stream")
    async def stream(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> ServerSentEvent:
        """Pieces of an answer that is being given, as text in JSON; `done` when it lies on the page.

        A page that lost the line says how far it had heard, and is told the rest.
        """
        async with office.reading(request.user) as look:
            await answer_of(look, answer_id)
        heard = request.headers.get("last-event-id", "")
        at = int(heard) if heard.isdecimal() and len(heard) < 10 else 0
        return ServerSentEvent(told(request, assistant.listen(request.user, answer_id, at)))

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

    @post("/answers/{answer_id:int}/retry", status_code=200, guards=[ask_in_moderation])
    async def ask_again(
        self,
        request: AppRequest,
        assistant: NamedDependency[Assistant],
        answer_id: FromPath[int],
    ) -> Page:
        asked = await assistant.ask_again(request.user, answer_id, way_of(request))
        return changed(request, f"/ask/{asked.conversation_id}", Toast(_("Asked again.")), "chat")


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
    heard = str(one.at + len(one.text)) if one.kind == "piece" else None
    return ServerSentEventMessage(event=one.kind, data=json.dumps(facts), id=heard)


async def show_empty(
    request: AppRequest,
    office: Office,
    assistant: Assistant,
    form: Form[QuestionTyped],
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        chats = await chats_of(look, RECENT)
        terms = await terms_of(look)
        now = await moment_of(look)
    return page(
        request,
        "assistant/new.html",
        status,
        form=form,
        chats=chats,
        terms=terms,
        part=now.moment.part,
        words_only=words_only(assistant),
        suggestions=await assistant.suggesting.sentences(request.user, now),
    )


async def show_chat(
    request: AppRequest,
    office: Office,
    assistant: Assistant,
    chat_id: int,
    form: Form[QuestionTyped],
    status: int = 200,
    rewords: int = 0,
) -> Response[str]:
    """`rewords`: the number of the question that is being asked in other words."""
    async with office.reading(request.user) as look:
        frame = await frame_of(look, chat_id)
        said = await shown_conversation(look, assistant, chat_id, request.auth.hold)
    question = asked_anew(said, rewords)
    if question is not None and not form.values and not form.errors:
        form = Form(values={"text": question.text})
    around = {"chat_id": chat_id, "frame": frame, "words_only": words_only(assistant)}
    return page(request, "assistant/chat.html", status, form=form, said=said, rewords=question, **around)


def asked_anew(said: Sequence[ShownUtterance], question_id: int) -> ShownUtterance | None:
    return next((one for one in said if one.mine and one.id == question_id and one.may_change), None)


def words_only(assistant: Assistant) -> bool:
    return assistant.models.ready and not assistant.models.finds_by_meaning
