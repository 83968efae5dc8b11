"""How long chats are kept, what parents see of them, and which help lines are named."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.forms import ChatRulesTyped
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.assistant.rules.chats import HELP_LINES
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.queries import children_of
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

HERE = "/settings/chats"
SHOWN = {"keep_days", "parents_see_child", "parents_see_teen", "help_lines"}


class ChatSettings(Controller):
    path = HERE
    guards = [parents_only]

    @get()
    async def show(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await show_rules(request, office)

    @post(status_code=200)
    async def change(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        form = await read_form(request, ChatRulesTyped, request.user.language)
        if form.model is None:
            return await show_rules(request, office, form, 422)
        try:
            async with office.work(request.user, "page") as work:
                await change_chat_rules(work, ChatPlan(**form.model.model_dump()))
        except Invalid as wrong:
            return await show_rules(request, office, form.refuse(wrong, request.user.language), 422)
        saved = say(request.user.language, _("Saved. It counts for what is said from now on."))
        return redirect(request, HERE, ShownToast(saved, None))


async def show_rules(
    request: AppRequest,
    office: Office,
    form: Form[ChatRulesTyped] | Form[BaseModel] | None = None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        rules = await chat_rules_of(look)
        children = await children_of(look)
    return page(
        request,
        "assistant/chat_rules.html",
        status,
        rules=rules,
        children=children,
        own_lines=say(request.user.language, HELP_LINES),
        form=form or filled(rules.model_dump(include=SHOWN)),
    )
