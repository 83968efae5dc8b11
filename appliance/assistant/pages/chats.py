"""One's own chats: by day, found by words, renamed, deleted one or all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from appliance.assistant.actions.chats import delete_all_chats, rename_chat, see_chat
from appliance.assistant.actions.conversations import delete_conversation
from appliance.assistant.forms import AllOfThem, TitleTyped
from appliance.assistant.models import ChatRules
from appliance.assistant.queries.conversations import Chat, chats_asked, conversation_of, count_of_chats
from appliance.assistant.queries.frames import terms_of
from appliance.assistant.rules.chats import goes_at
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import After
from appliance.web.forms import Form, filled, read_form
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
Words = Annotated[str, QueryParameter(max_length=80)]
ON_A_PAGE = 30
SOON = timedelta(days=31)


class ChatPages(Controller):
    path = "/ask"

    @get("/chats")
    async def earlier(
        self, request: AppRequest, office: NamedDependency[Office], q: Words = "", after: After = ""
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            part = await chats_asked(look, Page(ON_A_PAGE, after), q)
            terms = await terms_of(look)
        local = request.user.local
        days = groupby(part.rows, lambda chat: local(chat.last_at).date())
        return page(
            request,
            "assistant/chats.html",
            days=[(day, list(chats)) for day, chats in days],
            goes=soon_gone(terms.rules, part.rows, office.clock()),
            terms=terms,
            form=filled({"q": q}),
            q=q.strip(),
            after=after,
            older=part.next,
        )

    @get("/chats/deletion")
    async def ask_to_delete_all(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await _deletion_page(request, office, Form())

    @post("/chats/deletion", status_code=200)
    async def delete_all(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, AllOfThem, request.user.language)
        if form.model is None:
            return await _deletion_page(request, office, form, 422)
        async with office.work(request.user, "page") as work:
            await delete_all_chats(work, form.model.count)
        return redirect(request, "/ask/chats", told(request, _("All your chats are deleted.")))

    @get("/{chat_id:int}/title")
    async def ask_for_title(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            chat = await conversation_of(look, chat_id)
        return _title_page(request, chat_id, Form(values={"title": chat.title}))

    @post("/{chat_id:int}/title", status_code=200)
    async def rename(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> Answer:
        async with office.reading(request.user) as look:
            await conversation_of(look, chat_id)
        form = await read_form(request, TitleTyped, request.user.language)
        if form.model is None:
            return _title_page(request, chat_id, form, 422)
        async with office.work(request.user, "page") as work:
            await rename_chat(work, chat_id, form.model.title)
        return redirect(request, f"/ask/{chat_id}", told(request, _("Saved.")))

    @post("/{chat_id:int}/reading", status_code=200)
    async def see(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> Answer:
        """Its answers have been read: sent by the open page, or by hand where no scripts run."""
        async with office.work(request.user, "page") as work:
            await see_chat(work, chat_id)
        return changed(request, f"/ask/{chat_id}", Toast(_("Read.")), "chat")

    @post("/{chat_id:int}/deletion", status_code=200)
    async def delete(
        self, request: AppRequest, office: NamedDependency[Office], chat_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user, "page") as work:
            await delete_conversation(work, chat_id)
        return redirect(request, "/ask/chats", told(request, _("The chat is deleted.")))


def soon_gone(rules: ChatRules, chats: Sequence[Chat], now: datetime) -> dict[int, datetime]:
    """Of those that go within a month, when they do."""
    days = {chat.id: goes_at(rules, chat.last_at) for chat in chats}
    return {chat: day for chat, day in days.items() if day is not None and day < now + SOON}


async def _deletion_page(
    request: AppRequest, office: Office, form: Form[AllOfThem], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        count = await count_of_chats(look)
    return page(request, "assistant/chats_deletion.html", status, count=count, form=form)


def _title_page(
    request: AppRequest, chat_id: int, form: Form[TitleTyped], status: int = 200
) -> Response[str]:
    return page(request, "assistant/title.html", status, chat_id=chat_id, form=form)


def told(request: AppRequest, sentence: str) -> ShownToast:
    return ShownToast(say(request.user.language, sentence), None)
