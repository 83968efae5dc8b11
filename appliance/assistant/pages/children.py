"""What parents see of their children's chats, where the family decided that they see something."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.assistant.actions.readings import read_chat
from appliance.assistant.pages.shown import ShownUtterance, as_parents_see
from appliance.assistant.queries.children import (
    chats_seen,
    open_chat_of,
    read_lately,
    said_openly,
    whose_chats,
)
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import After
from appliance.web.render import page, redirect
from appliance.web.request import AppRequest


class ChildrensChats(Controller):
    path = "/family/members/{member_id:int}/chats"

    @get()
    async def topics(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        after: After = "",
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            whose = await whose_chats(look, member_id)
            part = await chats_seen(look, whose, Page(after=after))
        return page(
            request, "assistant/childs_chats.html", whose=whose, chats=part.rows, after=after, older=part.next
        )

    @get("/{chat_id:int}")
    async def chat(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        chat_id: FromPath[int],
    ) -> Response[str]:
        """Its words only after the button was pressed."""
        said: list[ShownUtterance] = []
        async with office.reading(request.user) as look:
            whose, chat = await open_chat_of(look, member_id, chat_id)
            opened = await read_lately(look, chat_id)
            if opened:
                said = as_parents_see(await said_openly(look, chat_id))
        return page(
            request, "assistant/childs_chat.html", member=whose.member, chat=chat, opened=opened, said=said
        )

    @post("/{chat_id:int}/reading", status_code=200)
    async def read(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        chat_id: FromPath[int],
    ) -> Response[str] | Redirect:
        async with office.work(request.user, "page") as work:
            await read_chat(work, member_id, chat_id)
        return redirect(request, f"/family/members/{member_id}/chats/{chat_id}")
