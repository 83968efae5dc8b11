"""What apps are and how they count, for other programs of the house."""

from datetime import datetime
from typing import Annotated

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel

from appliance.core.work import Office
from appliance.screen_time.actions.apps import choose_app, forget_choice
from appliance.screen_time.forms.apps import AppChoiceSent
from appliance.screen_time.queries.apps import Choice, Seen, apps_of
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest

Words = Annotated[str, QueryParameter(name="words", max_length=80)]


class ChoiceShown(BaseModel):
    """`member_id` 0: for all children. An empty category or standing is left to the map."""

    id: int
    app: str
    member_id: int
    category: str
    standing: str
    set_at: datetime


class AppShown(BaseModel):
    """`known`: somebody has said what it is. `minutes`: of two weeks, of the children one may see."""

    name: str
    category: str
    standing: str
    known: bool
    minutes: int
    last_used: datetime | None
    choices: list[ChoiceShown]


def choice_shown(choice: Choice) -> ChoiceShown:
    return ChoiceShown(
        id=choice.id,
        app=choice.app,
        member_id=choice.member_id,
        category=choice.category,
        standing=choice.standing,
        set_at=choice.set_at,
    )


def app_shown(seen: Seen) -> AppShown:
    return AppShown(
        name=seen.name,
        category=seen.app.category,
        standing=seen.app.standing.value,
        known=seen.app.known,
        minutes=seen.minutes,
        last_used=seen.last,
        choices=[choice_shown(choice) for choice in seen.choices],
    )


class AppsApi(Controller):
    path = "/screen-time/apps"
    tags = ["Screen time"]

    @get(summary="Apps seen lately or chosen, and those of the map that are called so")
    async def apps(
        self, request: AppRequest, office: NamedDependency[Office], words: Words = ""
    ) -> list[AppShown]:
        async with office.reading(request.user) as look:
            return [app_shown(seen) for seen in await apps_of(look, words.strip())]


class ChoicesApi(Controller):
    path = "/screen-time/apps/choices"
    tags = ["Screen time"]
    guards = [parents_only]

    @post(summary="Say what an app is and how it counts, for all children or for one")
    async def choose(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[AppChoiceSent]
    ) -> ChoiceShown:
        async with office.work(request.user, "api") as work:
            row = await choose_app(work, data.app, data.category or "", data.standing or "", data.member_id)
        return ChoiceShown(**row.model_dump(include=set(ChoiceShown.model_fields)))

    @delete("/{choice_id:int}", summary="Back to the map, or for one child to what holds for everyone")
    async def forget(
        self, request: AppRequest, office: NamedDependency[Office], choice_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await forget_choice(work, choice_id)
