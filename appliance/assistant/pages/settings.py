"""The engine room: which models there are, and which one answers."""

from dataclasses import dataclass
from datetime import datetime

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.assistant.actions.chat_models import drop_chat_model, use_chat_model
from appliance.assistant.actions.falls import let_models_try
from appliance.assistant.engine_room import Models
from appliance.assistant.queries.chat_models import (
    chat_model_of,
    chat_models,
    memory_need,
    memory_of_this_machine,
)
from appliance.assistant.queries.tool_calls import ToolCall, tool_calls_asked
from appliance.assistant.rules.told import DOORS, OUTCOMES, TOOLS
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.paging import Page
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.policy import may_keep_house
from appliance.web.guards import parents_only
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

GIB = 1024**3
LATELY = 12


@dataclass(frozen=True)
class ToldCall:
    at: datetime
    who: str
    what: str
    how: str
    door: str


def _told(call: ToolCall, language: str) -> ToldCall:
    words = ((TOOLS, call.tool), (OUTCOMES, call.outcome), (DOORS, call.door))
    return ToldCall(call.at, call.who, *(say(language, known.get(word, word)) for known, word in words))


class AssistantSettings(Controller):
    path = "/settings/assistant"
    guards = [parents_only]

    @get()
    async def show(
        self, request: AppRequest, office: NamedDependency[Office], models: NamedDependency[Models]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            found = await chat_models(look)
            calls = await tool_calls_asked(look, Page(LATELY))
        machine = memory_of_this_machine()
        settings: Settings = request.app.state.settings
        return page(
            request,
            "assistant/settings.html",
            rooms=[(model, memory_need(model) / GIB, memory_need(model) <= machine) for model in found],
            machine=machine / GIB,
            folder=settings.models,
            models=models,
            calls=[_told(call, request.user.language) for call in calls.rows],
            may_let_try=may_keep_house(request.user),
        )

    @post("/second-try", status_code=200)
    async def second_try(
        self, request: AppRequest, office: NamedDependency[Office], models: NamedDependency[Models]
    ) -> Response[str] | Redirect:
        await let_models_try(office, request.user, models, "page")
        return changed(request, "/settings/assistant", Toast(_("It is used again from now on.")), "chat")

    @post("/models/{model_id:int}/use", status_code=200)
    async def use(
        self, request: AppRequest, office: NamedDependency[Office], model_id: FromPath[int]
    ) -> Response[str] | Redirect:
        async with office.work(request.user, "page") as work:
            model = await use_chat_model(work, (await chat_model_of(work, model_id)).name)
        toast = Toast(_("%(name)s answers from now on."), {"name": model.name})
        return changed(request, "/settings/assistant", toast, "chat")

    @post("/models/{model_id:int}/removal", status_code=200)
    async def remove(
        self, request: AppRequest, office: NamedDependency[Office], model_id: FromPath[int]
    ) -> Response[str] | Redirect:
        settings: Settings = request.app.state.settings
        async with office.reading(request.user) as look:
            name = (await chat_model_of(look, model_id)).name
        await drop_chat_model(office, request.user, settings.models, name, "page")
        return changed(
            request, "/settings/assistant", Toast(_("%(name)s is removed."), {"name": name}), "chat"
        )
