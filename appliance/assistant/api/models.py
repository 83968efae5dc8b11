"""Which chat model answers, by API."""

from datetime import datetime

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import BaseModel

from appliance.assistant.actions.chat_models import drop_chat_model, use_chat_model
from appliance.assistant.actions.falls import let_models_try
from appliance.assistant.engine_room import Models
from appliance.assistant.models import ChatModelFile
from appliance.assistant.queries.chat_models import (
    chat_model_of,
    chat_models,
    memory_need,
    memory_of_this_machine,
)
from appliance.core.paging import Page
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class ModelShown(BaseModel):
    """`memory_need` in bytes; `fits`: this machine has as much."""

    id: int
    name: str
    file: str
    sha256: str
    size: int
    description: str
    in_use: bool
    memory_need: int
    fits: bool
    added_at: datetime


class ModelsApi(Controller):
    path = "/models"
    tags = ["Assistant"]
    guards = [parents_only]

    @get(summary="Chat models of this appliance, by name (parents)")
    async def models(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[ModelShown]]:
        async with office.reading(request.user) as look:
            found = await chat_models(look)
        return listed(request, page.among(found, lambda model: (model.name,)), shown)

    @post(
        "/second-try",
        status_code=204,
        summary="Lets models try again that were set aside after falls of the house (who keeps the house)",
    )
    async def second_try(
        self, request: AppRequest, office: NamedDependency[Office], models: NamedDependency[Models]
    ) -> None:
        await let_models_try(office, request.user, models, "api")

    @get("/{model_id:int}", summary="One chat model (parents)")
    async def model(
        self, request: AppRequest, office: NamedDependency[Office], model_id: FromPath[int]
    ) -> ModelShown:
        async with office.reading(request.user) as look:
            return shown(await chat_model_of(look, model_id))

    @post("/{model_id:int}/use", status_code=200, summary="Let this model answer (parents)")
    async def use(
        self, request: AppRequest, office: NamedDependency[Office], model_id: FromPath[int]
    ) -> ModelShown:
        async with office.work(request.user, "api") as work:
            name = (await chat_model_of(work, model_id)).name
            await use_chat_model(work, name)
        async with office.reading(request.user) as look:
            return shown(await chat_model_of(look, model_id))

    @delete("/{model_id:int}", summary="Remove a model and its file (parents)")
    async def remove(
        self, request: AppRequest, office: NamedDependency[Office], model_id: FromPath[int]
    ) -> None:
        settings: Settings = request.app.state.settings
        async with office.reading(request.user) as look:
            name = (await chat_model_of(look, model_id)).name
        await drop_chat_model(office, request.user, settings.models, name, "api")


def shown(model: ChatModelFile) -> ModelShown:
    need = memory_need(model)
    facts = model.model_dump(include=set(ModelShown.model_fields) - {"memory_need", "fits"})
    return ModelShown(**facts, memory_need=need, fits=need <= memory_of_this_machine())
